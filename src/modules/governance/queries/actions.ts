import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { isUuid } from '../domain/uuid.ts';

export interface Action {
  id: string;
  forumCode: string;
  meetingId: string | null;
  itemId: string | null;
  decisionId: string | null;
  what: string;
  ownerId: string;
  /** Null once the person is erased. */
  ownerName: string | null;
  dueOn: IsoDate;
  addedAt: Date;
  state: 'open' | 'done' | 'dropped';
  /** When it was done or dropped, and why it was dropped. */
  settledAt: Date | null;
  reason: string | null;
  /** Over how many ended meetings of its forum it was carried. */
  carriedOver: number;
}

async function actionsWhere(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Action[]> {
  const { rows } = await sql<Action>`
    select action.id, action.forum_code as "forumCode", meeting_id as "meetingId", item_id as "itemId", decision_id as "decisionId", what, owner_id as "ownerId", d.name as "ownerName",
      to_char(due_on, 'YYYY-MM-DD') as "dueOn", added_at as "addedAt",
      case when last.step in ('done', 'dropped') then last.step else 'open' end as state,
      case when last.step in ('done', 'dropped') then last.at end as "settledAt", case when last.step = 'dropped' then last.reason end as reason,
      (select count(*)::int from meeting m where m.forum_code = action.forum_code and m.state = 'ended' and m.id is distinct from action.meeting_id and m.starts_at > added_at
        and (last.step is null or last.step = 'reopened' or m.starts_at < last.at)) as "carriedOver"
    from action left join person_details d on d.person_id = owner_id
      left join lateral (select step, at, reason from action_step where action_id = action.id order by action_step.id desc limit 1) last on true
    where ${where} order by due_on, added_at, action.id`.execute(db);
  return rows;
}

/** Actions of a forum or of a person, the first due first; those that are settled too. */
export const actionsOf = (db: Kysely<unknown>, of: { forumCode: string } | { personId: string }): Promise<Action[]> =>
  actionsWhere(db, 'forumCode' in of ? sql`action.forum_code = ${of.forumCode}` : sql`owner_id = ${of.personId}`);

export const actionOf = async (db: Kysely<unknown>, id: string): Promise<Action | null> => (isUuid(id) ? ((await actionsWhere(db, sql`action.id = ${id}`))[0] ?? null) : null);

export const actionsOfDecision = (db: Kysely<unknown>, decisionId: string): Promise<Action[]> => actionsWhere(db, sql`decision_id = ${decisionId}`);

export const actionsOfMeeting = (db: Kysely<unknown>, meetingId: string): Promise<Action[]> => actionsWhere(db, sql`meeting_id = ${meetingId}`);

/** What a meeting finds before it: actions of its forum from before it began that were not settled by then. */
export const actionsCarriedTo = (db: Kysely<unknown>, meeting: { id: string; forumCode: string; startsAt: Date }): Promise<Action[]> =>
  actionsWhere(db, sql`action.forum_code = ${meeting.forumCode} and meeting_id is distinct from ${meeting.id}::uuid and added_at < ${meeting.startsAt.toISOString()}
    and not exists (select 1 from action_step s where s.action_id = action.id and s.at < ${meeting.startsAt.toISOString()} and s.step in ('done', 'dropped')
      and not exists (select 1 from action_step r where r.action_id = action.id and r.id > s.id and r.step = 'reopened' and r.at < ${meeting.startsAt.toISOString()}))`);
