export const YOU = '/workforce/you';
export const QUARTER = `${YOU}/quarter`;
export const notSoPath = (id: string): string => `${YOU}/not-so/${encodeURIComponent(id)}`;
