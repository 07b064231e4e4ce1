import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, WorkforceContext } from '../../context.ts';
import { recordLoads } from '../../load/index.ts';
import { YOUR_PEOPLE } from '../../permissions.ts';
import type { OwnKind } from '../domain/ownLoad.ts';
import { lastDayOfQuarter, quarterBefore, sayQuarter } from '../domain/quarter.ts';
import { youIn } from '../queries/whoYouAre.ts';

/** Minutes of a whole quarter for one post and one kind. */
export interface QuarterEntry {
  postId: string;
  kind: OwnKind;
  minutes: number;
}

/** Records somebody's own time for whom they managed and supervised in the last quarter, on its last day, at their practice: all or none. Gives how many records. */
export async function recordQuarter(context: WorkforceContext, acting: Acting, { pcnCode, practiceCode, entries }: { pcnCode: string; practiceCode: string; entries: readonly QuarterEntry[] }): Promise<number> {
  const quarter = quarterBefore(context.today());
  if (entries.length === 0) throw new Refused({ code: 'quarter-empty', what: `No minutes were entered for ${sayQuarter(quarter)}.`, where: 'minutes', todo: 'Enter the minutes of at least one post, or say that there is nothing more to record.' });
  return (await recordLoads(context, acting, entries.map((entry) => ({ ...entry, pcnCode, practiceCode, on: lastDayOfQuarter(quarter) })))).length;
}

/** Says that there is no more time of the last quarter to record, or takes that back. */
export async function sayNothingMore(context: WorkforceContext, acting: Acting, { pcnCode, isTakenBack }: { pcnCode: string; isTakenBack: boolean }): Promise<void> {
  const [now, quarter] = [context.now(), quarterBefore(context.today())];
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const you = acting.permissions.has(YOUR_PEOPLE) ? (await youIn(transaction, acting.personId)).find((one) => one.pcnCode === pcnCode) : undefined;
    if (!you) throw new Refused({ code: 'not-allowed', what: 'You manage and supervise nobody in this PCN.', where: pcnCode, todo: 'Whoever manages or supervises says it of their own time.' });
    const { rows } = isTakenBack
      ? await sql`update quarter_nothing_more set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${acting.by} where staff_id = ${you.staffId}::uuid and quarter = ${quarter.from}::date and withdrawn_at is null returning id`.execute(transaction)
      : await sql`insert into quarter_nothing_more (staff_id, quarter, said_at, said_by) values (${you.staffId}::uuid, ${quarter.from}::date, ${now.toISOString()}, ${acting.by}) on conflict do nothing returning id`.execute(transaction);
    if (rows.length === 0) return;
    await appendAudit(transaction, { by: acting.by, action: isTakenBack ? 'take-back-nothing-more' : 'say-nothing-more', subject: { module: 'workforce', kind: 'staff', id: you.staffId }, detail: { pcn: pcnCode, quarter: quarter.from } }, now);
  });
}
