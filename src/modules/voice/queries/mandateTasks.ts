import { addDays, sayDate, toIsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import type { VoiceContext } from '../context.ts';
import { mayRead } from '../domain/confidence.ts';
import { LEAD } from '../commands/requireLead.ts';
import { awaitingRatification } from './heardDecisions.ts';
import { mandatesInForce, type Mandate } from './mandates.ts';
import { questionList, type Question } from './questions.ts';
import { viewerOf } from './viewer.ts';

const DAYS_AHEAD = 7;

/** Mandates that end soon, returns that are due, and agreements to ratify: for those whose they are. */
export const mandateTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }, now) => {
  const db = context.database.as();
  const day = toIsoDate(now);
  const viewer = await viewerOf(db, context.register, personId, day);
  const questions = await questionList(db);
  const undecided = new Map(questions.filter(({ state }) => state === 'mandated').map((question) => [question.id, question]));
  const isInside = ({ forumCode }: Question): boolean => permissions.has(LEAD) && mayRead('mandate', viewer, { forumCode, isPublic: false });
  const tasks: Task[] = [];
  for (const mandate of await mandatesInForce(db, day)) {
    const question = undecided.get(mandate.questionId);
    if (!question) continue;
    // Somebody who was named and sits for another body by now is outside, whatever the mandate asks of them.
    const isBound = mayRead('mandate', viewer, { forumCode: question.forumCode, isPublic: false, representatives: mandate.representatives.map((one) => one.personId) }) && mandate.representatives.some((one) => one.personId === personId);
    tasks.push(...tasksOf(mandate, question, { isBound, isInside: isInside(question) }, day));
  }
  for (const question of questions.filter(isInside)) {
    for (const { decisionId, ratification } of await awaitingRatification(db, question.id)) {
      if (ratification) continue;
      tasks.push({ id: `voice/ratify/${decisionId}`, title: `Ratify, or refuse: ${question.title}`, why: 'It was agreed outside the mandate of your leadership team.', href: `/questions/${question.id}/mandates#ratify`, due: null, minutes: 5 });
    }
  }
  return tasks;
};

function tasksOf({ id, returnBy, returns, endsOn }: Mandate, question: Question, { isBound, isInside }: { isBound: boolean; isInside: boolean }, day: string): Task[] {
  const soon = addDays(day as Mandate['givenOn'], DAYS_AHEAD);
  const href = `/questions/${question.id}/mandates`;
  const tasks: Task[] = [];
  if (returnBy !== null && returns.length === 0 && returnBy <= soon && isBound) {
    tasks.push({ id: `voice/return/${id}`, title: `Go back to the leadership team: ${question.title}`, why: 'Your mandate says by when.', href, due: returnBy, minutes: 10 });
  }
  if (endsOn <= soon && isInside) tasks.push({ id: `voice/mandate-ends/${id}`, title: `Renew the mandate, or let it end: ${question.title}`, why: `Mandate ${id} ends on ${sayDate(endsOn)}, and nothing is decided.`, href, due: endsOn, minutes: 5 });
  return tasks;
}
