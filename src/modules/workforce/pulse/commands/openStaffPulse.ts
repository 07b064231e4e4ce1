import { sql } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { WorkforceContext } from '../../context.ts';
import { requirePostsKeeper } from '../../whosePosts.ts';
import { pulseRules } from '../pulseRules.ts';

/** Opens a round of the pulse for those who fill the PCN's posts, from today to its last day; refused while another is open. Gives its id. */
export async function openStaffPulse(context: WorkforceContext, acting: Acting, { pcnCode, closesOn }: { pcnCode: string; closesOn: IsoDate }): Promise<string> {
  const [today, now] = [context.today(), context.now()];
  const { statements, round: { daysLeast, daysMost } } = pulseRules();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    await requirePostsKeeper(transaction, acting, pcnCode, today);
    const [first, last] = [addDays(today, daysLeast), addDays(today, daysMost)];
    if (closesOn < first || closesOn > last) throw new Refused({ code: 'pulse-days', what: `A round is open for ${daysLeast} to ${daysMost} days.`, where: 'closesOn', todo: `Choose a last day from ${sayDate(first)} to ${sayDate(last)}.` });
    // Two who open a round at once wait for each other, and the second is told of the first.
    await sql`select pg_advisory_xact_lock(hashtext(${`staff-pulse ${pcnCode}`}))`.execute(transaction);
    const { rows: open } = await sql<{ last: string }>`select to_char(upper(open) - 1, 'YYYY-MM-DD') as last from staff_pulse where pcn_code = ${pcnCode} and open && daterange(${today}::date, ${closesOn}::date, '[]')`.execute(transaction);
    if (open[0]) throw new Refused({ code: 'pulse-open', what: `A round is open until ${sayDate(open[0].last)}.`, where: 'closesOn', todo: 'Open the next one after it.' });
    const { rows } = await sql<{ id: string }>`
      insert into staff_pulse (pcn_code, statements, open, opened_at, opened_by)
      values (${pcnCode}, ${JSON.stringify(statements)}::jsonb, daterange(${today}::date, ${closesOn}::date, '[]'), ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const { id } = rows[0]!;
    // Every count is there from the start, so that an answer makes no row of its own.
    await sql`insert into staff_pulse_count (pulse_id, statement, answer) select ${id}::uuid, item ->> 'id', step from jsonb_array_elements(${JSON.stringify(statements)}::jsonb) as items (item), generate_series(1, 5) as steps (step)`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'open-staff-pulse', subject: { module: 'workforce', kind: 'staff-pulse', id }, detail: { pcn: pcnCode, closesOn, statements: statements.length } }, now);
    return id;
  });
}
