export const LIST = '/performance/list';
const asked = (month?: string, scope?: string): string => {
  const query = new URLSearchParams({ ...(month ? { month: month.slice(0, 7) } : {}), ...(scope ? { scope } : {}) }).toString();
  return query ? `?${query}` : '';
};
export const listPath = (code: string, month?: string, scope?: string): string => `${LIST}/${encodeURIComponent(code)}${asked(month, scope)}`;
export const reportPath = (code: string, kind: 'pdf' | 'xlsx', month: string, scope: string): string => `${LIST}/${encodeURIComponent(code)}/report.${kind}${asked(month, scope)}`;
/** By POST: records that a report was made, then leads to it. */
export const makeReportPath = (code: string): string => `${LIST}/${encodeURIComponent(code)}/report`;
export const practiceListPath = (code: string, month?: string, scope?: string): string => `/performance/practices/${encodeURIComponent(code)}/list${asked(month, scope)}`;
export const HOME_CRUMB = { label: 'Home', href: '/' };
export const PERFORMANCE_CRUMB = { label: 'Performance', href: '/performance' };
export const LIST_CRUMB = { label: 'The commissioner’s list', href: LIST };
