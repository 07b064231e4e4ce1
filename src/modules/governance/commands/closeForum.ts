import { sql } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../context.ts';
import { forumClosed } from './createForum.ts';
import { endRowsPast } from './datedRow.ts';
import { auditForum, requireFurnisher } from './furnishForum.ts';
import type { ForumHouse } from './furnishForum.ts';

/** Closes a forum after its last day; its terms, its seats and who holds them end with it. */
export async function closeForum({ database, now, today }: ForumHouse, acting: Acting, { forumCode, lastDay }: { forumCode: string; lastDay: IsoDate }): Promise<void> {
  const at = now();
  const stamp = { by: acting.by, now: at };
  await database.inTransaction<unknown, void>(async (transaction) => {
    const forum = await requireFurnisher(transaction, acting, forumCode, today());
    if (forum.closedOn !== null) throw forumClosed(forumCode);
    if (lastDay < forum.openedOn) throw new Refused({ code: 'ends-before-it-begins', what: `The forum began on ${forum.openedOn}; it cannot have ended on ${lastDay}.`, where: 'lastDay', todo: 'Choose a later day.' });
    await sql`update forum set closed_on = ${addDays(lastDay, 1)} where code = ${forumCode}`.execute(transaction);
    for (const table of ['forum_terms', 'pcn_representation', 'portfolio_lead'] as const) await endRowsPast(transaction, table, sql`forum_code = ${forumCode}`, lastDay, stamp);
    await endRowsPast(transaction, 'seat_holding', sql`seat_id in (select id from seat where forum_code = ${forumCode})`, lastDay, stamp);
    await sql`update seat set withdrawn_at = ${at.toISOString()}, withdrawn_by = ${acting.by} where forum_code = ${forumCode} and withdrawn_at is null and lower(valid) > ${lastDay}::date`.execute(transaction);
    await sql`update seat set valid = daterange(lower(valid), ${lastDay}::date, '[]') where forum_code = ${forumCode} and withdrawn_at is null and (upper_inf(valid) or upper(valid) - 1 > ${lastDay}::date)`.execute(transaction);
    await auditForum(transaction, acting, 'close-forum', forumCode, { lastDay }, at);
  });
}
