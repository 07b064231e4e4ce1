import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { forumsKept, forumsOn, isOfGeneralPractice, seatsOfPerson } from '#governance';
import type { Acting, Forum } from '#governance';
import { LEAD } from '../commands/requireLead.ts';

/** The leadership teams whose questions somebody leads today, as `mayLead` says of each. */
export async function ledForums(db: Kysely<unknown>, acting: Acting, day: IsoDate): Promise<Forum[]> {
  if (!acting.permissions.has(LEAD)) return [];
  const teams = (await forumsOn(db, day)).filter(({ kind }) => kind === 'gp-leadership-team');
  if (acting.personId === null) return teams;
  const seats = await seatsOfPerson(db, acting.personId, day);
  const kept = new Set((await forumsKept(db, acting, day)).map(({ code }) => code));
  return teams.filter((team) => kept.has(team.code) || seats.some((seat) => seat.forumCode === team.code && isOfGeneralPractice(seat, team)));
}
