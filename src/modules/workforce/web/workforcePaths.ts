/** Where the parts of workforce stand for a PCN. */
const ofPcn = (part: string) => (code: string): string => `/workforce/pcns/${encodeURIComponent(code)}/${part}`;

export const turnoverPath = ofPcn('turnover');
export const planPath = ofPcn('plan');
export const rotaPath = ofPcn('rota');

/** The way to a part of a PCN's posts. */
export const pcnCrumbs = ({ code, name }: { code: string; name: string }): { label: string; href: string }[] => [
  { label: 'Home', href: '/' },
  { label: name, href: `/organisations/${encodeURIComponent(code)}` },
];
