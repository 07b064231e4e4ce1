import { sayDate } from '#kernel/isoDate.ts';
import { excludedSeatsOf } from './conflicts.ts';
import type { DecisionDraft, Finding } from './decision.ts';
import type { Forum, Seat } from './forum.ts';
import type { Attendance, CastVote, Conflict } from './meeting.ts';
import { quorumOf, type Present, type Quorum } from './quorum.ts';
import { resultOfVote, type VoteResult } from './vote.ts';

/** What is known of a meeting when one of its items is looked at. Seats and holders are those of the meeting's day. */
export interface RoomFacts {
  forum: Forum;
  seats: readonly Seat[];
  attendance: readonly Attendance[];
  /** Of this item. */
  conflicts: readonly Conflict[];
  /** Of this item, those that were replaced too. */
  votes: readonly CastVote[];
  castingVote?: 'for' | 'against' | null;
}

/** Who is there for an item, who may vote on it, and what the vote comes to. */
export interface Room {
  present: Present[];
  excludedSeatIds: string[];
  /** Null where no terms of reference say what a quorum is. */
  quorum: Quorum | null;
  /** In force: each seat's latest, by somebody who sits there on the meeting's day. */
  votes: CastVote[];
  /** In force, but not counted, and why. */
  uncounted: { vote: CastVote; why: string }[];
  /** Null where nobody voted, or no terms say how votes are counted. */
  result: VoteResult | null;
}

const isOfSeat = (seat: Seat, personId: string): boolean => [seat.holder, ...seat.deputies].some((holding) => holding?.personId === personId);

/** Who was there at a moment, for which seat. Somebody who has no seat on the meeting's day is a guest, and not counted. */
export function presentAt(attendance: readonly Attendance[], seats: readonly Seat[], moment: Date): Present[] {
  return attendance.flatMap(({ status, seatId, personId, from, until }) => {
    const seat = seats.find(({ id }) => id === seatId);
    const isThere = status === 'present' && (from === null || from <= moment) && (until === null || moment < until);
    if (!isThere || !seat || !isOfSeat(seat, personId)) return [];
    return [{ seatId, personId, capacity: seat.holder?.personId === personId ? ('holder' as const) : ('deputy' as const) }];
  });
}

/** At whose moment attendance counts: that of the last vote, so that somebody who left after it was there; without one, now. */
export const momentOfVote = (votes: readonly CastVote[], now: Date): Date => votes.filter(({ replacedAt }) => replacedAt === null).reduce<Date | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null) ?? now;

export function roomAt({ forum, seats, attendance, conflicts, votes, castingVote = null }: RoomFacts, now: Date): Room {
  const present = presentAt(attendance, seats, momentOfVote(votes, now));
  const excludedSeatIds = excludedSeatsOf(conflicts, seats, present);
  const { terms } = forum;
  const inForce = votes.filter(({ replacedAt }) => replacedAt === null);
  const uncounted = inForce.flatMap((vote) => {
    const seat = seats.find(({ id }) => id === vote.seatId);
    if (!seat || !isOfSeat(seat, vote.personId)) return [{ vote, why: 'does not sit there on the day of the meeting' }];
    if (!seat.isVoting) return [{ vote, why: 'holds a seat without a vote' }];
    return excludedSeatIds.includes(vote.seatId) ? [{ vote, why: 'was ruled out of the vote for a conflict of interest' }] : [];
  });
  const counted = inForce.filter((vote) => !uncounted.some((one) => one.vote === vote));
  return {
    present,
    excludedSeatIds,
    quorum: terms && quorumOf(seats, present, terms.quorum, { excludedSeatIds }),
    votes: inForce,
    uncounted,
    result: terms && inForce.length > 0 ? { ...resultOfVote(counted, terms.decisionRule, { castingVote }), leftOut: uncounted.length } : null,
  };
}

const AGAIN = { kind: 'meet-again', says: 'Decide it anew, with a quorum and without those who were ruled out.' } as const;

/** What a meeting's own rules say of a decision taken in it: quorum, conflicts, vote. */
export function findingsInRoom(room: Room, { forum, conflicts, seats }: Pick<RoomFacts, 'forum' | 'conflicts' | 'seats'>, { outcome }: Pick<DecisionDraft, 'outcome'>): Finding[] {
  const source = forum.terms ? `Terms of reference of the ${forum.name}, in force from ${sayDate(forum.terms.from)}` : `The ${forum.name} has no terms of reference on this day`;
  const finding = (check: Finding['check'], rule: string, wrong: string | null, right: string): Finding =>
    wrong === null ? { check, isMet: true, says: right, rule, source } : { check, isMet: false, says: wrong, rule, source, standing: 'marked', cure: AGAIN };

  const { quorum } = room;
  const quorumSays = quorum?.says ?? 'No terms of reference are in force that say what a quorum is.';
  // It names the seat and no person: a finding is kept for ever, and a name can be erased.
  const outVoted = room.uncounted.flatMap(({ vote, why }) => [`Whoever voted for the seat “${seats.find(({ id }) => id === vote.seatId)?.title ?? 'unknown'}” ${why}.`]);
  const unruled = conflicts.filter(({ ruling }) => ruling === null).length;
  const unruledSays = unruled === 0 ? [] : [unruled === 1 ? 'Nobody ruled on a conflict of interest that was declared.' : `Nobody ruled on ${unruled} conflicts of interest that were declared.`];
  const conflictsWrong = [...outVoted, ...unruledSays].join(' ') || null;
  const conflictsRight = conflicts.length === 0 ? 'No conflict of interest was declared.' : `${conflicts.length === 1 ? 'One conflict' : `${conflicts.length} conflicts`} of interest declared and ruled on; nobody voted who was ruled out.`;
  return [
    finding('quorum', 'At a decision enough voting seats are filled, counted anew for the item.', quorum?.isQuorate ? null : quorumSays, quorumSays),
    finding('conflicts', 'The chair rules on each conflict of interest; whoever is ruled out takes no part in the vote.', conflictsWrong, conflictsRight),
    ...(room.result ? [finding('vote', 'What is agreed was carried by the forum’s rule of decision.', contradictionOf(room.result, outcome), room.result.says)] : []),
  ];
}

/** Where what was recorded is not what the votes came to. A matter put off or referred up needs no vote. */
function contradictionOf({ outcome: voted, says }: VoteResult, outcome: DecisionDraft['outcome']): string | null {
  if (outcome === 'agreed' && voted !== 'carried') return `It was recorded as agreed, but the vote did not carry it. ${says}`;
  if (outcome === 'not-agreed' && voted === 'carried') return `It was recorded as not agreed, but the vote carried it. ${says}`;
  return null;
}
