import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { isInForce, type EndedHow, type MandateTerms } from '../../domain/mandate.ts';
import { mandateOf, type Mandate } from '../../queries/mandates.ts';
import { questionOf, type Question } from '../../queries/questions.ts';
import { lockQuestion } from '../moveQuestion.ts';
import { FormRefused } from '../requireAgreement.ts';
import { requireConfidant } from '../requireConfidant.ts';
import { storeMandate } from './giveMandate.ts';

export const mandateNotFound = (id: string): Refused => new Refused({ code: 'mandate-not-found', what: 'There is no mandate with this number.', where: id, todo: 'Choose one from the question’s page.' });

/** Revokes a mandate from today. */
export async function revokeMandate(context: VoiceContext, acting: Acting, mandateId: string, why: string): Promise<void> {
  await onMandate(context, acting, mandateId, async (transaction, { mandate }) => {
    await endMandate(transaction, context, acting, { mandate, how: 'revoked', why });
    await appendAudit(transaction, { by: acting.by, action: 'revoke-mandate', subject: { module: 'voice', kind: 'mandate', id: mandateId }, detail: { question: mandate.questionId } }, context.now());
  });
}

/** Puts another mandate in the place of one that holds. Gives the number of the new one. Of two who replace it at once one does. */
export async function replaceMandate(context: VoiceContext, acting: Acting, mandateId: string, terms: MandateTerms, why: string): Promise<string> {
  return onMandate(context, acting, mandateId, async (transaction, { mandate, question }) => {
    await endMandate(transaction, context, acting, { mandate, how: 'replaced', why });
    const id = await storeMandate(transaction, context, acting, { question, terms, replacesId: mandateId });
    await appendAudit(transaction, { by: acting.by, action: 'replace-mandate', subject: { module: 'voice', kind: 'mandate', id }, detail: { question: question.id, replaces: mandateId } }, context.now());
    return id;
  });
}

/** Records that its representatives came back to the leadership team, and whether they may go on. */
export async function recordReturn(context: VoiceContext, acting: Acting, mandateId: string, { mayAgree, words }: { mayAgree: boolean; words: string }): Promise<void> {
  await onMandate(context, acting, mandateId, async (transaction, { mandate }) => {
    requireInForce(mandate, context.today());
    const wordsId = await keepWordsIfAny(transaction, { personId: null, words }, context.now());
    await sql`insert into mandate_return (mandate_id, returned_on, may_agree, words, recorded_at, recorded_by)
      values (${mandateId}, ${context.today()}, ${mayAgree}, ${wordsId}, ${context.now().toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'record-mandate-return', subject: { module: 'voice', kind: 'mandate', id: mandateId }, detail: { question: mandate.questionId } }, context.now());
  });
}

interface Held {
  mandate: Mandate;
  question: Question;
}

/** Runs work on a mandate that nobody else changes meanwhile, for somebody who may. */
async function onMandate<Value>(context: VoiceContext, acting: Acting, mandateId: string, work: (transaction: Transaction<unknown>, held: Held) => Promise<Value>): Promise<Value> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, Value>(async (transaction) => {
    const questionId = (await mandateOf(transaction, mandateId))?.questionId;
    if (!questionId) throw mandateNotFound(mandateId);
    await lockQuestion(transaction, questionId);
    const question = (await questionOf(transaction, questionId))!;
    await requireConfidant(transaction, context, image, acting, question.forumCode);
    // Read again: somebody may have ended it while we waited.
    return work(transaction, { mandate: (await mandateOf(transaction, mandateId))!, question });
  });
}

async function endMandate(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { mandate, how, why }: { mandate: Mandate; how: EndedHow; why: string }): Promise<void> {
  requireInForce(mandate, context.today());
  if (why.trim() === '') throw new FormRefused('reason-missing', [{ field: 'why', says: 'Say why in a sentence.' }]);
  const words = await keepWords(transaction, { personId: null, words: why.trim() }, context.now());
  await sql`update mandate set ended_on = ${context.today()}, ended_how = ${how}, ended_words = ${words}, ended_at = ${context.now().toISOString()}, ended_by = ${acting.by} where id = ${mandate.id}`.execute(transaction);
}

function requireInForce(mandate: Mandate, today: string): void {
  if (isInForce(mandate, today)) return;
  const what = mandate.replacedById ? `Mandate ${mandate.replacedById} took its place.` : mandate.endedHow === 'revoked' ? 'It was revoked.' : 'It has ended.';
  throw new Refused({ code: 'mandate-not-in-force', what, where: mandate.id, todo: mandate.replacedById ? 'Look at that one.' : 'Give another.' });
}
