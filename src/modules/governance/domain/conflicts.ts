import { refuse, ok, type Result } from '#kernel/result.ts';
import type { Seat } from './forum.ts';
import { takesOut, type Conflict } from './meeting.ts';
import { sitterOf, type Present } from './quorum.ts';

/** The seats that a ruling takes out of quorum and vote of an item. A conflict that nobody has ruled on takes none out. */
export const excludedSeatsOf = (conflicts: readonly Pick<Conflict, 'seatId' | 'ruling'>[]): string[] => [
  ...new Set(conflicts.filter(({ ruling }) => takesOut(ruling?.ruling)).map(({ seatId }) => seatId)),
];

/**
 * Whether somebody may rule on a conflict: the chair does; on the chair's own, the chair's deputy, or where none is there another
 * voting member who has no conflict of their own on the item. Nobody rules on their own.
 */
export function mayRule(
  rulerId: string,
  conflict: Pick<Conflict, 'personId'>,
  { seats, present, conflictedPersonIds }: { seats: readonly Seat[]; present: readonly Present[]; conflictedPersonIds: readonly string[] },
): Result<true> {
  if (rulerId === conflict.personId) return refuse({ code: 'own-conflict', what: 'Nobody rules on their own conflict of interest.', todo: 'The chair rules; for the chair’s own conflict the deputy chair, or another voting member.' });
  const chairSeat = seats.find(({ office }) => office === 'chair');
  const ofChair = (personId: string): boolean => chairSeat?.holder?.personId === personId || (chairSeat?.deputies.some((deputy) => deputy.personId === personId) ?? false);
  const inTheChair = chairSeat ? sitterOf(chairSeat.id, present)?.personId : undefined;
  // Before anybody is marked as there, the holder is in the chair.
  const chairId = inTheChair ?? chairSeat?.holder?.personId ?? null;
  const isClear = !conflictedPersonIds.includes(rulerId);
  if (rulerId === chairId && isClear) return ok(true);
  const isChairClear = chairId !== null && chairId !== conflict.personId && !conflictedPersonIds.includes(chairId);
  if (!isChairClear && isClear) {
    const isDeputyThere = present.some(({ personId }) => ofChair(personId) && personId !== chairId && !conflictedPersonIds.includes(personId));
    if (ofChair(rulerId)) return ok(true);
    const sitsAndVotes = seats.some(({ id, isVoting }) => isVoting && (sitterOf(id, present)?.personId ?? null) === rulerId);
    if (sitsAndVotes && !isDeputyThere) return ok(true);
  }
  return refuse({
    code: 'not-to-rule',
    what: isChairClear ? 'The chair rules on a conflict of interest.' : 'This conflict touches the chair, and whoever rules must be the deputy chair, or another voting member who is present and has none.',
    todo: 'Choose who ruled.',
  });
}
