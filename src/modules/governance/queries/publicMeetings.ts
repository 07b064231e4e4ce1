import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A meeting that is held in public, as programs get it. */
export interface PublicMeeting {
  id: string;
  forumCode: string;
  forumName: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  state: 'planned' | 'open' | 'ended' | 'cancelled';
  calledAt: Date;
  changedAt: Date;
  /** Who came. */
  personIds: string[];
  /** In the order of the agenda; of a private one the title is null. */
  items: { id: string; title: string | null; isPrivate: boolean; addedAt: string; closedAt: string | null }[];
}

/** Every meeting that is held in public, the latest first. */
export async function publicMeetings(db: Kysely<unknown>): Promise<PublicMeeting[]> {
  const { rows } = await sql<PublicMeeting>`
    select m.id, m.forum_code as "forumCode", f.name as "forumName", m.starts_at as "startsAt", m.ends_at as "endsAt", m.place, m.state, m.called_at as "calledAt",
      coalesce((select max(at) from meeting_change c where c.meeting_id = m.id), m.called_at) as "changedAt",
      coalesce((select array_agg(distinct a.person_id) from attendance a where a.meeting_id = m.id and a.status = 'present' and a.withdrawn_at is null), '{}') as "personIds",
      coalesce((select json_agg(json_build_object('id', i.id, 'title', case when i.is_private then null else i.title end, 'isPrivate', i.is_private, 'addedAt', i.added_at, 'closedAt', i.closed_at) order by i.position, i.added_at, i.id)
        from agenda_item i where i.meeting_id = m.id and i.withdrawn_at is null), '[]') as items
    from meeting m join forum f on f.code = m.forum_code where m.is_public order by m.starts_at desc, m.id`.execute(db);
  return rows;
}
