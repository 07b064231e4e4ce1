export const LOAD = '/workforce/pcns/:code/load';
export const loadPath = (code: string): string => `/workforce/pcns/${encodeURIComponent(code)}/load`;
