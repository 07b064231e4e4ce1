import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { displayName, rolesOfPersonOn } from '#register';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS } from '../../permissions.ts';
import { leftWithout } from './leftWithout.ts';
import type { LeftWithout } from './leftWithout.ts';

/** How far ahead somebody who is to leave is looked for. */
const DAYS_AHEAD = 28;

/** Posts that a manager or supervisor who leaves, or is away, leaves without one: those who keep them find another. No name is in it: it goes by e-mail too. */
export const managerTasks = (context: Pick<WorkforceContext, 'database' | 'register' | 'today'>): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(KEEP_POSTS)) return [];
  const today = context.today();
  const held = await rolesOfPersonOn(context.database.as(), personId, today);
  const pcns = new Set(held.filter(({ role }) => role === 'pcn-manager' || role === 'clinical-director').flatMap(({ organisationCode }) => organisationCode ?? []));
  const image = await context.register.reader.image();
  const tasks: Task[] = [];
  for (const pcnCode of pcns) {
    const [now, soon] = [await leftWithout(context, { pcnCode, on: today }), await leftWithout(context, { pcnCode, on: addDays(today, DAYS_AHEAD) })];
    const all = [...now, ...soon.filter(({ staffId }) => !now.some((one) => one.staffId === staffId))];
    for (const one of all) tasks.push(taskOf(one, pcnCode, displayName(image.nameOf(pcnCode, today)), today));
  }
  return tasks;
};

const sayGone = (why: LeftWithout['why'], from: IsoDate, today: IsoDate): string => {
  if (why === 'away') return from <= today ? 'is away' : `is away from ${sayDate(from)}`;
  return from <= today ? `left, from ${sayDate(from)} on` : `leaves, from ${sayDate(from)} on`;
};

function taskOf({ staffId, why, from, posts }: LeftWithout, pcnCode: string, pcnName: string, today: IsoDate): Task {
  const needs = [...new Set(posts.flatMap(({ as }) => as))].join(' and ');
  const count = `${posts.length} ${posts.length === 1 ? 'post' : 'posts'}`;
  return {
    id: `workforce/reassign/${staffId}`, title: `Find a ${needs} for ${count} of ${pcnName}`, why: `Whoever is it now ${sayGone(why, from, today)}. You keep the posts of this PCN.`,
    href: `/workforce/pcns/${encodeURIComponent(pcnCode)}/reassign?from=${staffId}`, due: from, minutes: 10,
  };
}
