import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { KEEP } from '../commands/requireKeeper.ts';
import type { GovernanceContext } from '../context.ts';
import { forumsKept } from './forumsKept.ts';
import { reviewOfPerson } from './interests.ts';
import { seatAlarms } from './seatAlarms.ts';
import type { SeatAlarm } from './seatAlarms.ts';

/** How soon before its last day a yearly review is put before its person. */
const REMIND_DAYS = 30;

/** What the forums have for a person: seats of general practice that nobody sits in, for who keeps the forum; their own interests, once a year. */
export const forumTasks = ({ database }: Pick<GovernanceContext, 'database'>): TaskSource => async ({ personId, permissions }, now) => {
  const [db, day] = [database.as<unknown>(), toIsoDate(now)];
  const tasks: Task[] = [];
  if (permissions.has(KEEP)) {
    const kept = (await forumsKept(db, { personId, permissions }, day)).map(({ code }) => code);
    if (kept.length > 0) tasks.push(...(await seatAlarms(db, day, kept)).map(taskOf));
  }
  const review = await reviewOfPerson(db, personId, day);
  if (review && daysBetween(day, review.dueOn) <= REMIND_DAYS) tasks.push(reviewTask(review.lastReviewedOn, review.dueOn));
  return tasks;
};

const taskOf = ({ forumCode, forumName, seatId, seatTitle, kind, missedInARow }: SeatAlarm): Task => ({
  id: `governance/seat/${seatId}/${kind}`,
  title: kind === 'vacant' ? `Fill the seat “${seatTitle}” of the ${forumName}` : `Ask who will come for “${seatTitle}” to the ${forumName}`,
  why: kind === 'vacant' ? 'General practice has no voice there until it is filled. You keep this forum.' : `Neither its holder nor a deputy came to the last ${missedInARow} meetings. You keep this forum.`,
  href: `/forums/${forumCode}#seats`,
  due: null,
  minutes: 5,
});

/** Without a declaration there is nothing to say “still right” to: that needs the page. */
const reviewTask = (lastReviewedOn: IsoDate | null, due: IsoDate): Task => ({
  id: 'governance/interests',
  title: lastReviewedOn ? 'Review your interests' : 'Declare your interests, or that you have none',
  why: lastReviewedOn ? `You sit in a forum. You last said that your entry is right on ${sayDate(lastReviewedOn)}.` : 'You sit in a forum, and have not declared yet.',
  href: '/interests',
  due,
  minutes: lastReviewedOn ? 1 : 5,
  ...(lastReviewedOn ? { inPlace: { action: '/interests/review', submit: 'Still right', fields: { from: 'today' } } } : {}),
});

const daysBetween = (from: IsoDate, to: IsoDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
