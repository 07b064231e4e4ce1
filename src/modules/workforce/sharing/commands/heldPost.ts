import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../../context.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';

/** A post that is held fast against others who change it, for who keeps the posts of its PCN. */
export async function heldPost(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, reference: string, day: IsoDate): Promise<string> {
  await requirePostsKeeper(transaction, acting, pcnCode, day);
  const { rows } = await sql<{ id: string }>`select id from post where pcn_code = ${pcnCode} and reference_key = upper(trim(${reference})) for update`.execute(transaction);
  if (!rows[0]) throw new Refused({ code: 'post-unknown', what: `This PCN has no post ${reference.slice(0, 40)}.`, where: 'reference', todo: 'Choose one of its posts.' });
  return rows[0].id;
}

/** Ends what is believed now; a belief of this very moment lasts a microsecond, so that it stays on record. */
export const endBelief = (transaction: Transaction<unknown>, table: ReturnType<typeof sql>, which: ReturnType<typeof sql>, at: Date) =>
  sql`update ${table} set recorded = tstzrange(lower(recorded), greatest(${at.toISOString()}::timestamptz, lower(recorded) + interval '1 microsecond')) where ${which} and upper_inf(recorded)`.execute(transaction);
