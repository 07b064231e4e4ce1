import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Seat } from './forum.ts';
import type { Conflict, Ruling } from './meeting.ts';
import { sitterOf, type Present } from './quorum.ts';

/** A person is out of quorum and vote of an item by any ruling but that they stay; a conflict that is not ruled on leaves them in. */
export const takesOut = (ruling: Ruling | undefined): boolean => ruling !== undefined && ruling !== 'stay';

/**
 * The seats that rulings take out of quorum and vote of an item: those for which somebody ruled out sits, or, where nobody is
 * there, holds. A deputy who only observes takes nothing out; one who sits in for a holder with a conflict keeps the seat in.
 */
export function excludedSeatsOf(conflicts: readonly Pick<Conflict, 'personId' | 'ruling'>[], seats: readonly Pick<Seat, 'id' | 'holder'>[], present: readonly Present[]): string[] {
  const ruledOut = new Set(conflicts.filter(({ ruling }) => takesOut(ruling?.ruling)).map(({ personId }) => personId));
  return seats.filter(({ id, holder }) => ruledOut.has((sitterOf(id, present) ?? holder)?.personId ?? '')).map(({ id }) => id);
}

/** What is known when somebody rules. */
export interface RulingRoom {
  seats: readonly Seat[];
  present: readonly Present[];
  /** Who has a conflict on the same item that they were not told to stay with. */
  conflictedPersonIds: readonly string[];
}

/**
 * Whether somebody may rule on a conflict: the chair does; on the chair's own, the chair's deputy, or where none is there another
 * voting member who is present and has no conflict on the item. Nobody rules on their own.
 */
export function mayRule(rulerId: string, conflict: Pick<Conflict, 'personId'>, { seats, present, conflictedPersonIds }: RulingRoom): Result<true> {
  if (rulerId === conflict.personId) return refuse({ code: 'own-conflict', what: 'Nobody rules on their own conflict of interest.', todo: 'The chair rules; on the chair’s own the deputy chair, or another voting member.' });
  const isClear = (personId: string): boolean => personId !== conflict.personId && !conflictedPersonIds.includes(personId);
  const chairSeat = seats.find(({ office }) => office === 'chair');
  // Before anybody is marked as there, the holder is in the chair.
  const chairId = (chairSeat && (sitterOf(chairSeat.id, present) ?? chairSeat.holder)?.personId) ?? null;
  if (chairId !== null && isClear(chairId)) {
    if (rulerId === chairId) return ok(true);
    return refuse({ code: 'not-to-rule', what: 'The chair rules on a conflict of interest.', todo: 'Choose the chair.' });
  }
  const deputies = (chairSeat?.deputies ?? []).map(({ personId }) => personId).filter((id) => isClear(id) && present.some(({ personId }) => personId === id));
  const members = seats.filter(({ isVoting }) => isVoting).flatMap(({ id }) => sitterOf(id, present)?.personId ?? []).filter(isClear);
  if ((deputies.length > 0 ? deputies : members).includes(rulerId)) return ok(true);
  return refuse({
    code: 'not-to-rule',
    what: deputies.length > 0 ? 'The chair has a conflict too: the deputy chair, who is present, rules.' : 'There is no chair without a conflict: another voting member rules, who is present and has none.',
    todo: 'Choose who ruled.',
  });
}
