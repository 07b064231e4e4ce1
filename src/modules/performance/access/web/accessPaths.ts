export const ACCESS = '/access';

export const accessPath = (code: string, month: string | null = null): string => `${ACCESS}/${encodeURIComponent(code)}${month === null ? '' : `?month=${month.slice(0, 7)}`}`;
