import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { rolesOfPersonOn } from '#register';
import type { RegisterReader } from '#register';
import { ANSWERING_ROLES, INFORMED_ROLES } from '../domain/canvass/canvass.ts';
import type { PulseCounts } from '../domain/pulse.ts';

type Image = Awaited<ReturnType<RegisterReader['image']>>;

/** The yearly question, as it was put in one place. */
export interface Pulse {
  id: string;
  placeCode: string;
  forumCode: string;
  year: number;
  opensOn: IsoDate;
  /** The last day. */
  closesOn: IsoDate;
}

const columns = sql`id, place_code as "placeCode", forum_code as "forumCode", year, to_char(opens_on, 'YYYY-MM-DD') as "opensOn", to_char(closes_on, 'YYYY-MM-DD') as "closesOn"`;

export async function pulseOf(db: Kysely<unknown>, id: string): Promise<Pulse | null> {
  const { rows } = await sql<Pulse>`select ${columns} from pulse where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Every pulse of a place, the first first. */
export async function pulsesOf(db: Kysely<unknown>, placeCode: string): Promise<Pulse[]> {
  const { rows } = await sql<Pulse>`select ${columns} from pulse where place_code = ${placeCode} order by year`.execute(db);
  return rows;
}

/** Those that take answers on a day. */
export async function openPulses(db: Kysely<unknown>, day: IsoDate): Promise<Pulse[]> {
  const { rows } = await sql<Pulse>`select ${columns} from pulse where opens_on <= ${day}::date and closes_on >= ${day}::date order by id`.execute(db);
  return rows;
}

/** How many chose each step, of one that is closed on the day: while it is open nobody is told, so that no answer shows as it comes in. */
export async function countsOfClosed(db: Kysely<unknown>, pulseId: string, day: IsoDate): Promise<PulseCounts | null> {
  const { rows } = await sql<{ trust: keyof PulseCounts; answers: number }>`
    select trust, answers from pulse_count join pulse on pulse.id = pulse_id where pulse_id = ${pulseId} and closes_on < ${day}::date`.execute(db);
  if (rows.length === 0) return null;
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const { trust, answers } of rows) counts[trust] = answers;
  return counts;
}

export async function hasAnswered(db: Kysely<unknown>, pulseId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pulse_turn where pulse_id = ${pulseId} and person_id = ${personId}`.execute(db);
  return rows.length > 0;
}

/** What was said beside the answers of one that is closed, in an order that tells nothing. In confidence, for the leadership team. */
export async function pulseWordsOf(db: Kysely<unknown>, pulseId: string, day: IsoDate): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    select words from pulse_words join words_written on words_written.id = words_id join pulse on pulse.id = pulse_id
    where pulse_id = ${pulseId} and closes_on < ${day}::date and words is not null order by words_id`.execute(db);
  return rows.map(({ words }) => words);
}

export const PULSE_ROLES: readonly string[] = [...ANSWERING_ROLES.practice, ...INFORMED_ROLES];

/** The practices of a place and their PCNs, on a day. */
export function askedInPlace(image: Pick<Image, 'practicesWithin' | 'inSlot'>, placeCode: string, day: IsoDate): Set<string> {
  const practices = image.practicesWithin(placeCode, day);
  return new Set([...practices, ...practices.flatMap((code) => image.inSlot(code, 'pcn', day) ?? [])]);
}

/** Whether somebody is asked in this place: whoever answers for one of its practices, or leads one of its PCNs. */
export async function isAskedIn(db: Kysely<unknown>, image: Image, placeCode: string, personId: string, day: IsoDate): Promise<boolean> {
  const asked = askedInPlace(image, placeCode, day);
  return (await rolesOfPersonOn(db, personId, day)).some(({ role, organisationCode }) => organisationCode !== null && PULSE_ROLES.includes(role) && asked.has(organisationCode));
}
