import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting, VoiceContext } from '../context.ts';
import type { Canvass } from '../domain/canvass/canvass.ts';
import { canvassOf } from '../queries/canvasses.ts';
import { canvassNotFound } from '../queries/canvassRollUp.ts';
import { heldRegister } from '../queries/heldRegister.ts';
import { questionOf } from '../queries/questions.ts';
import { requireCanvassLeader } from './requireCanvassLeader.ts';

/** Closes a canvass by hand; before its last day is over only for a reason. Closing one that is closed changes nothing. */
export async function closeCanvass(context: VoiceContext, acting: Acting, { canvassId, reason }: { canvassId: string; reason?: string }): Promise<void> {
  const now = context.now();
  const today = context.today();
  const register = await heldRegister(context.register);
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const canvass = await lockCanvass(transaction, canvassId);
    const question = await questionOf(transaction, canvass.questionId);
    await requireCanvassLeader(transaction, register, acting, question!, today);
    // Of two who close at once the second comes here: it is closed, which is what they asked.
    if (canvass.closedAt) return;
    const isEarly = canvass.closesOn >= today;
    const because = reason?.trim() || null;
    if (isEarly && !because) {
      throw new Refused({ code: 'reason-missing', what: `This canvass is open until the end of ${sayDate(canvass.closesOn)}.`, where: 'reason', todo: 'Say why it closes early: everybody who was asked can read it.' });
    }
    await keepClosed(transaction, canvass, { by: acting.by, earlyFor: isEarly ? because : null }, now);
  });
}

/** Closes every canvass whose last day is over, for whoever asks first. Their answers stopped counting with that day. */
export async function closeDueCanvasses({ database, now: clock }: Pick<VoiceContext, 'database' | 'now'>): Promise<void> {
  const now = clock();
  const { rows } = await sql<{ id: string }>`select id from canvass where closed_at is null and closes_on < ${toIsoDate(now)}::date order by id`.execute(database.as());
  for (const { id } of rows) {
    await database.inTransaction<unknown, void>(async (transaction) => {
      const canvass = await lockCanvass(transaction, id);
      if (!canvass.closedAt) await keepClosed(transaction, canvass, { by: 'chorus', earlyFor: null }, now);
    });
  }
}

/**
 * Ends the open canvass of a question that is withdrawn or put off, in the transaction of that step. Call it before the step
 * is audited: an answer holds the canvass first and the chain after, and who takes them the other way round may meet it.
 */
export async function endCanvassOf(transaction: Transaction<unknown>, questionId: string, { by, reason }: { by: string; reason: string }, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from canvass where question_id = ${questionId} and closed_at is null`.execute(transaction);
  for (const { id } of rows) {
    const canvass = await lockCanvass(transaction, id);
    if (!canvass.closedAt) await keepClosed(transaction, canvass, { by, earlyFor: reason }, now);
  }
}

/** Holds a canvass until the transaction ends: an answer comes before, and counts, or after, and is refused. */
async function lockCanvass(transaction: Transaction<unknown>, id: string): Promise<Canvass> {
  await sql`select from canvass where id = ${id} for update`.execute(transaction);
  const canvass = await canvassOf(transaction, id);
  if (!canvass) throw canvassNotFound(id);
  return canvass;
}

async function keepClosed(transaction: Transaction<unknown>, { id, questionId }: Canvass, { by, earlyFor }: { by: string; earlyFor: string | null }, now: Date): Promise<void> {
  await sql`update canvass set closed_at = ${now.toISOString()}, closed_by = ${by}, closed_early_for = ${earlyFor} where id = ${id}`.execute(transaction);
  const { rows } = await sql<{ asked: number; answered: number }>`
    select (select count(*)::int from canvass_constituent where canvass_id = ${id}) as asked,
      (select count(distinct organisation_code)::int from canvass_answer where canvass_id = ${id}) as answered`.execute(transaction);
  await appendAudit(transaction, { by, action: 'close-canvass', subject: { module: 'voice', kind: 'canvass', id }, detail: { question: questionId, isEarly: earlyFor !== null, ...rows[0]! } }, now);
}
