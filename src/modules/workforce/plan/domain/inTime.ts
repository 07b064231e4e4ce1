import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { nextMonth } from './yearPosts.ts';

/** When money that nobody claims can still be used. */
export interface InTime {
  /** From advert to first day, in the middle of those recruitments that came to an end here; null where none has. */
  days: number | null;
  /** How many recruitments that rests on. */
  recruitments: number;
  /** The first day of a month on which somebody may begin whose post is advertised today; without a number of days, the next month's. */
  startsOn: IsoDate;
  /** The last day of an advert by which somebody begins before the last month of the year; null where no number of days is known. */
  advertiseBy: IsoDate | null;
}

/** When a post has to be advertised so that the year's money still pays for it; `taken` is how many days each recruitment here took. */
export function inTime(year: FinancialYear, taken: readonly number[], today: IsoDate): InTime {
  const days = middleOf(taken);
  const next = nextMonth(addDays(today, days ?? 0));
  const lastMonth = `${addDays(endOf(year), -1).slice(0, 8)}01` as IsoDate;
  return { days, recruitments: taken.length, startsOn: next < startOf(year) ? startOf(year) : next, advertiseBy: days === null ? null : addDays(lastMonth, -days) };
}

/** The middle of some numbers of days, in whole days; null of none. */
export function middleOf(days: readonly number[]): number | null {
  if (days.length === 0) return null;
  const sorted = [...days].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : Math.round((sorted[half - 1]! + sorted[half]!) / 2);
}
