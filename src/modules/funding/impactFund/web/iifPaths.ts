import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { Refused } from '#kernel/result.ts';
import { impactFundYears } from '../impactFundRules.ts';

export const IIF = '/funding/iif';
export const IIF_TEMPLATE = '/funding/iif-template';
const ofYear = (year: string): string => `?${new URLSearchParams({ year })}`;
export const iifPath = (year: string): string => `${IIF}${ofYear(year)}`;
export const pcnIifPath = (code: string, year?: string): string => `/funding/pcns/${encodeURIComponent(code)}/iif${year === undefined ? '' : ofYear(year)}`;

export const CRUMBS = [{ label: 'Home', href: '/' }, { label: 'Money', href: '/funding' }];

/** The year asked for, the newest that is known where none was; refused where the fund had no such year. */
export function iifYear(text: string | undefined): FinancialYear {
  const years = impactFundYears();
  if (text === undefined) return years.at(-1)!;
  const year = parseFinancialYear(text);
  if (year && years.includes(year)) return year;
  throw new Refused({ code: 'year-not-found', what: `The rules have no investment and impact fund for “${text.slice(0, 20)}”.`, todo: `They have ${years.join(', ')}.` });
}
