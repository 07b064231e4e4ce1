const HAS_ACCESS: readonly string[] = ['practice', 'pcn', 'place', 'sub-icb-location', 'icb', 'nhs-region'];
const HAS_MONEY: readonly string[] = ['practice', 'pcn'];

/** What other modules tell of a body of the register: its access, and its money. */
export const elsewhere = ({ code, kind }: { code: string; kind: string }): { label: string; href: string }[] => [
  ...(HAS_ACCESS.includes(kind) ? [{ label: 'how patients get appointments', href: `/access/${encodeURIComponent(code)}` }] : []),
  ...(HAS_MONEY.includes(kind) ? [{ label: 'its money', href: `/funding/statements/${encodeURIComponent(code)}` }] : []),
];
