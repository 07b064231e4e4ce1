import { addDays, isoDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Days } from '../../posts/index.ts';

/** Three months of the financial year, from the first day up to the first of the next. */
export interface Quarter {
  from: IsoDate;
  to: IsoDate;
}

/** How long after a quarter its time is asked for. */
export const ASKED_DAYS = 21;

const firstOfQuarter = (day: IsoDate): IsoDate => isoDate(`${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`);

/** The last quarter that was over on a day. */
export const quarterBefore = (day: IsoDate): Quarter => {
  const to = firstOfQuarter(day);
  return { from: firstOfQuarter(addDays(to, -1)), to };
};

export const lastDayOfQuarter = ({ to }: Quarter): IsoDate => addDays(to, -1);

/** `April to June 2026`. */
export const sayQuarter = (quarter: Quarter): string => `${sayMonth(quarter.from).split(' ')[0]} to ${sayMonth(lastDayOfQuarter(quarter))}`;

/** On how many days of the quarter at least one of the spans holds. */
export function daysWithin({ from, to }: Quarter, spans: readonly Pick<Days, 'from' | 'to'>[]): number {
  let [count, reached] = [0, from];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const first = span.from > reached ? span.from : reached;
    const end = span.to === null || span.to > to ? to : span.to;
    if (first >= end) continue;
    count += daysBetween(first, end);
    reached = end;
  }
  return count;
}

const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
