import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { londonTime } from './londonTime.ts';

/** How often somebody has what needs them by e-mail. Weekdays are numbered from Monday, 1, to Sunday, 7. */
export type DigestChoice = { every: 'off' } | { every: 'day' } | { every: 'week'; weekday: number };

export const WEEKDAYS: Readonly<Record<number, string>> = { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' };

/** The mail is on the table when the day begins: at seven in the morning, by London's clocks. */
const HOUR = 7;

const weekdayOf = (day: IsoDate): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The day of the last mail that this choice makes due up to a moment; null where it makes none. */
function lastDueDay(choice: DigestChoice, moment: Date): IsoDate | null {
  if (choice.every === 'off') return null;
  const { day, hour } = londonTime(moment);
  const last = hour >= HOUR ? day : addDays(day, -1);
  return choice.every === 'day' ? last : addDays(last, -((weekdayOf(last) - choice.weekday + 7) % 7));
}

/**
 * The period for which a mail is due at a moment, named by its day. A choice begins with the next mail, not with one that
 * was due before it was made; a mail that was due while nobody ran is due still.
 */
export function periodDue(choice: DigestChoice, chosenAt: Date, now: Date): IsoDate | null {
  const due = lastDueDay(choice, now);
  return due !== null && due !== lastDueDay(choice, chosenAt) ? due : null;
}

/** "every day", "every Monday". */
export function sayChoice(choice: DigestChoice): string {
  if (choice.every === 'off') return 'never';
  return choice.every === 'day' ? 'every day' : `every ${WEEKDAYS[choice.weekday]}`;
}
