import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import { consultationMatter } from '../../consultationMatters.ts';
import type { VoiceContext } from '../../context.ts';
import { consultationFaults, type ConsultationDraft } from '../../domain/consultationDraft.ts';
import { consultationOf, consultationsOf, lmcsCovering } from '../../queries/consultations.ts';
import { questionOf } from '../../queries/questions.ts';
import { lockQuestion, questionNotFound } from '../moveQuestion.ts';
import { FormRefused } from '../requireAgreement.ts';
import { requireConsulting } from './requireConsulting.ts';

/** Asks an LMC on a question. Gives the consultation's number. */
export async function openConsultation(context: VoiceContext, acting: Acting, questionId: string, draft: ConsultationDraft): Promise<string> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const state = await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    await requireConsulting(transaction, context, image, acting, question, draft.confidence);
    if (state === 'withdrawn' || state === 'closed') throw new Refused({ code: 'not-from-this-state', what: 'This question is over.', where: questionId, todo: 'Reopen it first.' });
    const today = context.today();
    const faults = consultationFaults(draft, { matter: consultationMatter(draft.matter), today });
    if (!lmcsCovering(image, question.placeCode, today).some(({ code }) => code === draft.lmcCode)) faults.push({ field: 'lmcCode', says: 'Choose an LMC that covers the place of the question.' });
    if (faults.length > 0) throw new FormRefused('invalid-consultation', faults);
    const open = (await consultationsOf(transaction, questionId)).find((one) => one.lmcCode === draft.lmcCode && one.matter === draft.matter && !one.isWithdrawn && !one.isAnswered && !one.isUnasked && one.deadline! >= today);
    if (open) throw new Refused({ code: 'consultation-open', what: `This LMC is being asked on this matter already, in ${open.id}.`, where: open.id, todo: 'Wait for its answer, or withdraw that one.' });
    const now = context.now();
    const words = await keepWords(transaction, { personId: null, words: draft.words.trim() }, now);
    const { rows } = await sql<{ id: string }>`
      insert into consultation (question_id, lmc_code, basis, matter, confidence, words, papers, opened_on, deadline, opened_at, opened_by)
      values (${questionId}, ${draft.lmcCode}, ${draft.basis}, ${draft.matter}, ${draft.confidence}, ${words}, ${JSON.stringify(draft.papers)}::jsonb, ${today}, ${draft.deadline}, ${now.toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const id = rows[0]!.id;
    await appendAudit(transaction, { by: acting.by, action: 'open-consultation', subject: { module: 'voice', kind: 'consultation', id }, detail: { question: questionId, lmc: draft.lmcCode, basis: draft.basis, matter: draft.matter, deadline: draft.deadline, state } }, now);
    return id;
  });
}

export const consultationNotFound = (id: string): Refused => new Refused({ code: 'consultation-not-found', what: 'There is no consultation with this number.', where: id, todo: 'Choose one from the list of consultations.' });

/** Takes back a consultation that was opened by mistake. One that was answered stays; what was owed is owed again. */
export async function withdrawConsultation(context: VoiceContext, acting: Acting, id: string, why: string): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await sql`select 1 from consultation where id = ${id} for update`.execute(transaction);
    const consultation = await consultationOf(transaction, id);
    if (!consultation) throw consultationNotFound(id);
    const question = (await questionOf(transaction, consultation.questionId))!;
    await requireConsulting(transaction, context, image, acting, question, consultation.confidence);
    if (consultation.isAnswered) throw new Refused({ code: 'consultation-answered', what: 'The LMC has answered: its answer stays on record.', where: id, todo: 'Say how it was taken into account.' });
    if (consultation.isWithdrawn) return;
    if (why.trim() === '') throw new FormRefused('reason-missing', [{ field: 'why', says: 'Say why in a sentence.' }]);
    const words = await keepWords(transaction, { personId: null, words: why.trim() }, context.now());
    await sql`update consultation set withdrawn_at = ${context.now().toISOString()}, withdrawn_by = ${acting.by}, withdrawn_words = ${words} where id = ${id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-consultation', subject: { module: 'voice', kind: 'consultation', id }, detail: { question: question.id } }, context.now());
  });
}
