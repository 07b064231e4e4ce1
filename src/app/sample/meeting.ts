import type { IsoDate } from '#kernel/isoDate.ts';
import { addItem, callMeeting, castVotes, closeItem, endMeeting, londonInstant, markAttendance, openMeeting, seatsOn, writeMinutes } from '#governance';
import type { ItemDraft, ItemOutcome, VoteChoice } from '#governance';
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
  outcomes: readonly { itemId: string; votes?: Readonly<Record<string, VoteChoice>>; outcome: ItemOutcome | null }[];
}

/** Holds a meeting that was called: who was there, how they voted, what was decided; writes its minutes. Gives the decisions' ids. */
export async function holdSampleMeeting({ governance, acting }: Scene, { forumCode, keeper, meetingId, absent = [], deputies = [], outcomes }: Held): Promise<(string | null)[]> {
  const by = await acting(keeper);
  const seats = (await seatsOn(governance.database.as(), forumCode, governance.today())).filter(({ holder }) => holder !== null);
  const sitting = (title: string, seat: (typeof seats)[number]) => (deputies.includes(title) ? seat.deputies[0]! : seat.holder!);
  await openMeeting(governance, by, meetingId);
  await markAttendance(governance, by, meetingId, seats.map((seat) => ({ seatId: seat.id, personId: sitting(seat.title, seat).personId, status: absent.includes(seat.title) ? 'apologies' : 'present' })));
  const decided: (string | null)[] = [];
  for (const { itemId, votes = {}, outcome } of outcomes) {
    const voting = seats.filter(({ isVoting, title }) => isVoting && !absent.includes(title));
    if (outcome) await castVotes(governance, by, itemId, voting.map(({ id, title }) => ({ seatId: id, choice: votes[title] ?? 'for' })));
    decided.push(await closeItem(governance, by, itemId, outcome));
  }
  await endMeeting(governance, by, meetingId);
  await writeMinutes(governance, by, meetingId);
  return decided;
}
