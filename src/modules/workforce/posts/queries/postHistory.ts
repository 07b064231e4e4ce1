import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { WorkforceContext } from '../../context.ts';
import type { AgreedCode, PostLine } from '../domain/networkPosts.ts';
import type { PostFacts } from '../domain/post.ts';
import type { Span } from '../domain/timeline.ts';
import { readNetwork } from '../storage/network.ts';
import { factsColumns, factsOf, fromDay, toDay } from '../storage/postRows.ts';
import type { FactsRow } from '../storage/postRows.ts';

/** Something that was believed of a post and no longer is. */
export interface BeliefEnded extends Span<PostFacts> {
  believedFrom: string;
  believedTo: string;
}

export interface PostHistory {
  /** What is believed now, over all its days. */
  line: PostLine;
  /** What was corrected or changed since, newest first. */
  ended: readonly BeliefEnded[];
  agreed: readonly { code: AgreedCode; reason: string | null; on: IsoDate }[];
}

/** One post with all that is and was believed of it. */
export async function postHistory({ database }: Pick<WorkforceContext, 'database'>, { postId }: { postId: string }): Promise<PostHistory> {
  const db = database.as<unknown>();
  const { rows } = await sql<{ pcnCode: string }>`select pcn_code as "pcnCode" from post where id::text = ${postId}`.execute(db);
  if (!rows[0]) throw new Refused({ code: 'post-not-found', what: 'There is no such post.', todo: 'Choose one from its PCN’s people.' });
  const line = (await readNetwork(db, rows[0].pcnCode)).posts.find(({ id }) => id === postId);
  if (!line) throw new Refused({ code: 'post-not-found', what: 'This post was entered by mistake, and was taken back.', todo: 'Choose one from its PCN’s people.' });
  const { rows: ended } = await sql<FactsRow & Omit<BeliefEnded, 'facts'>>`
    select ${factsColumns}, ${fromDay(sql`v.valid`)} as "from", ${toDay(sql`v.valid`)} as "to", ${moment('lower')} as "believedFrom", ${moment('upper')} as "believedTo"
    from post_version v where v.post_id = ${postId}::uuid and not upper_inf(v.recorded) order by upper(v.recorded) desc, lower(v.valid)`.execute(db);
  const { rows: agreed } = await sql<PostHistory['agreed'][number]>`
    select a.code, w.words as reason, to_char(a.entered_at at time zone 'UTC', 'YYYY-MM-DD') as on
    from post_agreed a join words_written w on w.id = a.reason_id where a.post_id = ${postId}::uuid order by a.code`.execute(db);
  return { line, agreed, ended: ended.map((row) => ({ from: row.from, to: row.to, believedFrom: row.believedFrom, believedTo: row.believedTo, facts: factsOf(row) })) };
}

const moment = (end: 'lower' | 'upper') => sql<string>`to_char(${sql.raw(`${end}(v.recorded)`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
