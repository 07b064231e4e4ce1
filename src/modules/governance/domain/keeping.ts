import type { RoleId } from '#register';
import type { Forum, ForumKind, Seat } from './forum.ts';

/** A role that somebody holds, and where. */
export interface RoleHeld {
  role: RoleId;
  organisationCode: string | null;
}

/** Forums of the system, which its officers keep. The others are general practice's own, and keep themselves. */
const OF_THE_SYSTEM: readonly ForumKind[] = ['icb-board', 'integrated-care-partnership', 'place-based-partnership', 'provider-collaborative', 'programme-group'];

/**
 * Whether somebody keeps a forum: calls its meetings, records what happened, fills its seats. Its chair and the chair's
 * deputies do, and a secretary of its body; for a forum of the system also the ICB's officers and the lead of the place.
 */
export function keepsForum(forum: Forum, seats: readonly Seat[], personId: string, roles: readonly RoleHeld[]): boolean {
  const isChair = seats.some(({ office, holder, deputies }) => office === 'chair' && [holder, ...deputies].some((one) => one?.personId === personId));
  if (isChair) return true;
  return roles.some(({ role, organisationCode }) => {
    if (role === 'forum-secretary') return organisationCode === forum.organisationCode;
    if (role === 'icb-primary-care-manager') return OF_THE_SYSTEM.includes(forum.kind);
    if (role === 'place-lead') return OF_THE_SYSTEM.includes(forum.kind) && forum.kind !== 'icb-board' && (organisationCode === forum.organisationCode || organisationCode === forum.placeCode);
    return false;
  });
}
