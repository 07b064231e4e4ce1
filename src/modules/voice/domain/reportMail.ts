import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import type { MailWords } from '#platform/mail/index.ts';
import type { Decision, Standing } from '#governance';
import { OUTCOMES, STANDING_NOTES } from './report.ts';

export interface ReportMail {
  name: string;
  title: string;
  decidingForumName: string;
  decision: Pick<Decision, 'takenOn' | 'outcome'> & { standing: Standing };
  decided: string;
  reasons: string;
  /** One entry an organisation for which this person has it; empty for somebody who may not read it. */
  counted: readonly (readonly string[])[];
  traded: string;
  next: string;
  actions: readonly { what: string; ownerName: string | null; dueOn: IsoDate }[];
  version: number;
  href: string;
}

/** The report as a mail: all of it, and one link by which its reader says that they have read it. */
export function reportMail({ name, title, decidingForumName, decision, decided, reasons, counted, traded, next, actions, version, href }: ReportMail): MailWords {
  const note = STANDING_NOTES[decision.standing];
  return {
    subject: `${version > 1 ? 'Corrected: ' : ''}What was decided: ${title}`,
    greeting: `Dear ${name},`,
    paragraphs: [
      ...(version > 1 ? ['This corrects an earlier report on the same decision.'] : []),
      `${decidingForumName} decided on ${sayDate(decision.takenOn)} on the question “${title}”. ${sentenceCase(OUTCOMES[decision.outcome])}: ${decided}`,
      `Reasons: ${reasons}`,
      ...(note ? [note] : []),
      ...counted.map((lines) => `How your answer counted. ${lines.join(' ')}`),
      `What was traded. ${traded}`,
      `What happens next. ${next}`,
      ...actions.map(sayAction),
    ],
    action: { label: 'Say that you have read this', href },
    closing: ['The link is yours alone; please do not pass it on. Following it does nothing until you press its button.'],
  };
}

/** "Write to the trust. Dr Pat Lead, by 5 June 2026." */
export const sayAction = ({ what, ownerName, dueOn }: ReportMail['actions'][number]): string => `– ${what.replace(/[.\s]+$/, '')}. ${ownerName ?? 'Somebody whose name is erased'}, by ${sayDate(dueOn)}.`;
