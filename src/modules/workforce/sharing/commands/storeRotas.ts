import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { standingWeeks } from '../domain/standing.ts';
import type { KeptRota, StandingWeeks } from '../domain/standing.ts';
import { endBelief } from './heldPost.ts';

/** The rotas of a post that were kept and not taken back, in the order in which they were kept. */
async function keptRotas(transaction: Transaction<unknown>, postId: string): Promise<KeptRota[]> {
  const { rows } = await sql<KeptRota>`
    select r.id, to_char(lower(r.valid), 'YYYY-MM-DD') as "from" from rota r
    where r.post_id = ${postId} and r.kept_as is null and not exists (select 1 from rota_taken_back t where t.rota_id = r.id) order by lower(r.recorded), r.id`.execute(transaction);
  return rows;
}

/**
 * Makes what is believed of a post's rotas what follows from those that were kept. `nextFrom` is the first Monday of one that the caller keeps
 * next: what stands in its way is ended here. Gives the moment from which all of it is believed.
 */
export async function storeStanding(transaction: Transaction<unknown>, { postId, by, at, nextFrom = null }: { postId: string; by: string; at: Date; nextFrom?: IsoDate | null }): Promise<string> {
  const NEXT = 'next';
  const wanted = standingWeeks([...(await keptRotas(transaction, postId)), ...(nextFrom === null ? [] : [{ id: NEXT, from: nextFrom }])]).filter(({ id }) => id !== NEXT);
  const { rows: standing } = await sql<StandingWeeks & { rowId: string }>`
    select r.id as "rowId", coalesce(r.kept_as, r.id) as id, to_char(lower(r.valid), 'YYYY-MM-DD') as "from", to_char(upper(r.valid), 'YYYY-MM-DD') as "to"
    from rota r where r.post_id = ${postId} and upper_inf(r.recorded)`.execute(transaction);
  const isSame = (one: StandingWeeks, other: StandingWeeks): boolean => one.id === other.id && one.to === other.to;
  for (const one of standing) if (!wanted.some((other) => isSame(one, other))) await endBelief(transaction, sql`rota`, sql`id = ${one.rowId}`, at);
  // After every belief of the post that was ended, and after the last that began, so that rotas are in the order in which they were kept.
  const { rows } = await sql<{ moment: string }>`
    select to_char(greatest(${at.toISOString()}::timestamptz, max(upper(recorded)), max(lower(recorded)) + interval '1 microsecond') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment
    from rota where post_id = ${postId}`.execute(transaction);
  const { moment } = rows[0]!;
  for (const one of wanted.filter((other) => !standing.some((now) => isSame(now, other)))) {
    await sql`
      insert into rota (post_id, shared_by, minutes_per_week, minutes_per_session, shares, source_id, valid, recorded, recorded_by, kept_as)
      select post_id, shared_by, minutes_per_week, minutes_per_session, shares, source_id, daterange(lower(valid), ${one.to}::date), tstzrange(${moment}::timestamptz, null), ${by}, id from rota where id = ${one.id}`.execute(transaction);
  }
  return moment;
}
