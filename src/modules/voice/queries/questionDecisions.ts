import type { Kysely } from 'kysely';
import { actionsOfDecision, decisionsAbout } from '#governance';
import type { Action } from '#governance';

const aboutQuestion = (id: string) => ({ module: 'voice', kind: 'question', id });

/** What was decided about a question in any forum, the latest first. */
export const decisionsOnQuestion = (db: Kysely<unknown>, questionId: string): ReturnType<typeof decisionsAbout> => decisionsAbout(db, aboutQuestion(questionId));

/** Whether its latest decision owes something before it can be acted on. */
export async function decisionOwes(db: Kysely<unknown>, questionId: string): Promise<boolean> {
  const [latest] = await decisionsOnQuestion(db, questionId);
  return (latest?.owed.length ?? 0) > 0;
}

/** What is to be done from its decisions, the first due first. */
export async function actionsAbout(db: Kysely<unknown>, questionId: string): Promise<Action[]> {
  const actions: Action[] = [];
  for (const { id } of await decisionsOnQuestion(db, questionId)) actions.push(...(await actionsOfDecision(db, id)));
  return actions.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}
