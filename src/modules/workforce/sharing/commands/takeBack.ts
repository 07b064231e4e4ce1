import { sql } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { mondayOf } from '../domain/happened.ts';
import { endBelief, heldPost } from './heldPost.ts';
import { storeStanding } from './storeRotas.ts';

type House = Pick<WorkforceContext, 'database' | 'now' | 'today'>;

/** Takes back a rota that was a mistake: what stood without it, before it and after, holds again. It stays on record, and is believed no more. */
export async function withdrawRota({ database, now, today }: House, acting: Acting, { pcnCode, rotaId }: { pcnCode: string; rotaId: string }): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { rows: asked } = await sql<{ reference: string }>`select p.reference from rota r join post p on p.id = r.post_id where r.id::text = ${rotaId} and p.pcn_code = ${pcnCode}`.execute(transaction);
    await requirePostsKeeper(transaction, acting, pcnCode, today());
    if (!asked[0]) throw rotaNotFound();
    const postId = await heldPost(transaction, acting, pcnCode, asked[0].reference, today());
    // Only now, with the post held fast, is it sure that nobody else has taken it back.
    const { rows } = await sql<{ keptAs: string; starts: IsoDate }>`select coalesce(kept_as, id) as "keptAs", to_char(lower(valid), 'YYYY-MM-DD') as starts from rota where id::text = ${rotaId} and upper_inf(recorded)`.execute(transaction);
    if (!rows[0]) throw rotaNotFound();
    const { keptAs, starts } = rows[0];
    const at = now();
    await sql`insert into rota_taken_back (rota_id, taken_back_at, taken_back_by) values (${keptAs}, ${at.toISOString()}, ${acting.by})`.execute(transaction);
    await storeStanding(transaction, { postId, by: acting.by, at });
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-rota', subject: { module: 'workforce', kind: 'post', id: postId }, detail: { rota: rotaId, from: starts } }, at);
  });
}

const rotaNotFound = (): Refused => new Refused({ code: 'rota-not-found', what: 'No such rota of this PCN stands.', todo: 'Choose one that does.' });

/** Takes back what was entered of a week by mistake: nobody has entered it then. */
export async function withdrawMinutesHad({ database, now, today }: House, acting: Acting, { pcnCode, reference, week: day }: { pcnCode: string; reference: string; week: IsoDate }): Promise<void> {
  const week = mondayOf(day);
  await database.inTransaction<unknown, void>(async (transaction) => {
    const postId = await heldPost(transaction, acting, pcnCode, reference, today());
    const { rows } = await sql`select 1 from rota_had where post_id = ${postId} and week = ${week} and upper_inf(recorded) limit 1`.execute(transaction);
    if (rows.length === 0) throw new Refused({ code: 'week-not-found', what: `Nothing stands of the week of ${sayDate(week)}.`, where: 'week', todo: 'Choose a week that was entered.' });
    const at = now();
    await endBelief(transaction, sql`rota_had`, sql`post_id = ${postId} and week = ${week}`, at);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-minutes-had', subject: { module: 'workforce', kind: 'post', id: postId }, detail: { week } }, at);
  });
}
