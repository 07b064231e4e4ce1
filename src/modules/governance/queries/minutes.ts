import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { MinutesFacts } from '../domain/minutes.ts';
import { quorumOf } from '../domain/quorum.ts';
import { isUuid } from '../domain/uuid.ts';
import { actionsOfMeeting } from './actions.ts';
import { decisionsOfMeeting } from './decisions.ts';
import { forumOf, seatsOn } from './forums.ts';
import { meetingOf } from './meetings.ts';

/** One version of a meeting's minutes. */
export interface MinutesVersion {
  version: number;
  /** Null once erased. */
  words: string | null;
  /** Of the private items; null where there are none. */
  privateWords: string | null;
  madeAt: Date;
  madeBy: string;
  /** The name of who made it; null for the console, and once erased. */
  madeByName: string | null;
  /** Null for the first. */
  why: string | null;
  /** By which later meeting it was agreed as a true record, on which day; null while it is a draft. */
  agreed: { meetingId: string; day: IsoDate } | null;
}

/** Every version of a meeting's minutes, the first first; none while they are not written. */
export async function minutesOf(db: Kysely<unknown>, meetingId: string): Promise<MinutesVersion[]> {
  if (!isUuid(meetingId)) return [];
  const { rows } = await sql<MinutesVersion>`
    select v.version, w.words, p.words as "privateWords", v.made_at as "madeAt", v.made_by as "madeBy", d.name as "madeByName", v.why,
      (select json_build_object('meetingId', m.id, 'day', to_char(m.starts_at at time zone 'Europe/London', 'YYYY-MM-DD'))
        from minutes_agreed a join meeting m on m.id = a.agreed_at_meeting where a.meeting_id = v.meeting_id and a.version = v.version) as agreed
    from minutes_version v left join words_written w on w.id = v.words_id left join words_written p on p.id = v.private_words_id left join person_details d on d.person_id = v.made_by
    where v.meeting_id = ${meetingId} order by v.version`.execute(db);
  return rows;
}

/** The version that the public gets: the latest that was agreed. */
export const agreedVersion = (versions: readonly MinutesVersion[]): MinutesVersion | null => versions.filter(({ agreed }) => agreed !== null).at(-1) ?? null;

/** All that a meeting's minutes are made from. Throws `Refused` where there is no such meeting. */
export async function minutesFacts(db: Kysely<unknown>, meetingId: string): Promise<MinutesFacts> {
  const record = await meetingOf(db, meetingId);
  const forum = record && (await forumOf(db, record.forumCode, record.day));
  if (!record || !forum) throw new Refused({ code: 'meeting-not-found', what: 'There is no such meeting.', todo: 'Choose one from its forum.' });
  const seats = await seatsOn(db, forum.code, record.day);
  const present = record.attendance.filter(({ status }) => status === 'present');
  return {
    forum, meeting: record, seats,
    attendance: record.attendance,
    quorum: forum.terms && quorumOf(seats, present, forum.terms.quorum),
    items: record.items, conflicts: record.conflicts, votes: record.votes,
    decisions: await decisionsOfMeeting(db, meetingId),
    actions: await actionsOfMeeting(db, meetingId),
  };
}

/** Meetings of a forum that ended and have no minutes yet, the oldest first. */
export async function meetingsWithoutMinutes(db: Kysely<unknown>, forumCode: string): Promise<{ id: string; day: IsoDate }[]> {
  const { rows } = await sql<{ id: string; day: IsoDate }>`
    select id, to_char(starts_at at time zone 'Europe/London', 'YYYY-MM-DD') as day from meeting
    where forum_code = ${forumCode} and state = 'ended' and not exists (select 1 from minutes_version where meeting_id = meeting.id) order by starts_at`.execute(db);
  return rows;
}
