import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { VoiceContext } from '../context.ts';

export const reportNotFound = (where: string): Refused => new Refused({ code: 'report-not-found', what: 'There is no such report for you.', where, todo: 'Choose one from your reports.' });

/** Notes that a person has opened a report that was sent to them. The first time counts; later ones change nothing. */
export const noteOpened = (context: VoiceContext, reportId: string, personId: string): Promise<void> => fillReceipt(context, { reportId, personId, isAcknowledged: false });

/** Notes that a person has read a report. To say so twice changes nothing; somebody to whom it was not sent is refused. */
export const acknowledgeReport = (context: VoiceContext, reportId: string, personId: string): Promise<void> => fillReceipt(context, { reportId, personId, isAcknowledged: true });

async function fillReceipt({ database, now }: VoiceContext, { reportId, personId, isAcknowledged }: { reportId: string; personId: string; isAcknowledged: boolean }): Promise<void> {
  const at = now().toISOString();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql<{ isNew: boolean }>`
      select opened_at is null or (${isAcknowledged} and acknowledged_at is null) as "isNew" from report_receipt where report_id = ${reportId} and person_id = ${personId} for update`.execute(transaction);
    if (rows.length === 0) throw reportNotFound(reportId);
    if (!rows.some(({ isNew }) => isNew)) return;
    await sql`update report_receipt set opened_at = coalesce(opened_at, ${at}), acknowledged_at = case when ${isAcknowledged} then coalesce(acknowledged_at, ${at}) else acknowledged_at end
      where report_id = ${reportId} and person_id = ${personId}`.execute(transaction);
    await appendAudit(transaction, { by: personId, action: isAcknowledged ? 'acknowledge-report' : 'open-report', subject: { module: 'voice', kind: 'report', id: reportId }, detail: {} }, now());
  });
}
