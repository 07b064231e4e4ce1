import { endOf, yearAfter, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

/** What a payments file shows of the year that it is of, which it does not state. */
export interface YearClues {
  /** The newest day on which one of its practices opened. */
  opened: string | null;
  /** The newest on which one closed: it may lie between the year's end and the day of publication. */
  closed: string | null;
  /** The latest of the years since which the file's columns exist, and the heading of one such. */
  since: { year: FinancialYear; heading: string } | null;
}

/** 31 March, on which a year ends: the day by which a year's payments are held. */
export const lastDayOf = (year: FinancialYear): IsoDate => addDays(endOf(year), -1);

/**
 * The last day of the year that a payments file is of. A practice that opens is paid in that same year, and somewhere in
 * England one opens every year, so it is the year of the newest opening; the newest closing and the columns must not contradict it.
 */
export function yearEndOfFile({ opened, closed, since }: YearClues): Result<IsoDate> {
  if (opened === null) return cannotTell('none of its practices has an opening date');
  const year = yearOf(isoDate(opened));
  if (since && since.year > year) return cannotTell(`its newest practice opened on ${opened}, in ${year}, and its column "${since.heading}" exists since ${since.year}`);
  if (closed !== null) {
    const closing = yearOf(isoDate(closed));
    // The file is made some months after its year: closings are known up to then.
    if (year !== closing && yearAfter(year) !== closing) return cannotTell(`its newest practice opened on ${opened} and the last closed on ${closed}, which are not of one year or of two that follow each other`);
  }
  return ok(lastDayOf(year));
}

const cannotTell = (why: string): Result<never> =>
  refuse({
    code: 'no-date',
    what: `This looks like NHS Payments to General Practice, which does not say of which year it is, and that cannot be concluded: ${why}.`,
    todo: 'Load this file alone and say the last day of its year, such as --as-of 2022-03-31.',
  });
