import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import { QUESTION_LIFE, type QuestionEvent, type QuestionNeed, type QuestionState } from '../domain/questionLife.ts';

interface Move {
  questionId: string;
  event: QuestionEvent;
  /** What the caller knows to be met, in this transaction. A reason counts as met where one is given. */
  met?: readonly QuestionNeed[];
  reason?: string;
  /** What is told of the step: identifiers, dates and counts. */
  detail?: Record<string, string | number | boolean | null>;
  by: string;
}

export const questionNotFound = (id: string): Refused => new Refused({ code: 'question-not-found', what: 'There is no question with this number.', where: id, todo: 'Choose one from the list of questions.' });

/** Holds a question until the transaction ends, so that two who act at once act one after the other; gives its state. */
export async function lockQuestion(transaction: Transaction<unknown>, id: string): Promise<QuestionState> {
  const { rows } = await sql<{ state: QuestionState }>`select state from question where id = ${id} for update`.execute(transaction);
  if (!rows[0]) throw questionNotFound(id);
  return rows[0].state;
}

/** The same for a module beneath that knows it only as what something is about; any other thing is left alone. */
export async function holdQuestion(transaction: Transaction<unknown>, { module, kind, id }: SubjectRef): Promise<void> {
  if (module === 'voice' && kind === 'question') await sql`select from question where id = ${id} for update`.execute(transaction);
}

/** Takes a question one step further, as its life allows; else throws `Refused`, saying what is missing. */
export async function moveQuestion(transaction: Transaction<unknown>, { questionId, event, met = [], reason, detail = {}, by }: Move, now: Date): Promise<QuestionState> {
  const from = await lockQuestion(transaction, questionId);
  const because = reason?.trim() || null;
  const next = nextState(QUESTION_LIFE, from, event, new Set(because ? [...met, 'reason'] : met));
  if (!next.ok) throw new Refused({ ...next.refusal, where: questionId });
  await sql`update question set state = ${next.value} where id = ${questionId}`.execute(transaction);
  await sql`insert into question_event (question_id, event, from_state, to_state, at, by, reason, detail)
    values (${questionId}, ${event}, ${from}, ${next.value}, ${now.toISOString()}, ${by}, ${because}, ${JSON.stringify(detail)}::jsonb)`.execute(transaction);
  await appendAudit(transaction, { by, action: `${event}-question`, subject: { module: 'voice', kind: 'question', id: questionId }, detail: { ...detail, from, to: next.value } }, now);
  return next.value;
}
