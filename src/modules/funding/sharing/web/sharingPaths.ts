export const sharingsPath = (pcnCode: string): string => `/funding/pcns/${encodeURIComponent(pcnCode)}/sharing`;
export const sharingPath = (pcnCode: string, id: string): string => `${sharingsPath(pcnCode)}/${encodeURIComponent(id)}`;

export const sharingCrumbs = (pcn: { code: string; name: string }) => [
  { label: 'Home', href: '/' },
  { label: 'Money', href: '/funding' },
  { label: pcn.name, href: `/funding/statements/${encodeURIComponent(pcn.code)}` },
];
