import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { AgendaItem, Meeting, MeetingState } from '../../domain/meeting.ts';
import { MEETING_STATES } from '../../domain/meeting.ts';
import type { Forum, Seat } from '../../domain/forum.ts';
import type { RoomFacts } from '../../domain/room.ts';
import { isUuid } from '../../domain/uuid.ts';
import { forumOf, seatsOn } from '../../queries/forums.ts';
import { attendanceOf, conflictsOfItem, itemOf, meetingHead, votesOfItem } from '../../queries/meetings.ts';

export const meetingNotFound = (id: string): Refused => new Refused({ code: 'meeting-not-found', what: 'There is no meeting with this number.', where: id, todo: 'Choose one from the list of the forum’s meetings.' });
export const itemNotFound = (id: string): Refused => new Refused({ code: 'item-not-found', what: 'There is no item with this number.', where: id, todo: 'Choose one from the agenda of the meeting.' });

/** Holds a meeting until the transaction ends: two who change it, or anything of it, act one after the other. Rows may still point at it. */
export async function lockMeeting(transaction: Transaction<unknown>, id: string): Promise<Meeting> {
  if (!isUuid(id)) throw meetingNotFound(id);
  const { rows } = await sql`select 1 from meeting where id = ${id} for no key update`.execute(transaction);
  if (rows.length === 0) throw meetingNotFound(id);
  return (await meetingHead(transaction, id))!;
}

/** Refuses what a meeting in another state does not take. */
/** What to do where a meeting is over: nothing is changed behind its minutes. */
export const CORRECT_IN_MINUTES = 'What is recorded of a meeting is corrected in its minutes.';

export function requireState(meeting: Meeting, allowed: readonly MeetingState[], todo: string): void {
  if (allowed.includes(meeting.state)) return;
  throw new Refused({ code: 'meeting-not-so', what: `This meeting is ${MEETING_STATES[meeting.state]}.`, todo });
}

export interface LockedItem {
  item: AgendaItem;
  meeting: Meeting;
}

/** An item, with its meeting held. */
export async function lockItem(transaction: Transaction<unknown>, itemId: string): Promise<LockedItem> {
  const found = await itemOf(transaction, itemId);
  if (!found) throw itemNotFound(itemId);
  const meeting = await lockMeeting(transaction, found.meetingId);
  // Read again under the lock: somebody may have closed it meanwhile.
  return { item: (await itemOf(transaction, itemId))!, meeting };
}

/** Refuses an item that is closed or withdrawn. */
export function requireOpenItem({ item }: LockedItem): void {
  if (item.withdrawnAt) throw new Refused({ code: 'item-withdrawn', what: 'This item was taken off the agenda.', todo: 'Add it anew if it is to be taken up.' });
  if (item.closedAt) throw new Refused({ code: 'item-closed', what: 'This item is closed: what came of it is recorded.', todo: 'Look at what was recorded.' });
}

/** The forum and its seats as they are on the day of the meeting. */
export async function forumOnDay(transaction: Transaction<unknown>, forumCode: string, day: IsoDate): Promise<{ forum: Forum; seats: Seat[] }> {
  const forum = await forumOf(transaction, forumCode, day);
  if (!forum) throw new Error(`There is no forum ${forumCode}, whose meeting is held`);
  return { forum, seats: await seatsOn(transaction, forumCode, day) };
}

/** All that is known of the room for one item. */
export async function roomFactsOf(transaction: Transaction<unknown>, { item, meeting }: LockedItem): Promise<RoomFacts> {
  const known = await forumOnDay(transaction, meeting.forumCode, meeting.day);
  return { ...known, attendance: await attendanceOf(transaction, meeting.id), conflicts: await conflictsOfItem(transaction, item.id), votes: await votesOfItem(transaction, item.id) };
}
