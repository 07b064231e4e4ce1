import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';

export const FUNDING = '/funding';
/** The code under which all PCNs together have a statement. */
export const ENGLAND = 'ENGLAND';
export const WHAT_IF = '/funding/what-if';
export const HOME_CRUMB = { label: 'Home', href: '/' };
export const FUNDING_CRUMB = { label: 'Money', href: FUNDING };

export interface StatementQuery {
  year?: FinancialYear;
  knownOn?: IsoDate | null;
  /** One line by itself. */
  line?: string;
}

export const statementPath = (code: string): string => `/funding/statements/${encodeURIComponent(code)}`;

/** A statement's address with what was asked of it. */
export function statementHref(code: string, { year, knownOn, line }: StatementQuery = {}): string {
  const query = new URLSearchParams({ ...(year ? { year } : {}), ...(knownOn ? { 'known-on': knownOn } : {}), ...(line ? { line } : {}) });
  return `${statementPath(code)}${query.size > 0 ? `?${query}` : ''}`;
}
