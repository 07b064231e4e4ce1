import type { IsoDate } from '#kernel/isoDate.ts';
import type { SentFile } from '#platform/web/upload.ts';
import { attachPaper } from '#governance';
import type { Scene } from './story.ts';

interface SamplePaper {
  /** The mailbox of whoever keeps the forum. */
  keeper: string;
  itemId: string;
  title: string;
  file: SentFile;
  /** Why the public does not get it; left out for one that is published. */
  withheldReason?: string;
}

/** Attaches a paper to an item of an agenda. */
export async function attachSamplePaper({ governance, acting }: Scene, { keeper, itemId, withheldReason, ...paper }: SamplePaper): Promise<void> {
  await attachPaper(governance, await acting(keeper), { ...paper, belongsTo: 'item', subjectId: itemId, isPublished: withheldReason === undefined, withheldReason });
}

export const textPaper = (fileName: string, text: string): SentFile => ({ fileName, bytes: Buffer.from(text, 'utf8') });

/** A page of paragraphs under a title, as somebody’s office program would write it. */
export async function pdfPaper(fileName: string, title: string, paragraphs: readonly string[], on: IsoDate): Promise<SentFile> {
  // Loaded when first wanted, as everywhere: most processes plant nothing.
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({ size: 'A4', lang: 'en-GB', info: { Title: title, CreationDate: new Date(on) } });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => pdf.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve).on('error', reject));
  pdf.fontSize(18).text(title).moveDown().fontSize(11);
  for (const paragraph of paragraphs) pdf.text(paragraph).moveDown();
  pdf.end();
  await ended;
  return { fileName, bytes: Buffer.concat(chunks) };
}
