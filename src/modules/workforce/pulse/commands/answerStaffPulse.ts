import { sql } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { WorkforceContext } from '../../context.ts';
import { OWN_POST } from '../../permissions.ts';
import { isAnswer } from '../domain/staffPulse.ts';
import { fillsPostOf, staffPulse } from '../queries/staffPulses.ts';

export const pulseNotFound = (id: string): Refused => new Refused({ code: 'pulse-not-found', what: 'You are not asked this.', where: id, todo: 'What you are asked is on your home page.' });

/**
 * One answer to each statement from each person who fills a post, once a round. It raises counts and leaves no row of its own, so it
 * can neither be led back to its giver nor changed. That somebody has answered is kept, and audited without what.
 */
export async function answerStaffPulse(context: WorkforceContext, { by, personId, permissions }: Acting, id: string, answers: Readonly<Record<string, number>>): Promise<void> {
  const [today, now] = [context.today(), context.now()];
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const pulse = await staffPulse(transaction, id);
    if (!pulse || personId === null || !permissions.has(OWN_POST) || !(await fillsPostOf(transaction, pulse.pcnCode, personId, today))) throw pulseNotFound(id);
    if (today > pulse.closesOn || today < pulse.opensOn) throw new Refused({ code: 'pulse-closed', what: `This was open until ${sayDate(pulse.closesOn)}.`, todo: 'You need do nothing more.' });
    const lacking = pulse.statements.find((statement) => !isAnswer(answers[statement.id] ?? NaN));
    if (lacking) throw new Refused({ code: 'no-choice', what: `Nothing was chosen for “${lacking.text}”.`, where: lacking.id, todo: 'Choose one of the five answers.' });
    const { rows } = await sql`insert into staff_pulse_turn (pulse_id, person_id) values (${id}::uuid, ${personId}) on conflict do nothing returning person_id`.execute(transaction);
    if (rows.length === 0) throw new Refused({ code: 'already-answered', what: 'You have answered this round.', todo: 'You need do nothing more. Because nobody can tell which answers are yours, they cannot be changed.' });
    // In one order for everybody, so that two who answer at once wait for one another and never across.
    for (const statement of [...pulse.statements].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      await sql`update staff_pulse_count set answers = answers + 1 where pulse_id = ${id}::uuid and statement = ${statement.id} and answer = ${answers[statement.id]!}`.execute(transaction);
    }
    await appendAudit(transaction, { by, action: 'answer-staff-pulse', subject: { module: 'workforce', kind: 'staff-pulse', id }, detail: {} }, now);
  });
}
