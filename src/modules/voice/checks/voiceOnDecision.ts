import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { forumOf } from '#governance';
import type { Decision, DecisionListener } from '#governance';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import { lockQuestion, moveQuestion } from '../commands/moveQuestion.ts';
import type { VoiceContext } from '../context.ts';
import { QUESTION_LIFE, type QuestionEvent, type QuestionNeed } from '../domain/questionLife.ts';
import { questionOf } from '../queries/questions.ts';
import { questionIdOf } from './voiceDecisionChecks.ts';

const EVENTS: Readonly<Record<Decision['outcome'], { event: QuestionEvent; met: readonly QuestionNeed[]; says: string }>> = {
  agreed: { event: 'record-decision', met: ['decision'], says: '' },
  'not-agreed': { event: 'record-decision', met: ['decision'], says: '' },
  'referred-up': { event: 'refer-up', met: ['forum-above'], says: 'Referred up by the' },
  deferred: { event: 'defer', met: [], says: 'Deferred by the' },
};

/**
 * Hears of each decision on a question and takes the question on. What happened is never refused: where the question's
 * life knows no such step from where it stands, as for a second decision or one that was withdrawn, it stays there and
 * the decision is kept beside it.
 */
export const voiceOnDecision = (context: VoiceContext): DecisionListener => async (transaction, decision, acting) => {
  const questionId = questionIdOf(decision);
  const question = questionId === null ? null : await questionOf(transaction, questionId);
  if (!question) return;
  const state = await lockQuestion(transaction, question.id);
  const isNew = !(await isHeard(transaction, decision.id));
  await keepHeard(transaction, context, question.id, decision);
  const { event, met, says } = EVENTS[decision.outcome];
  if (!isNew || !nextState(QUESTION_LIFE, state, event, new Set([...met, 'reason'])).ok) return;
  const forum = await forumOf(transaction, decision.forumCode, decision.takenOn);
  const reason = says === '' ? undefined : `${says} ${forum?.name ?? decision.forumCode}.`;
  const detail = { decision: decision.id, standing: decision.standing, outcome: decision.outcome, forum: decision.forumCode };
  await moveQuestion(transaction, { questionId: question.id, event, met, reason, detail, by: acting.by }, context.now());
};

async function isHeard(transaction: Transaction<unknown>, decisionId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from question_decision where decision_id = ${decisionId} limit 1`.execute(transaction);
  return rows.length > 0;
}

async function keepHeard(transaction: Transaction<unknown>, context: VoiceContext, questionId: string, decision: Decision): Promise<void> {
  const { itemId, optionId, amountPence, terms, representatives } = decision;
  await sql`insert into question_decision (question_id, decision_id, forum_code, taken_on, outcome, standing, owed, measured, heard_at)
    values (${questionId}, ${decision.id}, ${decision.forumCode}, ${decision.takenOn}, ${decision.outcome}, ${decision.standing}, ${[...new Set(decision.owed.map(({ kind }) => kind))]}::text[],
      ${JSON.stringify({ itemId, optionId, amountPence, terms, representatives })}::jsonb, ${context.now().toISOString()})`.execute(transaction);
}
