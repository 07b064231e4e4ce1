import { addDays, sayDate, toIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { actingOf } from '#platform/web/acting.ts';
import { isKeeper, KEEP } from '../commands/requireKeeper.ts';
import type { GovernanceContext } from '../context.ts';
import { numberedItems } from '../domain/minutes.ts';
import { forumOf } from './forums.ts';
import { forumsKept } from './forumsKept.ts';
import { meetingOf, meetingsBetween } from './meetings.ts';
import { meetingsWithoutMinutes } from './minutes.ts';
import { papersOf } from './papers.ts';

/** How long before a meeting its papers are asked for. A habit of Chorus: no rule is known that holds for every forum. */
const PAPERS_WORKING_DAYS = 5;

/** Papers that are missing for a meeting soon to come, for who keeps its forum. */
export const paperTasks = ({ database }: Pick<GovernanceContext, 'database'>): TaskSource => async ({ personId, permissions }, now) => {
  if (!permissions.has(KEEP)) return [];
  const [db, day, acting] = [database.as<unknown>(), toIsoDate(now), actingOf({ personId, permissions })];
  const tasks: Task[] = [];
  for (const { id, forumCode, day: on, state } of await meetingsBetween(db, day, addDays(afterWorkingDays(day, PAPERS_WORKING_DAYS), 1))) {
    if (state !== 'planned') continue;
    const forum = await forumOf(db, forumCode, day);
    if (!forum || !(await isKeeper(db, acting, forum, day))) continue;
    const items = numberedItems((await meetingOf(db, id))?.items ?? []).filter(({ item }) => item.purpose === 'decision');
    const papers = await papersOf(db, 'item', items.map(({ item }) => item.id));
    const bare = items.filter(({ item }) => !papers.some(({ subjectId }) => subjectId === item.id));
    if (bare.length === 0) continue;
    tasks.push({ id: `governance/papers/${id}`, title: `Add papers for the ${forum.name}`, why: `${bare.length === 1 ? 'An item' : `${bare.length} items`} for decision on ${sayDate(on)} ${bare.length === 1 ? 'has' : 'have'} none. You keep this forum.`, href: `/meetings/${id}/papers`, due: on, minutes: 5 });
  }
  return tasks;
};

/** Minutes to write after a meeting that ended, for who keeps its forum. */
export const minutesTasks = ({ database }: Pick<GovernanceContext, 'database'>): TaskSource => async ({ personId, permissions }, now) => {
  if (!permissions.has(KEEP)) return [];
  const [db, day] = [database.as<unknown>(), toIsoDate(now)];
  const tasks: Task[] = [];
  for (const forum of await forumsKept(db, { personId, permissions }, day)) {
    const without = await meetingsWithoutMinutes(db, forum.code);
    tasks.push(...without.map((meeting): Task => ({ id: `governance/minutes/${meeting.id}`, title: `Write the minutes of the ${forum.name}`, why: `It met on ${sayDate(meeting.day)}; Chorus writes them from what is recorded. You keep this forum.`, href: `/meetings/${meeting.id}/minutes`, due: null, minutes: 5 })));
  }
  return tasks;
};

/** So many days from Monday to Friday after a day; holidays are counted as any other day. */
function afterWorkingDays(day: IsoDate, count: number): IsoDate {
  let [at, left] = [day, count];
  while (left > 0) {
    at = addDays(at, 1);
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return at;
}
