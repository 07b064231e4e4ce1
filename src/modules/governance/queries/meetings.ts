import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { AgendaItem, Attendance, CastVote, Conflict, Meeting } from '../domain/meeting.ts';
import { isUuid } from '../domain/uuid.ts';

const meetingColumns = sql`id, forum_code as "forumCode", starts_at as "startsAt", ends_at as "endsAt", to_char(starts_at at time zone 'Europe/London', 'YYYY-MM-DD') as day,
  place, is_public as "isPublic", state, state_reason as "stateReason", opened_at as "openedAt", ended_at as "endedAt",
  (select count(*)::int - 1 from meeting_change where meeting_id = meeting.id) as changes`;

/** The meetings of a forum, the latest first; those that were cancelled too. */
export async function meetingsOf(db: Kysely<unknown>, forumCode: string): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`select ${meetingColumns} from meeting where forum_code = ${forumCode} order by starts_at desc, id`.execute(db);
  return rows;
}

/** Every meeting that starts within a span, in any forum, the first first; `until` is the day after the last. */
export async function meetingsBetween(db: Kysely<unknown>, from: IsoDate, until: IsoDate): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`
    select ${meetingColumns} from meeting where (starts_at at time zone 'Europe/London')::date >= ${from}::date and (starts_at at time zone 'Europe/London')::date < ${until}::date
    order by starts_at, id`.execute(db);
  return rows;
}

