import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';

/** In what each number agreed is counted, by its name: pounds in pence, a share in parts of 1, a date as its day. */
export type TermUnits = Readonly<Record<string, string>>;

/** Numbers that were agreed, as a reader knows them: `Price of a test: £2.60; Share: 12%`. */
export const sayNumbersAgreed = (terms: Readonly<Record<string, number | string>>, units: TermUnits): string =>
  Object.entries(terms)
    .map(([name, value]) => `${name}: ${sayNumber(value, units[name])}`)
    .join('; ');

function sayNumber(value: number | string, unit: string | undefined): string {
  if (typeof value === 'string') {
    const day = parseIsoDate(value);
    return day ? sayDate(day) : value;
  }
  if (unit === 'pounds') return sayPounds(value);
  // Rounded to what a share is written in, so that 0.07 is not 7.000000000000001%.
  if (unit === 'share') return `${Number((value * 100).toFixed(4))}%`;
  return value.toLocaleString('en-GB');
}
