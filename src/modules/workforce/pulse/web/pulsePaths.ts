export const pulsePath = (id: string): string => `/workforce/pulse/${encodeURIComponent(id)}`;
export const openPulsePath = (code: string): string => `/workforce/pcns/${encodeURIComponent(code)}/pulse`;
