import { addDays, isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';

/** The first day of the month before that of a day. */
export const monthBefore = (day: IsoDate): IsoDate => isoDate(`${addDays(isoDate(`${day.slice(0, 7)}-01`), -1).slice(0, 7)}-01`);

/** So many months up to one, the oldest first, each by its first day. */
export function monthsUpTo(last: IsoDate, count: number): IsoDate[] {
  const months = [isoDate(`${last.slice(0, 7)}-01`)];
  while (months.length < count) months.unshift(monthBefore(months[0]!));
  return months;
}
