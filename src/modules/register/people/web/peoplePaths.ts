export const PEOPLE = '/people';
export const personPath = (personId: string): string => `${PEOPLE}/${encodeURIComponent(personId)}`;
export const HOME_CRUMB = { label: 'Home', href: '/' };
export const PEOPLE_CRUMB = { label: 'People', href: PEOPLE };
