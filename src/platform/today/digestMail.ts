import type { IsoDate } from '#kernel/isoDate.ts';
import type { MailWords } from '#platform/mail/index.ts';
import { sayDue, sayMinutes, sayTotal } from './sayTasks.ts';
import { sayChoice } from './digestPeriod.ts';
import type { DigestChoice } from './digestPeriod.ts';
import type { Today } from './gatherTasks.ts';

/** A mail is read at a glance; the rest is on the page. */
const TASKS_MAX = 20;

interface Digest {
  name: string;
  today: Today;
  day: IsoDate;
  choice: DigestChoice;
  siteName: string;
  publicUrl: string;
  stopHref: string;
}

/** The list as a mail: the same things in the same order as the page. */
export function digestMail({ name, today: { tasks, missing }, day, choice, siteName, publicUrl, stopHref }: Digest): MailWords {
  const shown = tasks.slice(0, TASKS_MAX);
  const rest = tasks.length - shown.length;
  return {
    subject: `${siteName}: ${lowerFirst(sayTotal(tasks))}`,
    greeting: `Dear ${name},`,
    paragraphs: [
      `${tasks.length === 1 ? 'This needs' : 'These need'} you: ${lowerFirst(sayTotal(tasks))}.`,
      ...shown.map(({ title, why, due, minutes }, index) => [`${index + 1}. ${endSentence(title)}`, `${sayDue(due, day) ?? 'No date'}; about ${sayMinutes(minutes)}.`, why].join(' ')),
      ...(rest > 0 ? [`And ${rest} more.`] : []),
      ...missing.map((looksFor) => `We could not look for ${looksFor} just now; the page tells.`),
    ],
    action: { label: 'Open Today', href: new URL('/', publicUrl).href },
    closing: [`You have this mail ${sayChoice(choice)} because you chose so. To change that, sign in and open ${new URL('/today/digest', publicUrl).href}. To stop it without signing in: ${stopHref}`],
  };
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
const endSentence = (words: string): string => (/[.?!]$/.test(words) ? words : `${words}.`);
