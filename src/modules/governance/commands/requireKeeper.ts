import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { rolesOfPersonOn } from '#register';
import type { Acting } from '../context.ts';
import type { Forum } from '../domain/forum.ts';
import { keepsForum } from '../domain/keeping.ts';
import { forumOf, seatsOn } from '../queries/forums.ts';

export const KEEP = 'governance.keep';

/** Whether somebody keeps this forum on this day. The console keeps every forum. */
export async function isKeeper(db: Kysely<unknown>, acting: Acting, forum: Forum, day: IsoDate): Promise<boolean> {
  if (!acting.permissions.has(KEEP)) return false;
  if (acting.personId === null) return true;
  return keepsForum(forum, await seatsOn(db, forum.code, day), acting.personId, await rolesOfPersonOn(db, acting.personId, day));
}

/** The forum, for somebody who keeps it; throws `Refused` for everybody else. */
export async function requireKeeper(db: Kysely<unknown>, acting: Acting, forumCode: string, day: IsoDate): Promise<Forum> {
  const forum = await forumOf(db, forumCode, day);
  if (!forum) throw new Refused({ code: 'forum-not-found', what: 'There is no forum with this code.', where: forumCode, todo: 'Choose one from the list of forums.' });
  if (await isKeeper(db, acting, forum, day)) return forum;
  throw new Refused({ code: 'not-allowed', what: `You do not keep the ${forum.name}.`, todo: 'Its chair or its secretary can do this.' });
}
