import { ORGANISATION_KINDS, type OrganisationKind } from '../../domain/organisationKind.ts';

interface RoleMeaning {
  label: string;
  /** The kinds of organisation at which it can be held. */
  heldAt: readonly OrganisationKind[];
  /** Set where it may also be held in the system as a whole, at no organisation. */
  isOfTheSystem?: boolean;
}

const anyKind = Object.keys(ORGANISATION_KINDS) as OrganisationKind[];

/** Every role that a person can hold, and where. What each lets its holder do is in the table of permissions. */
export const ROLES = {
  'clinical-director': { label: 'Clinical director', heldAt: ['pcn'] },
  'pcn-manager': { label: 'PCN manager', heldAt: ['pcn'] },
  'practice-manager': { label: 'Practice manager', heldAt: ['practice'] },
  'gp-partner': { label: 'GP partner', heldAt: ['practice'] },
  'network-staff': { label: 'Member of PCN staff', heldAt: ['pcn', 'practice'] },
  'lmc-officer': { label: 'LMC officer', heldAt: ['lmc'] },
  'federation-director': { label: 'Federation director', heldAt: ['gp-federation'] },
  'forum-secretary': { label: 'Forum secretary', heldAt: anyKind },
  'icb-board-member': { label: 'ICB board member', heldAt: ['icb'] },
  'system-partner': { label: 'System partner', heldAt: ['nhs-trust', 'local-authority', 'provider-collaborative', 'place-based-partnership', 'integrated-care-partnership', 'healthwatch', 'voluntary-sector-body'] },
  'icb-primary-care-manager': { label: 'ICB primary care manager', heldAt: ['icb', 'sub-icb-location'] },
  'place-lead': { label: 'Place lead', heldAt: ['place', 'place-based-partnership', 'sub-icb-location'] },
  'register-editor': { label: 'Register editor', heldAt: anyKind, isOfTheSystem: true },
  'system-administrator': { label: 'System administrator', heldAt: anyKind, isOfTheSystem: true },
} as const satisfies Record<string, RoleMeaning>;

export type RoleId = keyof typeof ROLES;

export const ROLE_IDS = Object.keys(ROLES) as RoleId[];
export const isRoleId = (text: string): text is RoleId => Object.hasOwn(ROLES, text);
export const meaningOf = (role: RoleId): RoleMeaning => ROLES[role];

/** Why a role cannot be held there, as a sentence; null where it can. `kind` is null for the system as a whole. */
export function whyNotHeldAt(role: RoleId, kind: OrganisationKind | null): string | null {
  const { label, heldAt, isOfTheSystem } = meaningOf(role);
  if (kind === null) return isOfTheSystem ? null : `“${label}” is held at an organisation; name one.`;
  if (heldAt.includes(kind)) return null;
  const kinds = heldAt.map((each) => ORGANISATION_KINDS[each].label).join(' or ');
  return `“${label}” is held at a ${kinds}, and this is a ${ORGANISATION_KINDS[kind].label}.`;
}
