import { parseFinancialYear, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';

export const ROLES = '/funding/roles';
export const claimsPath = (pcnCode: string): string => `/funding/pcns/${encodeURIComponent(pcnCode)}/claims`;
export const claimPath = (pcnCode: string, id: string): string => `${claimsPath(pcnCode)}/one/${encodeURIComponent(id)}`;
export const yearQuery = (year: FinancialYear): string => `?year=${encodeURIComponent(year)}`;

export const MONEY_CRUMBS = [{ label: 'Home', href: '/' }, { label: 'Money', href: '/funding' }];
export const claimCrumbs = (pcn: { code: string; name: string }) => [...MONEY_CRUMBS, { label: pcn.name, href: `/funding/statements/${encodeURIComponent(pcn.code)}` }];

/** The year asked for, this year where none was. */
export function yearAsked(text: string | undefined, today: IsoDate): FinancialYear {
  const year = text === undefined || text === '' ? yearOf(today) : parseFinancialYear(text);
  if (year) return year;
  throw new Refused({ code: 'year-unknown', what: `“${text?.slice(0, 20)}” is not a financial year.`, where: 'year', todo: 'Write it like 2025/26.' });
}
