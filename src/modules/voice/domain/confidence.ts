import type { RoleHeld } from './roleHeld.ts';

/**
 * What is told in confidence, from the closest circle to the widest. The first two stay within general practice's own
 * leadership, for ever; a person who also sits for the commissioner, a system partner or as an administrator is outside.
 */
export const CONFIDENCE = {
  'named-answers': 'Named answers: what each practice and PCN said',
  mandate: 'Mandate: fall-backs and limits',
  position: 'The published position',
  public: 'Public',
} as const;
export type Confidence = keyof typeof CONFIDENCE;

/** Somebody who reads, as far as confidence asks. Null in place of a viewer is the public. */
export interface Viewer {
  personId: string;
  roles: readonly RoleHeld[];
  /** Every seat that they hold or deputise for today, in any forum. */
  seats: readonly { forumCode: string; isOfGeneralPractice: boolean; placeCode: string }[];
  /** The kind of the organisation at which each role is held, by its code. */
  kindOf: (organisationCode: string) => string | null;
}

/** What is read. */
export interface Confided {
  /** The leadership team whose question it is. */
  forumCode: string;
  /** Whether everybody may read the question at all. */
  isPublic: boolean;
  /** Persons who carry a mandate of it, and their deputies. */
  representatives?: readonly string[];
}

const OUTSIDE_ROLES = new Set<string>(['icb-primary-care-manager', 'icb-board-member', 'system-partner', 'register-editor', 'system-administrator']);
const OUTSIDE_KINDS = new Set(['nhs-region', 'icb', 'sub-icb-location', 'integrated-care-partnership', 'nhs-trust', 'local-authority', 'provider-collaborative', 'place-based-partnership', 'healthwatch', 'voluntary-sector-body']);

/** Whether somebody sits, in any role or seat, for the commissioner, a system partner or the administration. Deny wins. */
export function isOutsideGeneralPractice({ roles, seats, kindOf }: Viewer): boolean {
  return (
    roles.some(({ role, organisationCode }) => OUTSIDE_ROLES.has(role) || (role === 'forum-secretary' && organisationCode !== null && OUTSIDE_KINDS.has(kindOf(organisationCode) ?? ''))) ||
    seats.some(({ isOfGeneralPractice }) => !isOfGeneralPractice)
  );
}

/** Whether somebody may read something of a question that is told in this confidence. */
export function mayRead(confidence: Confidence, viewer: Viewer | null, { forumCode, isPublic, representatives = [] }: Confided): boolean {
  if (confidence === 'public') return isPublic || viewer !== null;
  if (!viewer) return false;
  if (confidence === 'position') return true;
  if (isOutsideGeneralPractice(viewer)) return false;
  if (viewer.seats.some((seat) => seat.forumCode === forumCode && seat.isOfGeneralPractice)) return true;
  return confidence === 'mandate' && representatives.includes(viewer.personId);
}
