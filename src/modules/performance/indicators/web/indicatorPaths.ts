import { parseFinancialYear, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { indicatorYears } from '../indicatorRules.ts';

export const PERFORMANCE = '/performance';
export const TEMPLATE = '/performance/figures-template';
export const ABOUT_FORECASTS = '/performance/forecasts';
/** Of a year, and as it stood on an earlier day. */
const ofYear = (year: FinancialYear | undefined, on: IsoDate | null = null): string => (year === undefined ? '' : `?${new URLSearchParams({ year, ...(on ? { on } : {}) })}`);

export const homePath = (year?: FinancialYear): string => `${PERFORMANCE}${ofYear(year)}`;
export const indicatorPath = (year: FinancialYear, code: string): string => `${PERFORMANCE}/indicators/${year.replace('/', '-')}/${encodeURIComponent(code)}`;
export const pcnPath = (code: string, year?: FinancialYear, on: IsoDate | null = null): string => `${PERFORMANCE}/pcns/${encodeURIComponent(code)}${ofYear(year, on)}`;
export const pcnIndicatorPath = (code: string, year: FinancialYear, indicator: string, on: IsoDate | null = null): string => `${PERFORMANCE}/pcns/${encodeURIComponent(code)}/${year.replace('/', '-')}/${encodeURIComponent(indicator)}${on ? `?on=${on}` : ''}`;
export const nextBestPath = (code: string, year?: FinancialYear, on: IsoDate | null = null): string => `${PERFORMANCE}/pcns/${encodeURIComponent(code)}/next-best${ofYear(year, on)}`;
export const figuresPath = (code: string, year?: FinancialYear): string => `${PERFORMANCE}/pcns/${encodeURIComponent(code)}/figures${ofYear(year)}`;

export const HOME_CRUMB = { label: 'Home', href: '/' };
export const CRUMBS = [HOME_CRUMB, { label: 'Performance', href: PERFORMANCE }];
export const pcnCrumbs = ({ code, name }: { code: string; name: string }, year: FinancialYear) => [...CRUMBS, { label: name, href: pcnPath(code, year) }];

/** The year asked for; where none was, the running one, or the last that had indicators. Refused where none is known. */
export function yearAsked(text: string | undefined, today: IsoDate): FinancialYear {
  const years = indicatorYears();
  const year = text === undefined || text === '' ? [yearOf(today)].find((one) => years.includes(one)) ?? years.at(-1)! : parseFinancialYear(text);
  if (year && years.includes(year)) return year;
  throw new Refused({ code: 'year-not-found', what: `The rules have no indicators for “${text?.slice(0, 20)}”.`, todo: `They have ${years.join(', ')}.` });
}
