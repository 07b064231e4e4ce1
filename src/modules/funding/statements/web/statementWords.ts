import type Fraction from 'fraction.js';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import { BASES } from '../../contract/index.ts';
import type { Statement, StatementKind, StatementLine } from '../domain/statement.ts';

export const KIND_WORDS: Record<StatementKind, string> = {
  practice: 'Practice', pcn: 'Primary care network', place: 'Place', 'sub-icb-location': 'Sub-ICB location', icb: 'Integrated care board', england: 'England',
};

/** How sure a figure is, as a table says it. */
export const STATUS_WORDS: Record<FigureStatus, string> = {
  confirmed: 'Read in the contract', reported: 'As reported', derived: 'Worked out', unverified: 'Not verified',
};

/** How sure a total is, in a sentence. */
export const TOTAL_WORDS: Record<FigureStatus, string> = {
  confirmed: 'Every figure was read in the primary document.',
  reported: 'It rests on figures as the press or professional bodies reported them; they were not read in the primary document.',
  derived: 'It rests on figures that were worked out from others.',
  unverified: 'It rests on figures that are not verified. Check the lines marked “Not verified” before you rely on it.',
};

const written = new Map<string, Intl.NumberFormat>();

/** Made once for each pair of decimals: making one takes a hundred times as long as using it, and a working has hundreds of numbers. */
function numberFormat(decimals: number, least: number): Intl.NumberFormat {
  const key = `${decimals} ${least}`;
  let format = written.get(key);
  if (!format) written.set(key, (format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: decimals, minimumFractionDigits: least })));
  return format;
}

/** An exact number as a page shows it: at most so many decimals, and `about` where more were cut. */
export function sayFraction(value: Fraction, { decimals = 4, least = 0 }: { decimals?: number; least?: number } = {}): string {
  const shown = numberFormat(decimals, least).format(value.valueOf()).replace('-', '−');
  return value.mul(10 ** decimals).d === 1n ? shown : `about ${shown}`;
}

/** A value with its unit: `£8.427 a year`, `51,234 patients`. */
export function sayAmount(value: Fraction, unit: string): string {
  if (unit.startsWith('£m')) return `£${sayFraction(value)} million`;
  if (unit.startsWith('£')) return `£${sayFraction(value, { least: value.d === 1n ? 0 : 2 })}${unit.slice(1)}`.replace('£about ', 'about £');
  if (unit === 'share') return value.toFraction(true);
  return `${sayFraction(value)} ${unit}`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const sayMonth = (day: string): string => `${MONTHS[Number(day.slice(5, 7)) - 1]!.slice(0, 3)} ${day.slice(0, 4)}`;

/** The months of a line: `Apr 2025 to Mar 2026`. */
export function sayMonths({ from, to }: Pick<StatementLine, 'from' | 'to'>): string {
  const [first, last] = [sayMonth(from), sayMonth(addDays(to, -1))];
  return first === last ? first : `${first} to ${last}`;
}

export const sayBasis = ({ basis }: Pick<StatementLine, 'basis'>): string => (basis === null ? '–' : BASES[basis].replace(' at 1 January', ''));

/** Until when what is shown was known. */
export const sayKnown = ({ knownOn }: Pick<Statement, 'knownOn'>): string => (knownOn === null ? 'as it is known now' : `as it was known on ${sayDate(knownOn)}`);
