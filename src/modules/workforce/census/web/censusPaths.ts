export const CENSUS_PAGE = '/workforce/census';
export const CENSUS_ROLES = '/workforce/census/roles';
export const censusPath = (code: string): string => `/workforce/pcns/${encodeURIComponent(code)}/census`;
export const HOME_CRUMB = { label: 'Home', href: '/' };
export const CENSUS_CRUMB = { label: 'Census of PCN staff', href: CENSUS_PAGE };
