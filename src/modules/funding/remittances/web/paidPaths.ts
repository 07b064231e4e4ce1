import { parseFinancialYear, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { StreamId } from '../../contract/index.ts';

export const DISPUTES = '/funding/disputes';
const pcnPath = (code: string): string => `/funding/pcns/${encodeURIComponent(code)}`;
const ofYear = (year: string): string => `?${new URLSearchParams({ year })}`;

export const paidPath = (code: string, year?: FinancialYear): string => `${pcnPath(code)}/paid${year ? ofYear(year) : ''}`;
export const uploadPath = (code: string): string => `${pcnPath(code)}/remittances/new`;
export const withdrawRemittancePath = (code: string, id: number): string => `${pcnPath(code)}/remittances/${id}/withdraw`;
export const ledgerPath = (code: string, year?: FinancialYear): string => `${pcnPath(code)}/ledger${year ? ofYear(year) : ''}`;
export const disputePath = (id: number): string => `${DISPUTES}/${id}`;
export const newDisputePath = ({ code, year, stream, month }: { code: string; year: FinancialYear; stream: StreamId; month: IsoDate | null }): string => `${DISPUTES}/new?${new URLSearchParams({ pcn: code, year, stream, ...(month ? { month } : {}) })}`;

export const HOME_CRUMB = { label: 'Home', href: '/' };
export const MONEY_CRUMB = { label: 'Money', href: '/funding' };
export const pcnCrumbs = ({ code, name }: { code: string; name: string }) => [HOME_CRUMB, MONEY_CRUMB, { label: name, href: paidPath(code) }];

/** The year asked for; the one of today where none was. */
export function yearAsked(text: string | undefined, today: IsoDate): FinancialYear {
  const year = text ? parseFinancialYear(text) : yearOf(today);
  if (!year) throw new Refused({ code: 'year-unknown', what: `“${text?.slice(0, 20)}” is not a financial year.`, where: 'year', todo: 'Write it like 2025/26.' });
  return year;
}
