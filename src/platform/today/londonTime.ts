import type { IsoDate } from '#kernel/isoDate.ts';

const LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' });

/** The day and the hour that clocks in London show at a moment, summer time included. */
export function londonTime(moment: Date): { day: IsoDate; hour: number } {
  const part = Object.fromEntries(LONDON.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: `${part['year']}-${part['month']}-${part['day']}` as IsoDate, hour: Number(part['hour']) };
}
