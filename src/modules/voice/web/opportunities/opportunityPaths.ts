export const OPPORTUNITIES = '/opportunities';
export const opportunityPath = (id: string): string => `${OPPORTUNITIES}/${id}`;
export const OPPORTUNITIES_CRUMB = { label: 'Fair opportunities', href: OPPORTUNITIES };

/** A moment as the pages write it, to the minute and in the zone that the announcement names. */
export const sayMoment = (moment: Date): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' }).format(moment)}`;
