import { toIsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { LEAD } from '../commands/requireLead.ts';
import type { VoiceContext } from '../context.ts';
import { mayRead } from '../domain/confidence.ts';
import { canvassesOf } from './canvasses.ts';
import { questionList } from './questions.ts';
import { viewerOf } from './viewer.ts';

/** Questions whose canvass is closed and that have no position yet, for those who lead them. */
export const positionTasks = (context: VoiceContext): TaskSource => async ({ personId, permissions }, now) => {
  if (!permissions.has(LEAD)) return [];
  const db = context.database.as();
  const viewer = await viewerOf(db, context.register, personId, toIsoDate(now));
  const tasks: Task[] = [];
  for (const { id, title, state, forumCode } of await questionList(db)) {
    if (state !== 'canvassed' || !mayRead('mandate', viewer, { forumCode, isPublic: false })) continue;
    if (!(await canvassesOf(db, id)).every(({ closedAt }) => closedAt !== null)) continue;
    tasks.push({ id: `voice/position/${id}`, title: `Agree a position: ${title}`, why: 'Its canvass is closed, and you sit on its leadership team.', href: `/questions/${id}/position`, due: null, minutes: 15 });
  }
  return tasks;
};
