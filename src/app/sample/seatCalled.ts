import { seatsOn } from '#governance';
import type { Seat } from '#governance';
import type { Cast } from './cast.ts';

/** The seat of a forum by its title, as it is on the cast's day. */
export async function seatCalled({ contexts: { governance } }: Cast, forumCode: string, title: string): Promise<Seat> {
  const seat = (await seatsOn(governance.database.as(), forumCode, governance.today())).find((one) => one.title === title);
  if (!seat) throw new Error(`The sample’s ${forumCode} has no seat called ${title}`);
  return seat;
}

/** The ids of a team's voting seats that are held: all of them were there. */
export const seatsOfTeam = async ({ governance }: Pick<Cast['contexts'], 'governance'>, forumCode: string): Promise<string[]> =>
  (await seatsOn(governance.database.as(), forumCode, governance.today())).filter(({ holder, isVoting }) => holder && isVoting).map(({ id }) => id);
