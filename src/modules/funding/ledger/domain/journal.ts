import type { Posting } from './entry.ts';

export interface JournalEntry {
  number: number;
  /** `YYYY-MM-DD` */
  day: string;
  description: string;
  postings: readonly Posting[];
}

/**
 * The entries as a plain-text journal, as hledger reads it. An account is lower case with colons between its parts, and its
 * detail is the last part: neither has a space or a semicolon, which would end an account's name.
 */
export function plainTextJournal(title: string, opening: { day: string; postings: readonly Posting[] } | null, entries: readonly JournalEntry[]): string {
  const accounts = [...new Set([...(opening?.postings ?? []), ...entries.flatMap(({ postings }) => postings)].map(accountName))].sort();
  // Each account is declared, so that a strict check of the journal finds every one.
  const head = `; ${oneLine(title)}\n; Amounts are positive to the debit. Every transaction adds up to nothing.\ncommodity £1,000.00\n${accounts.map((account) => `account ${account}\n`).join('')}`;
  const first = opening && opening.postings.length > 0 ? [transaction(opening.day, 'Brought forward', opening.postings)] : [];
  return [head, ...first, ...entries.map(({ day, number, description, postings }) => transaction(day, `(${number}) ${oneLine(description)}`, postings))].join('\n');
}

const transaction = (day: string, heading: string, postings: readonly Posting[]): string => `${day} ${heading}\n${postings.map((posting) => `    ${accountName(posting)}  ${amount(posting.amountPence)}\n`).join('')}`;

export const accountName = ({ account, detail }: Pick<Posting, 'account' | 'detail'>): string => (detail === null ? account : `${account}:${detail}`);

/** `£1234.56`, `£-0.05`: pounds and pence from whole pence, without a fraction that floats. */
function amount(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return `£${pence < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A description ends at its line's end, at a semicolon (a comment) and at a bar (a payee). */
const oneLine = (text: string): string => text.replace(/[\s]+/g, ' ').replace(/[;|]/g, ',').trim();
