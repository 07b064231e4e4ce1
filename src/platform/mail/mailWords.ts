/** What a mail says, before it is laid out. Plain sentences; one link at most, which the reader is meant to follow. */
export interface MailWords {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  action?: { label: string; href: string };
  closing?: readonly string[];
}

export interface LaidOutMail {
  subject: string;
  plainText: string;
  html: string;
}

/** The same words as plain text and as simple HTML, with no picture and nothing fetched from anywhere. */
export function layOut({ subject, greeting, paragraphs, action, closing = [] }: MailWords): LaidOutMail {
  const plainParts = [greeting, ...paragraphs, ...(action ? [`${action.label}:\n${action.href}`] : []), ...closing];
  const htmlParts = [
    ...[greeting, ...paragraphs].map(paragraph),
    ...(action ? [`<p><a href="${escape(action.href)}">${escape(action.label)}</a></p>`, paragraph(action.href)] : []),
    ...closing.map(paragraph),
  ];
  return {
    subject: oneLine(subject),
    plainText: `${plainParts.join('\n\n')}\n`,
    html: `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${escape(oneLine(subject))}</title></head><body>${htmlParts.join('')}</body></html>`,
  };
}

const paragraph = (words: string): string => `<p>${escape(words)}</p>`;

/** A line end in a subject would begin another header. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
