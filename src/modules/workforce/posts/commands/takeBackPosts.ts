import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { sayList } from '#kernel/sayWords.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '../../context.ts';
import type { PostLine } from '../domain/networkPosts.ts';
import { storeLine } from '../storage/network.ts';
import { keeperAlone, postNotFound } from './keepLine.ts';
import type { PostsHouse } from './keepLine.ts';

/** Takes back a post that was entered by mistake. What was believed of it stays on record; its reference is free again. A post that came to its end is ended instead. */
export async function takeBackPost(house: PostsHouse, acting: Acting, { postId }: { postId: string }): Promise<void> {
  const { rows } = await sql<{ pcnCode: string }>`select pcn_code as "pcnCode" from post where id::text = ${postId}`.execute(house.database.as<unknown>());
  if (!rows[0]) throw postNotFound(false);
  const { pcnCode } = rows[0];
  await house.database.inTransaction<unknown, void>(async (transaction) => {
    const { posts } = await keeperAlone(transaction, house, acting, pcnCode);
    const line = posts.find(({ id }) => id === postId);
    if (!line) throw postNotFound(true);
    await requireUnused(transaction, [line]);
    await takeBack(transaction, house, acting, line);
  });
}

/** Takes back every post that was made in one go from a census: all, or where one of them was filled or changed since, none. */
export async function takeBackStart(house: PostsHouse, acting: Acting, { startId }: { startId: string }): Promise<number> {
  const { rows } = await sql<{ pcnCode: string }>`select pcn_code as "pcnCode" from census_start where id::text = ${startId} and taken_back_at is null`.execute(house.database.as<unknown>());
  const none = (): Refused => new Refused({ code: 'start-not-found', what: 'There are no such posts made from a census; they may have been taken back already.', todo: 'Go back to the posts.' });
  if (!rows[0]) throw none();
  const { pcnCode } = rows[0];
  return house.database.inTransaction<unknown, number>(async (transaction) => {
    const { posts } = await keeperAlone(transaction, house, acting, pcnCode);
    const at = house.now();
    const { rows: started } = await sql`update census_start set taken_back_at = ${at.toISOString()}, taken_back_by = ${acting.by} where id::text = ${startId} and taken_back_at is null returning id`.execute(transaction);
    if (started.length === 0) throw none();
    const { rows: made } = await sql<{ id: string; isChanged: boolean }>`
      select s.post_id as id, exists (select 1 from post_version v, census_start c where c.id = s.start_id and v.post_id = s.post_id and upper(v.recorded) > c.entered_at) as "isChanged"
      from census_start_post s where s.start_id::text = ${startId}`.execute(transaction);
    const lines = posts.filter(({ id }) => made.some((one) => one.id === id));
    const changed = lines.filter(({ id }) => made.some((one) => one.id === id && one.isChanged));
    if (changed.length > 0) throw new Refused({ code: 'changed-since', what: `${changed.length} of the ${lines.length} posts ${changed.length === 1 ? 'was' : 'were'} changed since: ${sayReferences(changed)}.`, todo: 'Take back those that were made by mistake one by one, at the foot of each.' });
    await requireUnused(transaction, lines);
    for (const line of lines) await takeBack(transaction, house, acting, line);
    await appendAudit(transaction, { by: acting.by, action: 'take-back-census-start', subject: { module: 'workforce', kind: 'census-start', id: startId }, detail: { pcn: pcnCode, posts: lines.length } }, at);
    return lines.length;
  });
}

const sayReferences = (lines: readonly PostLine[]): string => sayList([...lines.slice(0, 10).map(({ reference }) => reference), ...(lines.length > 10 ? [`${lines.length - 10} others`] : [])]);

/** Nobody fills what is taken back, and nothing of the other parts hangs on it: that would be left without its post. */
async function requireUnused(transaction: Transaction<unknown>, lines: readonly PostLine[]): Promise<void> {
  const filled = lines.filter(({ fillings }) => fillings.length > 0);
  if (filled.length > 0) throw new Refused({ code: 'post-filled', what: `${filled.length} of ${lines.length} ${lines.length === 1 ? 'post is' : 'posts are'} or ${filled.length === 1 ? 'was' : 'were'} filled: ${sayReferences(filled)}.`, todo: 'End a post that people were in. If nobody ever was, correct that first.' });
  const { rows } = await sql<{ id: string }>`
    select p.id from unnest(${lines.map(({ id }) => id)}::uuid[]) as p (id)
    where exists (select 1 from recruitment r join recruitment_step s on s.recruitment_id = r.id and s.withdrawn_at is null where r.post_id = p.id) or exists (select 1 from rota r where r.post_id = p.id and upper_inf(r.recorded))
      or exists (select 1 from rota_had h where h.post_id = p.id and upper_inf(h.recorded)) or exists (select 1 from load_record l where l.post_id = p.id and l.withdrawn_at is null)`.execute(transaction);
  const used = lines.filter(({ id }) => rows.some((row) => row.id === id));
  if (used.length > 0) throw new Refused({ code: 'post-used', what: `Of ${used.length} of ${lines.length} ${lines.length === 1 ? 'post' : 'posts'} there is a recruitment, a rota or hours recorded: ${sayReferences(used)}.`, todo: 'End the post instead: then what was recorded of it keeps its post.' });
}

async function takeBack(transaction: Transaction<unknown>, house: PostsHouse, acting: Acting, line: PostLine): Promise<void> {
  const at = house.now();
  await storeLine(transaction, line, { ...line, spans: [], fillings: [] }, acting.by, at);
  await appendAudit(transaction, { by: acting.by, action: 'take-back-post', subject: { module: 'workforce', kind: 'post', id: line.id }, detail: { pcn: line.pcnCode } }, at);
}
