import { sayMonth } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { rolesOfPersonOn } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { SEE_FIGURES } from '../../permissions.ts';
import { listRules } from '../criteriaRules.ts';
import { isInReach } from '../domain/listOf.ts';
import { practiceListPath } from '../web/listPaths.ts';
import { listWithin } from './listFor.ts';
import { newestListMonth } from './listSeenBy.ts';

/** Tells a practice's manager that the newest month puts the practice within reach of the commissioner's list, before the list comes. */
export const listTasks = (context: PerformanceContext): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(SEE_FIGURES)) return [];
  const roles = (await rolesOfPersonOn(context.database.as(), personId, context.today())).filter(({ role }) => role === 'practice-manager');
  const month = roles.length > 0 ? await newestListMonth(context) : null;
  if (month === null) return [];
  const tasks: Task[] = [];
  for (const code of new Set(roles.flatMap(({ organisationCode }) => organisationCode ?? []))) {
    const list = await listWithin(context, { within: code, month });
    const practice = list.ok ? list.value.practices[0] : undefined;
    if (!practice || !isInReach(practice, listRules().reachFrom)) continue;
    tasks.push({
      id: `performance/list/${month}/${code}`, title: `See why ${practice.name} may be looked at: ${sayMonth(month)}`, href: practiceListPath(code, month), due: null, minutes: 5,
      why: practice.met > 0 ? `It meets ${practice.met} of the commissioner’s criteria. You manage it.` : 'It may well meet one of the commissioner’s criteria. You manage it.',
    });
  }
  return tasks;
};
