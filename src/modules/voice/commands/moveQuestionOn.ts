import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#governance';
import type { VoiceContext } from '../context.ts';
import type { QuestionEvent, QuestionNeed, QuestionState } from '../domain/questionLife.ts';
import { consultationOwed } from '../queries/consultations.ts';
import { actionsAbout, decisionOwes } from '../queries/questionDecisions.ts';
import { questionOf, type Question } from '../queries/questions.ts';
import { requireOpenForum } from './draftQuestion.ts';
import { endCanvassOf } from './closeCanvass.ts';
import { lockQuestion, moveQuestion, questionNotFound } from './moveQuestion.ts';
import { requireLead } from './requireLead.ts';

type OwnEvent = Extract<QuestionEvent, 'withdraw' | 'defer' | 'refer-up' | 'reopen' | 'act' | 'close'>;

/** The steps that those who lead a question take themselves; the others happen by a canvass, a position, a mandate, a decision, a report. */
export interface Step {
  questionId: string;
  event: OwnEvent;
  /** Why: asked for by withdrawing, deferring, referring up and reopening. */
  reason?: string;
  /** Of what is referred up: the forum that may decide it. */
  forumCode?: string;
  /** Of what is deferred: until when. */
  until?: IsoDate | null;
}

const REASON_MAX = 1_000;

/** Takes a question a step on, for somebody who leads it. Gives the state it is in then. */
export async function moveQuestionOn(context: VoiceContext, acting: Acting, step: Step): Promise<QuestionState> {
  return context.database.inTransaction<unknown, QuestionState>(async (transaction) => {
    await lockQuestion(transaction, step.questionId);
    const question = await questionOf(transaction, step.questionId);
    if (!question) throw questionNotFound(step.questionId);
    await requireLead(transaction, acting, question.forumCode, context.today());
    if ((step.reason?.trim().length ?? 0) > REASON_MAX) {
      throw new Refused({ code: 'invalid-reason', where: 'reason', what: `The reason is longer than ${REASON_MAX} characters.`, todo: 'Say it in a sentence or two.' });
    }
    const met = await metNeeds(transaction, context, question, step);
    const detail = { ...(step.event === 'refer-up' && step.forumCode ? { forum: step.forumCode } : {}), ...(step.event === 'defer' && step.until ? { until: step.until } : {}) };
    // Before the step is audited: see there.
    if ((step.event === 'withdraw' || step.event === 'defer') && step.reason?.trim()) await endCanvassOf(transaction, question.id, { by: acting.by, reason: step.reason.trim() }, context.now());
    const state = await moveQuestion(transaction, { questionId: question.id, event: step.event, met, reason: step.reason, detail, by: acting.by }, context.now());
    if (step.event === 'refer-up') await sql`update question set decides_forum_code = ${step.forumCode!} where id = ${question.id}`.execute(transaction);
    return state;
  });
}

async function metNeeds(transaction: Transaction<unknown>, context: VoiceContext, question: Question, { event, forumCode }: Step): Promise<QuestionNeed[]> {
  if (event === 'act') {
    const isOwed = (await decisionOwes(transaction, question.id)) || (await consultationOwed(transaction, question.id, context.today())).length > 0;
    return isOwed ? [] : ['nothing-owed'];
  }
  if (event === 'close') return (await actionsAbout(transaction, question.id)).every(({ state }) => state !== 'open') ? ['actions-done'] : [];
  if (event !== 'refer-up' || !forumCode) return [];
  const forum = await requireOpenForum(transaction, forumCode, context.today());
  // Its own team cannot be above it.
  return forum.code === question.forumCode ? [] : ['forum-above'];
}
