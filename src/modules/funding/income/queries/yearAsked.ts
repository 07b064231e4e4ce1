import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';

/** The year asked for; null where none is. Refuses what is no year. */
export function yearAsked(text: string): FinancialYear | null {
  if (text.trim() === '') return null;
  const year = parseFinancialYear(text);
  if (year) return year;
  throw new Refused({ code: 'not-a-year', what: `“${text.slice(0, 20)}” is not a financial year.`, todo: 'Write it like 2021/22.' });
}
