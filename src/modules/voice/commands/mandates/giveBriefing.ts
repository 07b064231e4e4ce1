import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWords } from '#platform/words/words.ts';
import { forumOf } from '#governance';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { seatsToMandate } from '../../queries/mandates.ts';
import { questionOf } from '../../queries/questions.ts';
import { lockQuestion, questionNotFound } from '../moveQuestion.ts';
import { FormRefused } from '../requireAgreement.ts';
import { requireConfidant } from '../requireConfidant.ts';

const WORDS_MAX = 5_000;

/** Tells a seat that takes no mandate what general practice thinks: no instruction, no limits, open to everybody who reads questions. */
export async function giveBriefing(context: VoiceContext, acting: Acting, questionId: string, { forumCode, words }: { forumCode: string; words: string }): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    await requireConfidant(transaction, context, image, acting, question.forumCode);
    const forum = await forumOf(transaction, forumCode, context.today());
    const briefed = forum ? (await seatsToMandate(transaction, forum, context.today())).filter(({ whyNotMandated }) => whyNotMandated !== null) : [];
    if (briefed.length === 0) {
      throw new Refused({ code: 'no-seat-to-brief', what: 'No seat of general practice in this forum takes a briefing in the place of a mandate.', where: forumCode, todo: 'Give its representatives a mandate, or choose the board of the ICB.' });
    }
    if (words.trim() === '') throw new FormRefused('words-missing', [{ field: 'words', says: 'Say what general practice thinks.' }]);
    if (words.length > WORDS_MAX) throw new FormRefused('words-too-long', [{ field: 'words', says: `Say it in ${WORDS_MAX} characters or fewer.` }]);
    const wordsId = await keepWords(transaction, { personId: null, words: words.trim() }, context.now());
    await sql`insert into briefing (question_id, forum_code, words, given_at, given_by) values (${questionId}, ${forumCode}, ${wordsId}, ${context.now().toISOString()}, ${acting.by})`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'give-briefing', subject: { module: 'voice', kind: 'question', id: questionId }, detail: { forum: forumCode, seats: briefed.length } }, context.now());
  });
}
