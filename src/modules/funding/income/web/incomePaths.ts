export const INCOME = '/funding/income';
export const INVESTMENT = '/funding/investment';

export const incomePath = (code: string, year?: string): string => `${INCOME}/${encodeURIComponent(code)}${year ? `?year=${encodeURIComponent(year)}` : ''}`;

export const MONEY_CRUMBS = [
  { label: 'Home', href: '/' },
  { label: 'Money', href: '/funding' },
];
