import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../../context.ts';
import { positionNow } from '../../queries/positions.ts';
import { questionOf } from '../../queries/questions.ts';
import { lockQuestion, questionNotFound } from '../moveQuestion.ts';
import { requireConfidant } from '../requireConfidant.ts';

/** Publishes what we want and why. The version is the one that its publisher saw: another may have been agreed since. */
export async function publishPosition(context: VoiceContext, acting: Acting, questionId: string, version: number): Promise<void> {
  const image = await context.register.reader.image();
  await context.database.inTransaction<unknown, void>(async (transaction) => {
    await lockQuestion(transaction, questionId);
    const question = await questionOf(transaction, questionId);
    if (!question) throw questionNotFound(questionId);
    await requireConfidant(transaction, context, image, acting, question.forumCode);
    const position = await positionNow(transaction, questionId);
    if (!position) throw new Refused({ code: 'position-not-found', what: 'No position is agreed on this question.', where: questionId, todo: 'Agree one first.' });
    if (position.version !== version) {
      throw new Refused({ code: 'position-replaced', what: `Version ${position.version} took the place of version ${version}.`, where: questionId, todo: 'Read it, and publish that one.' });
    }
    if (position.publishedAt) return;
    await sql`update position_version set published_at = ${context.now().toISOString()}, published_by = ${acting.by} where id = ${position.id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'publish-position', subject: { module: 'voice', kind: 'question', id: questionId }, detail: { version } }, context.now());
  });
}
