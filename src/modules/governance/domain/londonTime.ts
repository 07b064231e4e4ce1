import type { IsoDate } from '#kernel/isoDate.ts';

/** Meetings are told by the clock of England, which moves in spring and autumn; the record holds instants. */
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

function partsOf(instant: Date): { day: IsoDate; time: string } {
  const parts = Object.fromEntries(CLOCK.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}` as IsoDate, time: `${parts['hour']}:${parts['minute']}` };
}

/** The day of an instant in England. */
export const londonDay = (instant: Date): IsoDate => partsOf(instant).day;

/** The time of an instant in England: `14:30`. */
export const londonTime = (instant: Date): string => partsOf(instant).time;

/** Reads a time of day, `9:30`, `09.30` or `0930`, as `09:30`; null for anything else. */
export function parseTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))$/.exec(text.trim());
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${match[2]}`;
}

/** The instant at which the clocks of England show this; in the hour that is skipped in spring, an hour later. */
export function londonInstant(day: IsoDate, time: string): Date {
  const asUtc = new Date(`${day}T${time}:00Z`);
  const shown = partsOf(asUtc);
  const aheadMs = new Date(`${shown.day}T${shown.time}:00Z`).getTime() - asUtc.getTime();
  const guess = new Date(asUtc.getTime() - aheadMs);
  const again = partsOf(guess);
  const missedMs = new Date(`${again.day}T${again.time}:00Z`).getTime() - asUtc.getTime();
  return missedMs === 0 ? guess : asUtc;
}
