import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { forumOf } from '#governance';
import type { Acting, Decision, DecisionListener } from '#governance';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import { lockQuestion, moveQuestion } from '../commands/moveQuestion.ts';
import type { VoiceContext } from '../context.ts';
import { QUESTION_LIFE, type QuestionEvent, type QuestionNeed } from '../domain/questionLife.ts';
import { awaitingRatification, heardDecisions, type HeardDecision } from '../queries/heardDecisions.ts';
import { questionOf, type Question } from '../queries/questions.ts';
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
  const before = (await heardDecisions(transaction, question.id)).find(({ decisionId }) => decisionId === decision.id);
  const isOnAgreement = decision.forumCode === question.forumCode && (await awaitingRatification(transaction, question.id)).some(({ decisionId }) => decisionId !== decision.id);
  await keepHeard(transaction, context, question.id, decision);
  await hearRatification(transaction, context, acting, { question, decision, before });
  const { event, met, says } = EVENTS[decision.outcome];
  // What the team says to an agreement of its representatives is no decision on the question itself.
  if (before || isOnAgreement || !nextState(QUESTION_LIFE, state, event, new Set([...met, 'reason'])).ok) return;
  const forum = await forumOf(transaction, decision.forumCode, decision.takenOn);
  const reason = says === '' ? undefined : `${says} ${forum?.name ?? decision.forumCode}.`;
  const detail = { decision: decision.id, standing: decision.standing, outcome: decision.outcome, forum: decision.forumCode };
  await moveQuestion(transaction, { questionId: question.id, event, met, reason, detail, by: acting.by }, context.now());
};

interface Heard {
  question: Question;
  decision: Decision;
  before: HeardDecision | undefined;
}

/**
 * An agreement outside the mandate is ratified once that is made good; refused where the leadership team decides against
 * it: then it stays provisional, and the question goes back to be canvassed or agreed anew.
 */
async function hearRatification(transaction: Transaction<unknown>, context: VoiceContext, acting: Acting, { question, decision, before }: Heard): Promise<void> {
  const keep = async (decisionId: string, outcome: 'ratified' | 'refused'): Promise<void> => {
    await sql`insert into ratification (question_id, decision_id, outcome, said_on, recorded_at, recorded_by)
      values (${question.id}, ${decisionId}, ${outcome}, ${context.today()}, ${context.now().toISOString()}, ${acting.by})`.execute(transaction);
  };
  if (before?.owed.includes('ratify') && !decision.owed.some(({ kind }) => kind === 'ratify')) await keep(decision.id, 'ratified');
  if (before || decision.forumCode !== question.forumCode || decision.outcome !== 'not-agreed') return;
  const refused = (await awaitingRatification(transaction, question.id)).filter(({ decisionId }) => decisionId !== decision.id);
  for (const { decisionId } of refused) await keep(decisionId, 'refused');
  if (refused.length === 0 || !nextState(QUESTION_LIFE, await lockQuestion(transaction, question.id), 'reopen', new Set(['reason'])).ok) return;
  await moveQuestion(transaction, { questionId: question.id, event: 'reopen', reason: 'The leadership team did not ratify what was agreed outside the mandate.', detail: { decision: decision.id }, by: acting.by }, context.now());
}

async function keepHeard(transaction: Transaction<unknown>, context: VoiceContext, questionId: string, decision: Decision): Promise<void> {
  const { itemId, optionId, amountPence, terms, representatives } = decision;
  await sql`insert into question_decision (question_id, decision_id, forum_code, taken_on, outcome, standing, owed, measured, heard_at)
    values (${questionId}, ${decision.id}, ${decision.forumCode}, ${decision.takenOn}, ${decision.outcome}, ${decision.standing}, ${[...new Set(decision.owed.map(({ kind }) => kind))]}::text[],
      ${JSON.stringify({ itemId, optionId, amountPence, terms, representatives })}::jsonb, ${context.now().toISOString()})`.execute(transaction);
}