/** The meeting alone; null where there is none. */
export async function meetingHead(db: Kysely<unknown>, id: string): Promise<Meeting | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<Meeting>`select ${meetingColumns} from meeting where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What happened in a meeting, all of it; what a reader may see of it is `shownTo`'s to say. */
export interface MeetingRecord extends Meeting {
  /** In the order of the agenda; withdrawn items too. */
  items: AgendaItem[];
  /** By the seat's place in the forum, holder first. */
  attendance: Attendance[];
  conflicts: Conflict[];
  /** In the order in which they were cast, with those that others replaced. */
  votes: CastVote[];
}

export async function meetingOf(db: Kysely<unknown>, id: string): Promise<MeetingRecord | null> {
  const meeting = await meetingHead(db, id);
  if (!meeting) return null;
  const ofMeeting = sql`item_id in (select id from agenda_item where meeting_id = ${id})`;
  return { ...meeting, items: await itemsWhere(db, sql`meeting_id = ${id}`), attendance: await attendanceOf(db, id), conflicts: await conflictsWhere(db, ofMeeting), votes: await votesWhere(db, ofMeeting) };
}

async function itemsWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<AgendaItem[]> {
  const { rows } = await sql<AgendaItem>`
    select id, meeting_id as "meetingId", position, title, purpose, subject, matter, amount_pence::float8 as "amountPence", within_code as "withinCode",
      is_private as "isPrivate", private_reason as "privateReason", added_at as "addedAt", closed_at as "closedAt", withdrawn_at as "withdrawnAt", withdrawn_reason as "withdrawnReason",
      (select decision.id from decision where decision.item_id = agenda_item.id) as "decisionId",
      (select json_build_object('kind', kind, 'decisionId', decision_id) from agenda_suggestion where agenda_suggestion.item_id = agenda_item.id limit 1) as suggestion
    from agenda_item where ${where} order by position, added_at, id`.execute(db);
  return rows;
}

/** An item of any meeting; null where there is none. */
export const itemOf = async (db: Kysely<unknown>, itemId: string): Promise<AgendaItem | null> => (isUuid(itemId) ? ((await itemsWhere(db, sql`id = ${itemId}`))[0] ?? null) : null);

/** Where a thing of another module was, or is to be, taken up: the items that point at it, the first first. */
export const itemsAbout = (db: Kysely<unknown>, subject: { module: string; kind: string; id: string }): Promise<AgendaItem[]> =>
  itemsWhere(db, sql`withdrawn_at is null and subject ->> 'module' = ${subject.module} and subject ->> 'kind' = ${subject.kind} and subject ->> 'id' = ${subject.id}`);

/** What stands of a meeting's attendance. */
export async function attendanceOf(db: Kysely<unknown>, meetingId: string): Promise<Attendance[]> {
  const { rows } = await sql<Attendance>`
    select a.id, meeting_id as "meetingId", seat_id as "seatId", a.person_id as "personId", d.name, capacity, status, from_at as "from", until_at as "until"
    from attendance a join seat on seat.id = a.seat_id left join person_details d on d.person_id = a.person_id
    where meeting_id = ${meetingId} and a.withdrawn_at is null
    order by (seat.office is not distinct from 'chair') desc, seat.title, seat.id, capacity desc, from_at nulls first, a.id`.execute(db);
  return rows;
}

async function conflictsWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Conflict[]> {
  const { rows } = await sql<Omit<Conflict, 'ruling'> & { ruling: (Omit<NonNullable<Conflict['ruling']>, 'at'> & { at: string }) | null }>`
    select c.id, c.item_id as "itemId", c.person_id as "personId", d.name, c.seat_id as "seatId", c.interest_id as "interestId", w.words, c.declared_at as "declaredAt", c.declared_by as "declaredBy",
      (select json_build_object('ruling', r.ruling, 'ruledBy', r.ruled_by, 'ruledByName', rd.name, 'at', r.at) from conflict_ruling r left join person_details rd on rd.person_id = r.ruled_by
        where r.conflict_id = c.id order by r.id desc limit 1) as ruling
    from conflict c left join person_details d on d.person_id = c.person_id left join words_written w on w.id = c.words_id
    where c.withdrawn_at is null and ${where} order by c.declared_at, c.id`.execute(db);
  return rows.map((row) => ({ ...row, ruling: row.ruling && { ...row.ruling, at: new Date(row.ruling.at) } }));
}

export const conflictsOfItem = (db: Kysely<unknown>, itemId: string): Promise<Conflict[]> => conflictsWhere(db, sql`c.item_id = ${itemId}`);

async function votesWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<CastVote[]> {
  const { rows } = await sql<CastVote>`
    select v.id, item_id as "itemId", seat_id as "seatId", v.person_id as "personId", d.name, choice, weight, at, replaced_at as "replacedAt"
    from vote v left join person_details d on d.person_id = v.person_id where ${where} order by v.id`.execute(db);
  return rows;
}

/** Every vote of an item, those that were replaced too. */
export const votesOfItem = (db: Kysely<unknown>, itemId: string): Promise<CastVote[]> => votesWhere(db, sql`item_id = ${itemId}`);

export interface AttendanceRun {
  seatId: string;
  /** Meetings with a record of attendance that ended while there was such a seat. */
  meetings: number;
  /** How many of the latest, one after the other, nobody came to for it. */
  missedInARow: number;
}

/** How a forum's seats were filled in its meetings that ended by a day. A meeting whose attendance nobody recorded says nothing. */
export async function attendanceRuns(db: Kysely<unknown>, forumCode: string, day: IsoDate): Promise<AttendanceRun[]> {
  const { rows } = await sql<AttendanceRun>`
    with held as (
      select id, (starts_at at time zone 'Europe/London')::date as on_day, starts_at from meeting
      where forum_code = ${forumCode} and state = 'ended' and (starts_at at time zone 'Europe/London')::date <= ${day}::date
        and exists (select 1 from attendance where meeting_id = meeting.id and withdrawn_at is null)
    ), filled as (
      select seat.id as seat_id, held.starts_at,
        exists (select 1 from attendance a where a.meeting_id = held.id and a.seat_id = seat.id and a.status = 'present' and a.withdrawn_at is null) as is_filled
      from seat join held on seat.valid @> held.on_day where seat.forum_code = ${forumCode} and seat.withdrawn_at is null and seat.valid @> ${day}::date
    )
    select seat_id as "seatId", count(*)::int as meetings,
      (count(*) filter (where starts_at > coalesce((select max(f.starts_at) from filled f where f.seat_id = filled.seat_id and f.is_filled), '-infinity')))::int as "missedInARow"
    from filled group by seat_id order by seat_id`.execute(db);
  return rows;
}
