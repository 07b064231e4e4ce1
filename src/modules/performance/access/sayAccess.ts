import { sayMonth } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { sayList } from '#kernel/sayWords.ts';
import type { AccessFigure, AccessMeasure } from './domain/accessMeasure.ts';
import type { SinceApril } from './queries/accessSinceApril.ts';

/** Made once: a formatter of its own for each of a page's thousand numbers cost more than all of its charts. */
const ONE_DECIMAL = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A value as pages and the console say it: a share in hundredths, a rate with its decimals. */
export const sayValue = (value: number | null, unit: AccessMeasure['unit']): string =>
  value === null ? '–' : unit === 'share' ? `${(value * 100).toFixed(1)}%` : ONE_DECIMAL.format(value);

/** `9,204 of 27,310`, or what of the two is known. */
export const sayCounts = ({ numerator, denominator }: AccessFigure): string =>
  numerator === null ? '' : denominator === null ? numerator.toLocaleString('en-GB') : `${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`;

/** The first day of a month written as `2025-10` or `2025-10-01`. Throws `Refused`. */
export function monthAsked(text: string): string {
  const match = /^(20\d\d)-(0[1-9]|1[0-2])(-01)?$/.exec(text.trim());
  if (match) return `${match[1]}-${match[2]}-01`;
  throw new Refused({ code: 'not-a-month', what: `“${text}” is not a month.`, where: 'month', todo: 'Write it as 2025-10.' });
}

export const noSuchBody = (code: string): Refused =>
  new Refused({ code: 'access-body-not-found', what: 'Access is told of practices, PCNs, places, sub-ICB locations, ICBs, regions and England (ENG); the register has none of this code.', where: code, todo: 'Look the code up with the search, or load the register’s publications.' });

export const noAccessHeld = (): Refused =>
  new Refused({ code: 'access-figures-not-found', what: 'No appointments and no online consultations are held.', todo: 'Load Appointments in General Practice: the practice crosstab, the regional file, or both.' });

/** `held` in their order, at least one. */
export const monthNotHeld = (month: string, held: readonly string[]): Refused =>
  new Refused({ code: 'month-not-held', what: `Nothing of ${sayMonth(month)} is held: ${held.length === 1 ? `${sayMonth(held[0]!)} alone is` : `${held.length} months from ${sayMonth(held[0]!)} to ${sayMonth(held.at(-1)!)} are`}.`, where: 'month', todo: 'Ask for one of those, or load a file of that month: chorus load FILE.' });

/** The two-week indicator since 1 April, or why it cannot be said. The fund counts it so; a month alone is not it. */
export function saySinceApril({ from, to, numerator, denominator, value, missing }: SinceApril): string {
  const months = from === to ? sayMonth(to) : `${sayMonth(from)} to ${sayMonth(to)}`;
  if (value === null) return `The two-week indicator in the table is of ${sayMonth(to)} alone. The fund (ACC-08) counts all months from 1 April together, ${months}; that is not known, as ${missing.length === 1 ? 'one month lacks' : `${missing.length} months lack`} a figure: ${sayList(missing.map(sayMonth))}.`;
  return `The two-week indicator in the table is of ${sayMonth(to)} alone. The fund (ACC-08) counts all months from 1 April together: ${sayValue(value, 'share')} for ${months} (${numerator!.toLocaleString('en-GB')} of ${denominator!.toLocaleString('en-GB')} appointments).`;
}
