import type { Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { cureWithin } from '#governance';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { consultationOf, consultationOwed } from '../../queries/consultations.ts';
import { decisionsOnQuestion } from '../../queries/questionDecisions.ts';
import { questionOf } from '../../queries/questions.ts';
import { lockQuestion } from '../moveQuestion.ts';
import { requireConsulting } from './requireConsulting.ts';
import { consultationNotFound } from './openConsultation.ts';

/** Makes good the decisions on a question that were marked for a consultation, once none is owed any more. */
export async function cureConsultation(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, questionId: string, what: string): Promise<number> {
  if ((await consultationOwed(transaction, questionId, context.today())).length > 0) return 0;
  let cured = 0;
  for (const { id, owed } of await decisionsOnQuestion(transaction, questionId)) {
    for (const { findingIndex, kind } of owed) {
      if (kind !== 'consult') continue;
      await cureWithin(context.governance, transaction, acting, { decisionId: id, findingIndex, what }, context.now());
      cured += 1;
    }
  }
  return cured;
}

/** Records that a deadline passed without an answer, which lets what was agreed be acted on. */
export async function recordLapse(context: VoiceContext, acting: Acting, id: string): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const consultation = await consultationOf(transaction, id);
    if (!consultation) throw consultationNotFound(id);
    await lockQuestion(transaction, consultation.questionId);
    const question = (await questionOf(transaction, consultation.questionId))!;
    await requireConsulting(transaction, context, image, acting, question, 'position');
    const { deadline, isWithdrawn } = consultation;
    if (isWithdrawn || deadline === null || deadline >= context.today()) throw new Refused({ code: 'not-lapsed', what: 'Its deadline has not passed.', where: id, todo: 'Wait for the answer, or for the day after the deadline.' });
    const cured = await cureConsultation(transaction, context, acting, question.id, `The deadline of ${sayDate(deadline)} passed without an answer of the LMC.`);
    if (cured === 0) throw new Refused({ code: 'nothing-owed', what: 'No decision waits for this.', where: id, todo: 'Look at what is owed on the decision’s page.' });
    await appendAudit(transaction, { by: acting.by, action: 'record-consultation-lapse', subject: { module: 'voice', kind: 'consultation', id }, detail: { question: question.id, cured } }, context.now());
  });
}
