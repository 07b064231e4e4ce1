import { sql } from 'kysely';
import { addDays, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Task, TaskSource } from '#platform/today/task.ts';
import { rolesOfPersonOn } from '#register';
import { belongingRules } from '../../belonging/index.ts';
import type { WorkforceContext } from '../../context.ts';
import { KEEP_POSTS, YOUR_PEOPLE } from '../../permissions.ts';
import { postsOf } from '../../posts/index.ts';
import { stateOf } from '../domain/notSo.ts';
import { postsWithout, sayPosts } from '../domain/ownLoad.ts';
import { ASKED_DAYS, quarterBefore, sayQuarter } from '../domain/quarter.ts';
import { notSoOfPcn } from './notSo.ts';
import { quarterOf } from './quarterOf.ts';
import { youIn } from './whoYouAre.ts';
import type { YouIn } from './whoYouAre.ts';

/** For how long a post is new to somebody. */
export const NEW_DAYS = 28;

type House = Pick<WorkforceContext, 'database' | 'today'>;

/**
 * What one's own post, and those whom one manages or supervises, ask of a person: to read who is there in a new post, to answer what
 * a holder says is not so, and to say how long supervising took. No name is in it: it goes by e-mail too.
 */
export const yourTasks = (context: House): TaskSource => async ({ personId, permissions }) => {
  if (!permissions.has(YOUR_PEOPLE)) return [];
  const [you, today] = [await youIn(context.database.as(), personId), context.today()];
  return [...(await newPostTasks(context, you, today)), ...(await notSoTasks(context, { personId, you, isKeeper: permissions.has(KEEP_POSTS) }, today)), ...(await quarterTasks(context, you, today))];
};

async function newPostTasks({ database }: House, you: readonly YouIn[], today: IsoDate): Promise<Task[]> {
  if (you.length === 0) return [];
  const { rows } = await sql<{ postId: string; from: IsoDate }>`
    select f.post_id as "postId", to_char(lower(f.valid), 'YYYY-MM-DD') as "from" from filling f
    where f.staff_id = any(${you.map(({ staffId }) => staffId)}::uuid[]) and upper_inf(f.recorded) and f.valid @> ${today}::date and lower(f.valid) > ${addDays(today, -NEW_DAYS)}::date
      and not exists (select 1 from post_read r where r.post_id = f.post_id and r.staff_id = f.staff_id)`.execute(database.as<unknown>());
  return rows.map(({ postId, from }) => ({ id: `workforce/new-post/${postId}`, title: 'Your new post: who is there for you', why: `You began on ${sayDate(from)}.`, href: '/workforce/you', due: null, minutes: 5 }));
}

/** Only what still asks: a change of the post, or a sentence, has answered it. */
async function notSoTasks(context: House, { personId, you, isKeeper }: { personId: string; you: readonly YouIn[]; isKeeper: boolean }, today: IsoDate): Promise<Task[]> {
  const db = context.database.as<unknown>();
  const held = isKeeper ? await rolesOfPersonOn(db, personId, today) : [];
  const kept = new Set(held.filter(({ role }) => role === 'pcn-manager' || role === 'clinical-director').flatMap(({ organisationCode }) => organisationCode ?? []));
  const own = new Set(you.map(({ staffId }) => staffId));
  const tasks: Task[] = [];
  for (const pcnCode of new Set([...kept, ...you.map((one) => one.pcnCode)])) {
    const said = (await notSoOfPcn(db, pcnCode)).filter(({ withdrawnOn, answer }) => withdrawnOn === null && answer === null);
    if (said.length === 0) continue;
    const posts = new Map((await postsOf(context, { pcnCode, on: today })).map((post) => [post.id, post]));
    for (const one of said) {
      const post = posts.get(one.postId);
      if (!post || stateOf(one, post) !== 'asks') continue;
      const isManager = post.lineManagerId !== null && own.has(post.lineManagerId);
      if (!kept.has(pcnCode) && !isManager) continue;
      const what = belongingRules().tests.get(one.test)!.title.toLowerCase();
      tasks.push({ id: `workforce/not-so/${one.id}`, title: `Answer: whoever fills ${post.reference} says that “${what}” is not so`, why: isManager ? 'You are the line manager of this post.' : 'You keep the posts of this PCN.', href: `/workforce/you/not-so/${one.id}`, due: null, minutes: 5 });
    }
  }
  return tasks;
}

async function quarterTasks(context: House, you: readonly YouIn[], today: IsoDate): Promise<Task[]> {
  const quarter = quarterBefore(today);
  const lastDay = addDays(quarter.to, ASKED_DAYS - 1);
  if (today > lastDay) return [];
  const tasks: Task[] = [];
  for (const { staffId, pcnCode } of you) {
    const { lines, isNothingMore } = await quarterOf(context, { staffId, pcnCode, quarter });
    const count = postsWithout(lines);
    if (isNothingMore || count === 0) continue;
    const what = lines.some(({ kind }) => kind === 'supervision') ? 'supervising' : 'managing';
    tasks.push({ id: `workforce/quarter/${staffId}/${quarter.from}`, title: `Say how long ${what} took, ${sayQuarter(quarter)}: ${sayPosts(count)}`, why: 'You manage or supervise them.', href: '/workforce/you#quarter', due: lastDay, minutes: 5 });
  }
  return tasks;
}
