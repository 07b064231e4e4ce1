export const REPORTS = '/reports';
export const reportPath = (id: string): string => `${REPORTS}/${encodeURIComponent(id)}`;
export const writeReportPath = (questionId: string): string => `/questions/${encodeURIComponent(questionId)}/report`;
