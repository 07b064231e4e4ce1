import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';

/** Somebody who signs in, as one of those who matter to a PCN's posts. */
export interface YouIn {
  staffId: string;
  pcnCode: string;
}

/** In which PCNs somebody is one of those who fill, manage or supervise posts. */
export async function youIn(db: Kysely<unknown>, personId: string | null): Promise<YouIn[]> {
  if (personId === null) return [];
  const { rows } = await sql<YouIn>`select id as "staffId", pcn_code as "pcnCode" from staff_member where person_id = ${personId} order by pcn_code`.execute(db);
  return rows;
}

/** Who of a PCN's people fills this post as this person on a day; null where they do not. */
export async function holderOf(db: Kysely<unknown>, { personId, postId, on }: { personId: string | null; postId: string; on: IsoDate }): Promise<string | null> {
  const { rows } = await sql<{ staffId: string }>`
    select f.staff_id as "staffId" from filling f join staff_member s on s.id = f.staff_id
    where f.post_id::text = ${postId} and s.person_id = ${personId} and upper_inf(f.recorded) and f.valid @> ${on}::date`.execute(db);
  return rows[0]?.staffId ?? null;
}
