import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays, isoDate, parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { endOf, monthsOf, startOf } from '#kernel/financialYear.ts';
import { definitionNamed } from './indicatorDefinition.ts';
import type { IndicatorDefinition } from './indicatorDefinition.ts';

export const FIGURE_FORMATS = ['template', 'cqrs', 'fhir'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];

/** What a file says of one indicator in one practice, to one day. */
export interface FigureEntry {
  line: number;
  practiceCode: string;
  definition: IndicatorDefinition;
  countedTo: IsoDate;
  numerator: number | null;
  denominator: number | null;
  adjustments: Record<string, number | null>;
}

/** Why a line cannot be taken. */
export interface FigureRefusal {
  line: number;
  column: string;
  value: string;
  reason: string;
}

/** A file taken apart: with any refusal nothing of it may be used. `leftOut` is what was read and is not kept, in sentences. */
export interface FiguresRead {
  format: FigureFormat;
  entries: FigureEntry[];
  refusals: FigureRefusal[];
  leftOut: string[];
}

/** What every reader is given: the year that was asked for, and the indicators of every year. */
export interface FigureReading {
  year: FinancialYear;
  definitions: readonly IndicatorDefinition[];
}

export const unreadable = (format: FigureFormat, line: number, value: string, reason: string): FiguresRead => ({ format, entries: [], refusals: [{ line, column: '', value: value.slice(0, 80), reason }], leftOut: [] });

/** A count as files write it: a whole number, or a sign that it is not known. Anything else is said why. */
export function readCount(text: string): { count: number | null } | { reason: string } {
  const plain = text.trim();
  if (plain === '' || plain === '*' || /^(none|null|n\/a|suppressed)$/i.test(plain)) return { count: null };
  if (/%$/.test(plain)) return { reason: 'A percentage stands where a count belongs: give the number of people.' };
  if (/^-\d/.test(plain)) return { reason: 'A count below 0 cannot be.' };
  if (/^\d*\.\d+$/.test(plain) && !/^\d+\.0+$/.test(plain)) return { reason: `A count is a whole number${Number(plain) <= 1 ? '; this looks like a percentage or a part of one' : ''}.` };
  if (/^\d{1,9}(\.0+)?$/.test(plain)) return { count: Number(plain) };
  return { reason: 'This is not a count: write a whole number, or * where it is suppressed.' };
}

/** The last day of the month that a file means: `2025-06`, `June 2025`, `30/06/2025`. Null for a day within a month, as figures are kept by month's end. */
export function readMonthEnd(text: string): IsoDate | null {
  const plain = text.trim();
  const [, year, month] = /^(20\d{2})-(\d{2})$/.exec(plain) ?? [];
  const day = year === undefined ? (parseIsoDate(plain) ?? parseIsoDate(`1 ${plain.replace(/^([A-Za-z]{3})[a-z]*/, '$1')}`)) : parseIsoDate(`${year}-${month}-01`);
  if (!day) return null;
  const end = endOfMonth(day);
  return day === end || day.endsWith('-01') ? end : null;
}

export function endOfMonth(day: IsoDate): IsoDate {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return addDays(isoDate(`${month === 12 ? year + 1 : year}-${String(month === 12 ? 1 : month + 1).padStart(2, '0')}-01`), -1);
}

/** The indicator that a file names in its year; or why not, with the year that had it. */
export function definitionFor(name: string, { year, definitions }: FigureReading): { definition: IndicatorDefinition } | { reason: string } {
  const ofYear = definitions.filter((definition) => definition.year === year);
  const definition = definitionNamed(ofYear, name);
  if (definition) return { definition };
  const others = [...new Set(definitions.filter((one) => definitionNamed([one], name)).map((one) => one.year))];
  if (others.length > 0) return { reason: `${name} is an indicator of ${others.join(', ')}, not of ${year}.` };
  return { reason: `No indicator of ${year} is called ${name || 'nothing at all'}; it had ${ofYear.map(({ code }) => code).join(', ') || 'none'}.` };
}

/** Why a day does not lie in the year of a file; null where it does. */
export function whyNotOfYear(countedTo: IsoDate, { year }: FigureReading): string | null {
  return countedTo >= startOf(year) && countedTo < endOf(year) ? null : `${countedTo} is not in ${year}, whose months are ${monthsOf(year)[0]!.slice(0, 7)} to ${monthsOf(year)[11]!.slice(0, 7)}.`;
}

/** What can only be seen over a whole file: counts that cannot be together, and the same figure twice. */
export function faultsAcross(entries: readonly FigureEntry[]): FigureRefusal[] {
  const lineOf = new Map<string, FigureEntry>();
  return entries.flatMap((entry): FigureRefusal[] => {
    const { line, practiceCode, definition, countedTo, numerator, denominator } = entry;
    const key = `${definition.code} ${practiceCode} ${countedTo}`;
    const before = lineOf.get(key);
    lineOf.set(key, before ?? entry);
    const faults: FigureRefusal[] = [];
    if (before) faults.push({ line, column: 'indicator', value: definition.code, reason: `${definition.code} of ${practiceCode} to ${countedTo} stands on line ${before.line} already, with ${sayCounts(before)}; here it is ${sayCounts(entry)}.` });
    if (definition.measure === 'part' && numerator !== null && denominator !== null && numerator > denominator) faults.push({ line, column: 'numerator', value: String(numerator), reason: `The numerator, ${numerator}, is above the denominator, ${denominator}: those who achieved it are among those counted.` });
    if (definition.measure === 'count' && denominator !== null) faults.push({ line, column: 'denominator', value: String(denominator), reason: `${definition.code} is a number alone: it has no denominator.` });
    return faults;
  });
}

export const sayCounts = ({ numerator, denominator }: { numerator: number | null; denominator: number | null }): string => `${numerator ?? 'unknown'} of ${denominator ?? 'unknown'}`;
