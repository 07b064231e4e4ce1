import { isoDate, parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';

/** Reads a month as statements write it (`2025-04`, `04/2025`, `April 2025`, `Apr-25`) as its first day; null for anything else. */
export function readMonth(text: string): IsoDate | null {
  const trimmed = text.trim();
  let match = /^(20\d{2})-(\d{1,2})(?:-01)?$/.exec(trimmed);
  if (match) return parseIsoDate(`${match[1]}-${match[2]!.padStart(2, '0')}-01`);
  match = /^(?:01\/)?(\d{1,2})\/(20\d{2})$/.exec(trimmed);
  if (match) return parseIsoDate(`${match[2]}-${match[1]!.padStart(2, '0')}-01`);
  match = /^([A-Za-z]{3})[a-z]*[ -](?:20)?(\d{2})$/.exec(trimmed);
  return match ? parseIsoDate(`1 ${match[1]} 20${match[2]}`) : null;
}

/** The first day of the month after. */
export function monthAfter(month: IsoDate): IsoDate {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return isoDate(number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`);
}
