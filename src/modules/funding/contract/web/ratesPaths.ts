export const RATES = '/funding/rates';
export const RATES_CRUMB = { label: 'Rates', href: RATES };
export const MONEY_CRUMBS = [{ label: 'Home', href: '/' }, { label: 'Money', href: '/funding' }];
export const withdrawRatePath = (id: string): string => `${RATES}/${id}/withdraw`;
