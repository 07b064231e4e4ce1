import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Acting } from '../../context.ts';
import { standingPost } from '../../posts/index.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';

/** A post that is held fast against others who change it, for who keeps the posts of its PCN. */
export async function heldPost(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, reference: string, day: IsoDate): Promise<string> {
  await requirePostsKeeper(transaction, acting, pcnCode, day);
  return standingPost(transaction, pcnCode, reference);
}

/** Ends what is believed now; a belief of this very moment lasts a microsecond, so that it stays on record. */
export const endBelief = (transaction: Transaction<unknown>, table: ReturnType<typeof sql>, which: ReturnType<typeof sql>, at: Date) =>
  sql`update ${table} set recorded = tstzrange(lower(recorded), greatest(${at.toISOString()}::timestamptz, lower(recorded) + interval '1 microsecond')) where ${which} and upper_inf(recorded)`.execute(transaction);
