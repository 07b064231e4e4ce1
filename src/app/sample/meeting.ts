import type { IsoDate } from '#kernel/isoDate.ts';
import {
  addItem, agreeMinutes, callMeeting, castVotes, closeItem, declareConflict, endMeeting, interestsOfPerson, londonInstant, markAttendance, meetingOf, meetingsOf, minutesOf, openMeeting, ruleOnConflict, seatsOn, writeMinutes,
} from '#governance';
import type { ItemDraft, ItemOutcome, Ruling, Seat, VoteChoice } from '#governance';
import type { Scene } from './story.ts';

interface Called {
  forumCode: string;
  /** The mailbox of whoever keeps the forum. */
  keeper: string;
  on: IsoDate;
  time: string;
  place: string;
  items: readonly ItemDraft[];
}

/** Calls a meeting of two hours, with its agenda; gives its id and its items'. */
export async function callSampleMeeting({ governance, acting }: Scene, { forumCode, keeper, on, time, place, items }: Called): Promise<{ meetingId: string; itemIds: string[] }> {
  const by = await acting(keeper);
  const startsAt = londonInstant(on, time);
  const meetingId = await callMeeting(governance, by, { forumCode, startsAt, endsAt: new Date(startsAt.getTime() + 2 * 3_600_000), place });
  const itemIds: string[] = [];
  for (const item of items) itemIds.push(await addItem(governance, by, meetingId, item));
  return { meetingId, itemIds };
}

interface Held {
  forumCode: string;
  keeper: string;
  meetingId: string;
  /** Titles of the seats of which nobody came; `deputies` those in which the deputy sat. */
  absent?: readonly string[];
  deputies?: readonly string[];
  /** What came of each item, in order; null where it was talked about only. `votes` are by the title of the seat: the others vote for. */
  outcomes: readonly { itemId: string; conflict?: ConflictOfSeat; votes?: Readonly<Record<string, VoteChoice>>; outcome: ItemOutcome | null }[];
}

/** That whoever holds a seat has an interest in an item, and how the chair ruled. */
interface ConflictOfSeat {
  seat: string;
  words: string;
  ruling: Exclude<Ruling, 'stay'>;
}

/** Holds a meeting that was called: who was there, how they voted, what was decided; writes its minutes. What came onto its agenda of itself is talked about. Gives the decisions' ids. */
export async function holdSampleMeeting(scene: Scene, { forumCode, keeper, meetingId, absent = [], deputies = [], outcomes }: Held): Promise<(string | null)[]> {
  const { governance } = scene;
  const by = await scene.acting(keeper);
  const seats = (await seatsOn(governance.database.as(), forumCode, governance.today())).filter(({ holder }) => holder !== null);
  const sitting = (title: string, seat: (typeof seats)[number]) => (deputies.includes(title) ? seat.deputies[0]! : seat.holder!);
  await openMeeting(governance, by, meetingId);
  await markAttendance(governance, by, meetingId, seats.map((seat) => ({ seatId: seat.id, personId: sitting(seat.title, seat).personId, status: absent.includes(seat.title) ? 'apologies' : 'present' })));
  const decided: (string | null)[] = [];
  for (const { itemId, conflict, votes = {}, outcome } of outcomes) {
    if (conflict) await ruleOnSampleConflict(scene, { keeper, itemId, seats, conflict });
    const voting = seats.filter(({ isVoting, title }) => isVoting && !absent.includes(title) && title !== conflict?.seat);
    if (outcome) await castVotes(governance, by, itemId, voting.map(({ id, title }) => ({ seatId: id, choice: votes[title] ?? 'for' })));
    decided.push(await closeItem(governance, by, itemId, outcome));
  }
  const { items } = (await meetingOf(governance.database.as(), meetingId))!;
  for (const { id, closedAt } of items) if (closedAt === null) await closeItem(governance, by, id, null);
  await endMeeting(governance, by, meetingId);
  await writeMinutes(governance, by, meetingId);
  return decided;
}

async function ruleOnSampleConflict({ governance, acting }: Scene, { keeper, itemId, seats, conflict }: { keeper: string; itemId: string; seats: readonly Seat[]; conflict: ConflictOfSeat }): Promise<void> {
  const by = await acting(keeper);
  const { personId } = seats.find(({ title }) => title === conflict.seat)!.holder!;
  const [interest] = await interestsOfPerson(governance.database.as(), personId);
  const conflictId = await declareConflict(governance, by, itemId, { personId, words: conflict.words, interestId: interest?.id });
  const chair = seats.find(({ office }) => office === 'chair')!.holder!.personId;
  await ruleOnConflict(governance, by, conflictId, { ruling: conflict.ruling, ruledBy: chair });
}

/** Records that a meeting agreed the minutes of the one before it. */
export async function agreeMinutesBefore({ governance, acting }: Scene, { forumCode, keeper, meetingId }: { forumCode: string; keeper: string; meetingId: string }): Promise<void> {
  const db = governance.database.as();
  const meetings = [...(await meetingsOf(db, forumCode))].sort((left, right) => left.startsAt.getTime() - right.startsAt.getTime());
  const before = meetings[meetings.findIndex(({ id }) => id === meetingId) - 1]!;
  const latest = (await minutesOf(db, before.id)).at(-1)!;
  await agreeMinutes(governance, await acting(keeper), { meetingId: before.id, version: latest.version, agreedAtMeeting: meetingId });
}
