import type { TaskSource } from '#platform/today/task.ts';
import { toIsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import { OWN_POST } from '../../permissions.ts';
import { pulsesToAnswer } from './staffPulses.ts';

/** A round of the pulse that somebody who fills a post has not answered. */
export const staffPulseTasks = ({ database }: Pick<WorkforceContext, 'database'>): TaskSource => async ({ personId, permissions }, now) => {
  if (!permissions.has(OWN_POST)) return [];
  return (await pulsesToAnswer(database.as<unknown>(), personId, toIsoDate(now))).map(({ id, closesOn, statements }) => ({
    id: `workforce/pulse/${id}`, title: 'Say how your post is for you', why: `You fill a post of the PCN. ${statements.length} statements; nobody learns what you answered.`, href: `/workforce/pulse/${id}`, due: closesOn, minutes: 1,
  }));
};
