import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task } from './task.ts';

const DAY_MS = 86_400_000;
/** Beyond this a count of days tells nobody anything. */
const DAYS_COUNTED = 365;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const sayWeekday = (day: IsoDate): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!;

export const sayMinutes = (minutes: number): string => {
  const whole = Math.max(1, Math.round(minutes));
  if (whole < 60) return `${whole} ${whole === 1 ? 'minute' : 'minutes'}`;
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}${rest ? ` ${rest} ${rest === 1 ? 'minute' : 'minutes'}` : ''}`;
};

/** "Three things, about 5 minutes". */
export function sayTotal(tasks: readonly Pick<Task, 'minutes'>[]): string {
  const count = tasks.length;
  const minutes = tasks.reduce((sum, task) => sum + task.minutes, 0);
  return `${WORDS[count] ?? count} ${count === 1 ? 'thing' : 'things'}, about ${sayMinutes(minutes)}`;
}

/** By when, as one says it on this day: "2 days over", "Today", "By Friday 5 June"; with its year where that is another. Null where there is no day. */
export function sayDue(due: IsoDate | null, today: IsoDate): string | null {
  if (due === null) return null;
  const days = daysBetween(today, due);
  if (days < -DAYS_COUNTED) return 'More than a year over';
  if (days < 0) return `${-days} ${days === -1 ? 'day' : 'days'} over`;
  if (days === 0) return 'Today';
  if (days === 1) return 'Tomorrow';
  return `By ${sayWeekday(due)} ${due.slice(0, 4) === today.slice(0, 4) ? sayDate(due).replace(/ \d{4}$/, '') : sayDate(due)}`;
}

export type Urgency = 'overdue' | 'today' | 'week' | 'later' | 'whenever';

export const URGENCIES: Readonly<Record<Urgency, string>> = { overdue: 'Overdue', today: 'Due today', week: 'In the next seven days', later: 'Later', whenever: 'When you can' };

export function urgencyOf(due: IsoDate | null, today: IsoDate): Urgency {
  if (due === null) return 'whenever';
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return due <= addDays(today, 7) ? 'week' : 'later';
}
