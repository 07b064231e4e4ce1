import { isoDate } from './isoDate.ts';
import type { IsoDate } from './isoDate.ts';

/** A financial year of the NHS, 1 April to 31 March: `2025/26`. Plain text sorts in order of time. */
export type FinancialYear = string & { readonly __brand: 'FinancialYear' };

/** Reads `2025/26`, `2025-26` or `2025/2026`; null for anything else, two years that do not follow each other included. */
export function parseFinancialYear(text: string): FinancialYear | null {
  const [, first, last] = /^(20\d{2})[/-](?:20)?(\d{2})$/.exec(text.trim()) ?? [];
  if (first === undefined || (Number(first) + 1) % 100 !== Number(last)) return null;
  return yearFrom(Number(first));
}

/** Reads a year that the code itself wrote; throws where it is not one. */
export function financialYear(text: string): FinancialYear {
  const year = parseFinancialYear(text);
  if (!year) throw new Error(`Not a financial year: ${text}`);
  return year;
}

const yearFrom = (first: number): FinancialYear => `${first}/${String((first + 1) % 100).padStart(2, '0')}` as FinancialYear;
const firstOf = (year: FinancialYear): number => Number(year.slice(0, 4));

/** 1 April. */
export const startOf = (year: FinancialYear): IsoDate => isoDate(`${firstOf(year)}-04-01`);

/** The first day after it. */
export const endOf = (year: FinancialYear): IsoDate => isoDate(`${firstOf(year) + 1}-04-01`);

/** The 1 January before it, at which the contract counts a year's patients. */
export const countedOn = (year: FinancialYear): IsoDate => isoDate(`${firstOf(year)}-01-01`);

export const yearAfter = (year: FinancialYear, years = 1): FinancialYear => yearFrom(firstOf(year) + years);

/** The year in which a day lies. */
export const yearOf = (day: IsoDate): FinancialYear => yearFrom(Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0));

/** The first day of each of its twelve months, April first. */
export const monthsOf = (year: FinancialYear): IsoDate[] =>
  Array.from({ length: 12 }, (_, index) => isoDate(`${firstOf(year) + (index < 9 ? 0 : 1)}-${String(((index + 3) % 12) + 1).padStart(2, '0')}-01`));

/** Every year from one to another, both included. */
export const yearsBetween = (first: FinancialYear, last: FinancialYear): FinancialYear[] => Array.from({ length: Math.max(0, firstOf(last) - firstOf(first) + 1) }, (_, index) => yearAfter(first, index));
