/** Every kind of body in an integrated care system, as the register names it. */
export const ORGANISATION_KINDS = {
  'nhs-region': { label: 'NHS region', plural: 'NHS regions', isPublished: true },
  icb: { label: 'integrated care board', plural: 'integrated care boards', isPublished: true },
  'integrated-care-partnership': { label: 'integrated care partnership', plural: 'integrated care partnerships', isPublished: false },
  'nhs-trust': { label: 'NHS trust', plural: 'NHS trusts', isPublished: true },
  'local-authority': { label: 'council', plural: 'councils', isPublished: true },
  'provider-collaborative': { label: 'provider collaborative', plural: 'provider collaboratives', isPublished: false },
  place: { label: 'place', plural: 'places', isPublished: false },
  'place-based-partnership': { label: 'place-based partnership', plural: 'place-based partnerships', isPublished: false },
  'sub-icb-location': { label: 'sub-ICB location', plural: 'sub-ICB locations', isPublished: true },
  ccg: { label: 'clinical commissioning group', plural: 'clinical commissioning groups', isPublished: true },
  pcn: { label: 'primary care network', plural: 'primary care networks', isPublished: true },
  practice: { label: 'GP practice', plural: 'GP practices', isPublished: true },
  'gp-federation': { label: 'GP federation', plural: 'GP federations', isPublished: false },
  lmc: { label: 'local medical committee', plural: 'local medical committees', isPublished: false },
  healthwatch: { label: 'Healthwatch', plural: 'Healthwatch bodies', isPublished: false },
  'voluntary-sector-body': { label: 'voluntary sector body', plural: 'voluntary sector bodies', isPublished: false },
} as const;

export type OrganisationKind = keyof typeof ORGANISATION_KINDS;

export const isOrganisationKind = (text: string): text is OrganisationKind => Object.hasOwn(ORGANISATION_KINDS, text);

/** How one body stands to another, read from the first to the second: a practice is a member of a PCN. */
export const RELATION_KINDS = {
  member: { says: 'member of', inverse: 'members' },
  'part-of': { says: 'part of', inverse: 'parts' },
  'commissioned-by': { says: 'commissioned by', inverse: 'commissions' },
  covers: { says: 'covers', inverse: 'covered by' },
  succeeds: { says: 'succeeds', inverse: 'succeeded by' },
  hosts: { says: 'hosts', inverse: 'hosted by' },
  'nominated-payee': { says: 'nominated payee of', inverse: 'nominated payee' },
} as const;

export type RelationKind = keyof typeof RELATION_KINDS;

export const isRelationKind = (text: string): text is RelationKind => Object.hasOwn(RELATION_KINDS, text);
