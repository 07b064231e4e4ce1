import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { peopleOn } from '#register';
import type { RoleOfPerson } from '#register';
import type { Seat } from '../domain/forum.ts';
import { isUuid } from '../domain/uuid.ts';

/** A seat whatever the day, without those who hold it. Days are the first and the last. */
export interface SeatRecord extends Omit<Seat, 'holder' | 'deputies' | 'heldUntil' | 'to'> {
  lastDay: IsoDate | null;
}

export async function seatRecord(db: Kysely<unknown>, forumCode: string, seatId: string): Promise<SeatRecord | null> {
  if (!isUuid(seatId)) return null;
  const { rows } = await sql<SeatRecord>`
    select id, forum_code as "forumCode", title, sector, office, represents_code as "representsCode", filling, is_voting as "isVoting", weight, knowledge,
      to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid) - 1, 'YYYY-MM-DD') as "lastDay"
    from seat where id = ${seatId} and forum_code = ${forumCode} and withdrawn_at is null`.execute(db);
  return rows[0] ?? null;
}

/** Somebody who could be put into a seat: a name, and the roles by which to tell two of that name apart. */
export interface Candidate {
  personId: string;
  name: string;
  roles: RoleOfPerson[];
}

export const CANDIDATES_MOST = 200;

/** People by a part of their name, at most so many that one can choose from them. */
export async function candidates(db: Kysely<unknown>, day: IsoDate, part: string): Promise<Candidate[]> {
  const wanted = part.trim().toLowerCase();
  return (await peopleOn(db, day)).filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, CANDIDATES_MOST).map(({ personId, name, roles }) => ({ personId, name, roles }));
}
