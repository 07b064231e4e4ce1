import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { rolesOfPersonOn } from '#register';
import { KEEP } from '../commands/requireKeeper.ts';
import type { Acting } from '../context.ts';
import type { Forum } from '../domain/forum.ts';
import { keepsForum } from '../domain/keeping.ts';
import { forumsOn, seatsOfPerson } from './forums.ts';

/** Every open forum that somebody keeps, found without asking of each in turn. The console keeps all. */
export async function forumsKept(db: Kysely<unknown>, { personId, permissions }: Pick<Acting, 'personId' | 'permissions'>, day: IsoDate): Promise<Forum[]> {
  if (!permissions.has(KEEP)) return [];
  const forums = await forumsOn(db, day);
  if (personId === null) return forums;
  const [roles, seats] = [await rolesOfPersonOn(db, personId, day), await seatsOfPerson(db, personId, day)];
  return forums.filter((forum) => keepsForum(forum, seats.filter(({ forumCode }) => forumCode === forum.code), personId, roles));
}
