import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import type { ResponseStance } from '../../domain/consultation.ts';
import { responseFaults } from '../../domain/consultationDraft.ts';
import { consultationOf, lmcsCovering } from '../../queries/consultations.ts';
import { questionOf } from '../../queries/questions.ts';
import { hasAgreement } from '../../queries/heardDecisions.ts';
import { lockQuestion, questionNotFound } from '../moveQuestion.ts';
import { FormRefused } from '../requireAgreement.ts';
import { consultationNotFound } from './openConsultation.ts';
import { cureConsultation } from './cureConsultation.ts';
import { requireConsulting, requireOfficer } from './requireConsulting.ts';

export interface LmcAnswer {
  stance: ResponseStance | null;
  words: string;
}

/** Records what the LMC answers. It may answer again, after the deadline too: the last answer counts. */
export async function respondToConsultation(context: VoiceContext, acting: Acting, id: string, answer: LmcAnswer): Promise<void> {
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const asked = await consultationOf(transaction, id);
    if (!asked) throw consultationNotFound(id);
    // The question is held, so that an answer stands either before a decision that is recorded now or after it.
    await lockQuestion(transaction, asked.questionId);
    await requireOfficer(transaction, context, acting, asked.lmcCode);
    const { isWithdrawn } = (await consultationOf(transaction, id))!;
    if (isWithdrawn) throw new Refused({ code: 'consultation-withdrawn', what: 'This consultation was withdrawn.', where: id, todo: 'Write to the leadership team on the question’s page instead.' });
    await storeResponse(transaction, context, acting, { consultationId: id, questionId: asked.questionId, answer });
  });
}

/** Records what an LMC writes on a question that it was not asked about, such as an objection to what was agreed. Gives its number. */
export async function respondUnasked(context: VoiceContext, acting: Acting, questionId: string, { lmcCode, ...answer }: LmcAnswer & { lmcCode: string }): Promise<string> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    await requireOfficer(transaction, context, acting, lmcCode);
    const today = context.today();
    if (!lmcsCovering(image, question.placeCode, today).some(({ code }) => code === lmcCode)) throw new Refused({ code: 'not-allowed', what: 'This LMC does not cover the place of the question.', todo: 'The LMC of that place can write.' });
    const { rows } = await sql<{ id: string }>`
      insert into consultation (question_id, lmc_code, basis, matter, is_unasked, confidence, opened_on, opened_at, opened_by)
      values (${questionId}, ${lmcCode}, 'voluntary', 'other', true, 'position', ${today}, ${context.now().toISOString()}, ${acting.by}) returning id`.execute(transaction);
    const id = rows[0]!.id;
    await storeResponse(transaction, context, acting, { consultationId: id, questionId, answer });
    return id;
  });
}

async function storeResponse(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { consultationId, questionId, answer }: { consultationId: string; questionId: string; answer: LmcAnswer }): Promise<void> {
  const faults = responseFaults(answer);
  if (faults.length > 0) throw new FormRefused('invalid-response', faults);
  const now = context.now();
  const isAfterAgreement = await hasAgreement(transaction, questionId);
  // The LMC's words are the committee's, not the officer's own.
  const words = await keepWordsIfAny(transaction, { personId: null, words: answer.words }, now);
  await sql`insert into consultation_response (consultation_id, stance, words, responded_on, responded_at, responded_by, is_after_agreement)
    values (${consultationId}, ${answer.stance}, ${words}, ${context.today()}, ${now.toISOString()}, ${acting.by}, ${isAfterAgreement})`.execute(transaction);
  await appendAudit(transaction, { by: acting.by, action: 'respond-to-consultation', subject: { module: 'voice', kind: 'consultation', id: consultationId }, detail: { question: questionId, isAfterAgreement } }, now);
  await cureConsultation(transaction, context, acting, questionId, `The LMC answered on ${sayDate(context.today())}.`);
}

/** Records how the LMC's answer was taken into account. */
export async function takeIntoAccount(context: VoiceContext, acting: Acting, id: string, words: string): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    const consultation = await consultationOf(transaction, id);
    if (!consultation) throw consultationNotFound(id);
    const question = (await questionOf(transaction, consultation.questionId))!;
    await requireConsulting(transaction, context, image, acting, question, consultation.confidence);
    const response = consultation.responses.at(-1);
    if (!response) throw new Refused({ code: 'not-answered', what: 'The LMC has not answered yet.', where: id, todo: 'Wait for its answer.' });
    if (words.trim() === '') throw new FormRefused('words-missing', [{ field: 'words', says: 'Say how it was taken into account.' }]);
    const wordsId = await keepWords(transaction, { personId: null, words: words.trim() }, context.now());
    await sql`insert into consultation_account (consultation_id, response_id, words, recorded_at, recorded_by) values (${id}, ${response.id}, ${wordsId}, ${context.now().toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'account-for-consultation', subject: { module: 'voice', kind: 'consultation', id }, detail: { question: question.id, response: response.id } }, context.now());
  });
}
