export const belongingPath = (code: string): string => `/workforce/pcns/${encodeURIComponent(code)}/belonging`;
