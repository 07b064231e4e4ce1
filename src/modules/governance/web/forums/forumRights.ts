import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Session } from '#platform/web/session.ts';
import { actingOf } from '#platform/web/acting.ts';
import { displayName } from '#register';
import type { GovernanceContext } from '../../context.ts';
import { mayFurnish } from '../../commands/furnishForum.ts';
import { isKeeper, requireKeeper } from '../../commands/requireKeeper.ts';
import type { Forum } from '../../domain/forum.ts';
import { forumOf } from '../../queries/forums.ts';

type House = Pick<GovernanceContext, 'database' | 'today'>;

/** The forum for whoever may furnish it today; throws `Refused` for everybody else, before any form is shown. */
export async function forumToFurnish({ database, today }: House, session: Session, code: string): Promise<Forum> {
  const [db, acting] = [database.as<unknown>(), actingOf(session)];
  const forum = await forumOf(db, code, today());
  if (forum && (await mayFurnish(db, acting, forum, today(), false))) return forum;
  return requireKeeper(db, acting, code, today());
}

/** The forum whoever asks; throws `Refused` where there is none of this code. */
export async function forumOrRefuse({ database, today }: House, code: string): Promise<Forum> {
  const forum = await forumOf(database.as(), code, today());
  if (!forum) throw new Refused({ code: 'forum-not-found', what: 'There is no forum with this code.', where: code, todo: 'Choose one from the list of forums.' });
  return forum;
}

/** What somebody may do with a forum today. */
export interface ForumRights {
  isKeeper: boolean;
  mayFurnish: boolean;
}

export async function rightsOver({ database, today }: House, session: Session | null, forum: Forum): Promise<ForumRights> {
  if (!session) return { isKeeper: false, mayFurnish: false };
  const [db, acting] = [database.as<unknown>(), actingOf(session)];
  const keeps = await isKeeper(db, acting, forum, today());
  return { isKeeper: keeps, mayFurnish: await mayFurnish(db, acting, forum, today(), keeps) };
}

/** How organisations are called on a day. */
export async function namesOn({ register }: Pick<GovernanceContext, 'register'>, day: IsoDate): Promise<(code: string) => string> {
  const image = await register.reader.image();
  return (code) => displayName(image.nameOf(code, day));
}
