import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { forumOf, isKeeper, isOfGeneralPractice, seatsOfPerson } from '#governance';
import type { Acting, Forum } from '#governance';

export const LEAD = 'voice.lead';

/** Whether somebody leads questions of this forum: holds or deputises for one of its general practice seats, or keeps it. */
export async function mayLead(db: Kysely<unknown>, acting: Acting, forum: Forum, day: IsoDate): Promise<boolean> {
  if (!acting.permissions.has(LEAD)) return false;
  if (acting.personId === null) return true;
  const seats = await seatsOfPerson(db, acting.personId, day);
  if (seats.some((seat) => seat.forumCode === forum.code && isOfGeneralPractice(seat, forum))) return true;
  return isKeeper(db, acting, forum, day);
}

/** The forum, for somebody who leads its questions; throws `Refused` for everybody else. */
export async function requireLead(db: Kysely<unknown>, acting: Acting, forumCode: string, day: IsoDate): Promise<Forum> {
  const forum = await forumOf(db, forumCode, day);
  if (!forum) throw new Refused({ code: 'forum-not-found', what: 'There is no forum with this code.', where: forumCode, todo: 'Choose one from the list of forums.' });
  if (await mayLead(db, acting, forum, day)) return forum;
  throw new Refused({ code: 'not-allowed', what: `You do not lead questions of the ${forum.name}.`, todo: 'Somebody who holds one of its general practice seats, or its secretary, can do this.' });
}
