import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import { forumOf } from '#governance';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { isInForce, optionsToAgree, type MandateTerms } from '../../domain/mandate.ts';
import { mandateFaults } from '../../domain/mandateFaults.ts';
import { mandatesOf, seatsToMandate } from '../../queries/mandates.ts';
import { positionNow } from '../../queries/positions.ts';
import { questionOf, type Question } from '../../queries/questions.ts';
import { lockQuestion, moveQuestion, questionNotFound } from '../moveQuestion.ts';
import { FormRefused } from '../requireAgreement.ts';
import { requireConfidant } from '../requireConfidant.ts';

/** Gives a mandate for a question to named representatives. Gives its number. */
export async function giveMandate(context: VoiceContext, acting: Acting, questionId: string, terms: MandateTerms): Promise<string> {
  const image = await context.register.reader.image();
  return context.database.inTransaction<unknown, string>(async (transaction) => {
    const state = await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    await requireConfidant(transaction, context, image, acting, question.forumCode);
    const hasPosition = (await positionNow(transaction, questionId)) !== null;
    // Asked before the rest, so that a question without a position says so and not what is wrong with the form.
    if (state !== 'mandated') {
      await moveQuestion(transaction, { questionId, event: 'give-mandate', met: hasPosition ? ['position', 'named-representative'] : ['named-representative'], by: acting.by }, context.now());
    }
    const id = await storeMandate(transaction, context, acting, { question, terms, replacesId: null });
    await appendAudit(transaction, { by: acting.by, action: 'give-mandate', subject: { module: 'voice', kind: 'mandate', id }, detail: { question: questionId, forum: terms.forumCode } }, context.now());
    return id;
  });
}

interface MandateToStore {
  question: Question;
  terms: MandateTerms;
  replacesId: string | null;
}

/** Stores a mandate that holds together, within the transaction that authorised it; throws `FormRefused` with each of its faults. */
export async function storeMandate(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { question, terms, replacesId }: MandateToStore): Promise<string> {
  const today = context.today();
  const forum = await forumOf(transaction, terms.forumCode, today);
  if (!forum) throw new FormRefused('forum-unknown', [{ field: 'forumCode', says: 'Choose the forum in which it will be decided.' }]);
  if (forum.code === question.forumCode) throw new FormRefused('forum-is-own', [{ field: 'forumCode', says: 'The leadership team needs no mandate in its own meeting: choose the forum in which its representatives will speak.' }]);
  const nameable = await seatsToMandate(transaction, forum, today);
  const faults = mandateFaults(terms, { nameable, optionIds: optionsToAgree(question.options).map(({ id }) => id), today });
  if (faults.length > 0) throw new FormRefused('mandate-contradicts-itself', faults);
  await requireNoOther(transaction, question.id, terms, today);
  const position = await positionNow(transaction, question.id);
  const now = context.now();
  const team = (words: string) => ({ personId: null, words: words.trim() });
  const conditions: { words: string; returnFirst: boolean }[] = [];
  for (const { words, returnFirst } of terms.conditions) conditions.push({ words: await keepWords(transaction, team(words), now), returnFirst });
  const returnWhen = await keepWordsIfAny(transaction, team(terms.returnWhen), now);
  const ranges = terms.ranges.map((range) => ({ ...range, name: range.name.trim() }));
  const { rows } = await sql<{ id: string }>`
    insert into mandate (question_id, forum_code, item_id, position_id, options, ranges, conditions, return_when_words, return_by, ends_on, given_on, given_at, given_by, replaces_id)
    values (${question.id}, ${terms.forumCode}, ${terms.itemId}, ${position!.id}, ${JSON.stringify(terms.options)}::jsonb, ${JSON.stringify(ranges)}::jsonb, ${JSON.stringify(conditions)}::jsonb,
      ${returnWhen}, ${terms.returnBy}, ${terms.endsOn}, ${today}, ${now.toISOString()}, ${acting.by}, ${replacesId}) returning id`.execute(transaction);
  const id = rows[0]!.id;
  for (const personId of terms.representatives) {
    const { seatId } = nameable.find((seat) => seat.personId === personId)!;
    await sql`insert into mandate_representative (mandate_id, person_id, seat_id) values (${id}, ${personId}, ${seatId})`.execute(transaction);
  }
  return id;
}

/** Nobody is bound twice in one matter: what the two said against one another would be for the meeting to find out. */
async function requireNoOther(transaction: Transaction<unknown>, questionId: string, terms: MandateTerms, today: string): Promise<void> {
  const others = (await mandatesOf(transaction, questionId)).filter((mandate) => isInForce(mandate, today) && mandate.forumCode === terms.forumCode && mandate.itemId === terms.itemId);
  const other = others.find(({ representatives }) => representatives.some(({ personId }) => terms.representatives.includes(personId)));
  if (!other) return;
  throw new Refused({ code: 'already-mandated', what: `Mandate ${other.id} binds one of them in this forum already.`, where: other.id, todo: 'Replace it, or revoke it first.' });
}
