import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, GovernanceContext } from '../../context.ts';
import { excludedSeatsOf } from '../../domain/conflicts.ts';
import { sitterOf } from '../../domain/quorum.ts';
import { presentAt, type RoomFacts } from '../../domain/room.ts';
import { VOTE_CHOICES, type VoteChoice } from '../../domain/vote.ts';
import { requireKeeper } from '../requireKeeper.ts';
import { subjectOfItem } from './agenda.ts';
import { lockItem, requireOpenItem, requireState, roomFactsOf } from './lockMeeting.ts';

export interface Ballot {
  seatId: string;
  /** Null takes a vote back. */
  choice: VoteChoice | null;
  /** Whoever voted; whoever sits there where it is left out. */
  personId?: string;
  /** When they voted, where the keeper writes it up later. */
  at?: Date;
}

export const castVote = (context: GovernanceContext, acting: Acting, itemId: string, ballot: Ballot): Promise<void> => castVotes(context, acting, itemId, [ballot]);

/**
 * Casts votes on an item that is open, one a seat: one's own, or as keeper those of the table. A vote that is changed replaces the
 * seat's earlier one, which is kept. What a keeper records of somebody who was ruled out is kept as it happened, and not counted.
 */
export async function castVotes(context: GovernanceContext, acting: Acting, itemId: string, ballots: readonly Ballot[]): Promise<void> {
  const now = context.now();
  await context.database.inTransaction(async (transaction) => {
    const locked = await lockItem(transaction, itemId);
    requireState(locked.meeting, ['open'], 'Votes are cast while the meeting is under way: open it first.');
    requireOpenItem(locked);
    const facts = await roomFactsOf(transaction, locked);
    const isOwn = acting.personId !== null && ballots.every((ballot) => !ballot.at && voterOf(facts, ballot, now).personId === acting.personId);
    if (!isOwn) await requireKeeper(transaction, acting, locked.meeting.forumCode, context.today());
    let cast = 0;
    for (const ballot of ballots) cast += await storeBallot(transaction, itemId, facts, ballot, { by: acting.by, isOwn }, now);
    if (cast > 0) await appendAudit(transaction, { by: acting.by, action: 'cast-vote', subject: subjectOfItem(itemId), detail: { votes: cast } }, now);
  });
}

/** Who votes for a seat: whoever sits there. A deputy beside the holder observes. */
function voterOf({ seats, attendance }: RoomFacts, { seatId, personId, at }: Ballot, now: Date): { personId: string; weight: number } {
  const seat = seats.find(({ id }) => id === seatId);
  if (!seat) throw new Refused({ code: 'seat-not-found', what: 'There is no such seat in this forum on the day of the meeting.', where: seatId, todo: 'Choose one of its seats.' });
  if (!seat.isVoting) throw new Refused({ code: 'seat-without-vote', what: `The seat “${seat.title}” has no vote.`, todo: 'Leave it out.' });
  const sitter = sitterOf(seatId, presentAt(attendance, seats, at ?? now));
  if (!sitter) throw new Refused({ code: 'nobody-there', what: `Nobody is there for the seat “${seat.title}”.`, todo: 'Mark who is present first.' });
  if (personId && personId !== sitter.personId) {
    throw new Refused({ code: 'not-sitting', what: `Somebody else sits for the seat “${seat.title}” now: a deputy votes only where the holder is not there.`, todo: 'Record the vote of whoever sits there.' });
  }
  return { personId: sitter.personId, weight: seat.weight };
}

async function storeBallot(transaction: Transaction<unknown>, itemId: string, facts: RoomFacts, ballot: Ballot, { by, isOwn }: { by: string; isOwn: boolean }, now: Date): Promise<number> {
  const { seatId, choice, at = now } = ballot;
  if (choice !== null && !(choice in VOTE_CHOICES)) throw new Refused({ code: 'no-such-choice', what: 'A vote is for, against, or an abstention.', todo: 'Choose one.' });
  const { personId, weight } = voterOf(facts, ballot, now);
  const present = presentAt(facts.attendance, facts.seats, at);
  if (isOwn && excludedSeatsOf(facts.conflicts, facts.seats, present).includes(seatId)) {
    throw new Refused({ code: 'ruled-out', what: 'You were ruled out of the vote on this item, for your conflict of interest.', todo: 'You vote again at the next item.' });
  }
  const before = facts.votes.find((vote) => vote.seatId === seatId && vote.replacedAt === null);
  if (before?.choice === choice && before?.personId === personId) return 0;
  if (!before && choice === null) return 0;
  await sql`update vote set replaced_at = ${now.toISOString()} where item_id = ${itemId} and seat_id = ${seatId} and replaced_at is null`.execute(transaction);
  if (choice !== null) {
    await sql`
      insert into vote (item_id, seat_id, person_id, choice, weight, at, recorded_by)
      values (${itemId}, ${seatId}, ${personId}, ${choice}, ${weight}, ${at.toISOString()}, ${by})`.execute(transaction);
  }
  return 1;
}
