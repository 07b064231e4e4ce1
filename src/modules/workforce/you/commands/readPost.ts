import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { YOUR_PEOPLE } from '../../permissions.ts';
import { holderOf } from '../queries/whoYouAre.ts';

/** Whoever fills a post says that they have read who is there for them; said again it changes nothing. */
export async function readPost(context: WorkforceContext, acting: Acting, { postId }: { postId: string }): Promise<void> {
  const [today, now] = [context.today(), context.now()];
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const staffId = acting.permissions.has(YOUR_PEOPLE) ? await holderOf(transaction, { personId: acting.personId, postId, on: today }) : null;
    if (staffId === null) throw new Refused({ code: 'not-allowed', what: 'You do not fill this post today.', where: postId, todo: 'Only whoever fills a post says so.' });
    const { rows } = await sql`insert into post_read (post_id, staff_id, read_at) values (${postId}::uuid, ${staffId}::uuid, ${now.toISOString()}) on conflict do nothing returning post_id`.execute(transaction);
    if (rows.length > 0) await appendAudit(transaction, { by: acting.by, action: 'read-post', subject: { module: 'workforce', kind: 'post', id: postId }, detail: {} }, now);
  });
}
