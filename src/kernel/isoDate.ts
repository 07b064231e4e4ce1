/** A calendar day, `YYYY-MM-DD`. Plain text sorts in date order, which the register relies on. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function realDay(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1800 && year <= 2200 ? (date.toISOString().slice(0, 10) as IsoDate) : null;
}

/**
 * Reads a day in any form that the NHS's files use: `2025-03-01`, `20250301`, `01Mar2025`, `01JAN2021`,
 * `01/03/2025` (day first). Gives null for anything else, 31 February included.
 */
export function parseIsoDate(text: string): IsoDate | null {
  const trimmed = text.trim();
  let match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed);
  if (match) return realDay(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{1,2})[ -]?([A-Za-z]{3})[ -]?(\d{4})$/.exec(trimmed);
  if (match) return realDay(Number(match[3]), MONTHS.indexOf(match[2]!.toLowerCase()) + 1, Number(match[1]));
  match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed);
  if (match) return realDay(Number(match[3]), Number(match[2]), Number(match[1]));
  return null;
}

/** Reads a day that the code itself wrote; throws where it is not one. */
export function isoDate(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (!day) throw new Error(`Not a date: ${text}`);
  return day;
}

export function addDays(day: IsoDate, days: number): IsoDate {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10) as IsoDate;
}

/** The day before one that the record gave. */
export const dayBefore = (day: string): IsoDate => addDays(day as IsoDate, -1);

export const toIsoDate = (date: Date): IsoDate => date.toISOString().slice(0, 10) as IsoDate;

const FULL_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A span as the pages write it, its `to` being the first day after it: `1 March 2025 to 31 March 2025`, `since 1 March 2025`. */
export const saySpan = ({ from, to }: { from: string; to: string | null }): string => (to ? `${sayDate(from)} to ${sayDate(dayBefore(to))}` : `since ${sayDate(from)}`);

/** The month of a day: `March 2025`. */
export const sayMonth = (day: string): string => sayDate(day).replace(/^\d+ /, '');

/** A day as the pages write it: `1 March 2025`. */
export function sayDate(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${FULL_MONTHS[Number(month) - 1]} ${year}`;
}
