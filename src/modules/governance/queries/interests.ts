import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { reviewOf } from '../domain/interest.ts';
import type { Interest, InterestReview } from '../domain/interest.ts';
import { interestRules } from '../interestRules.ts';
import { seatsOfPerson, seatsOn } from './forums.ts';

const columns = sql`
  interest.id, interest.person_id as "personId", kind, words, to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid), 'YYYY-MM-DD') as "to", to_char(declared_on, 'YYYY-MM-DD') as "declaredOn"`;

async function interests(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Interest[]> {
  const { rows } = await sql<Interest>`
    select ${columns} from interest left join words_written on words_written.id = interest.words_id
    where withdrawn_at is null and ${where} order by lower(valid) desc, interest.id`.execute(db);
  return rows;
}

/** All that a person declared and did not take back, what has ended too; the latest first. */
export const interestsOfPerson = (db: Kysely<unknown>, personId: string): Promise<Interest[]> => interests(db, sql`interest.person_id = ${personId}`);

/** One entry of the register of interests, as the public may read it. */
export interface InterestEntryOf {
  personId: string;
  /** Null once the person is erased. */
  name: string | null;
  /** The seats that they hold or deputise for in the forum. */
  seats: string[];
  /** Held on the day. Empty for one who declared that they have none, and for one who declared nothing: see `review`. */
  interests: Interest[];
  review: InterestReview;
}

/** The register of interests of a forum's members and deputies on a day, the chair first. */
export async function interestsOfForum(db: Kysely<unknown>, forumCode: string, day: IsoDate): Promise<InterestEntryOf[]> {
  const people = new Map<string, { name: string | null; seats: string[]; seatedOn: IsoDate }>();
  for (const { title, holder, deputies } of await seatsOn(db, forumCode, day)) {
    for (const held of [holder, ...deputies]) {
      if (!held) continue;
      const known = people.get(held.personId);
      people.set(held.personId, { name: held.name, seats: [...(known?.seats ?? []), held === holder ? title : `${title} (deputy)`], seatedOn: known && known.seatedOn < held.from ? known.seatedOn : held.from });
    }
  }
  if (people.size === 0) return [];
  const declared = await interests(db, sql`interest.person_id in (${sql.join([...people.keys()])}) and declared_on <= ${day}::date`);
  const reviewed = await lastReviews(db, [...people.keys()], day);
  return [...people].map(([personId, { name, seats, seatedOn }]) => {
    const own = declared.filter((one) => one.personId === personId);
    return { personId, name, seats, interests: own.filter(({ from, to }) => from <= day && (to === null || to > day)), review: reviewOf({ declaredOn: latest(own), reviewedOn: reviewed.get(personId) ?? null, seatedOn }, interestRules(), day) };
  });
}

/** Where a person stands with their entry on a day; null for one who sits in no forum. */
export async function reviewOfPerson(db: Kysely<unknown>, personId: string, day: IsoDate): Promise<InterestReview | null> {
  const held = (await seatsOfPerson(db, personId, day)).flatMap(({ holder, deputies }) => [holder, ...deputies].filter((one) => one?.personId === personId).map((one) => one!.from));
  const [seatedOn] = held.sort();
  if (!seatedOn) return null;
  const own = await interests(db, sql`interest.person_id = ${personId} and declared_on <= ${day}::date`);
  return reviewOf({ declaredOn: latest(own), reviewedOn: (await lastReviews(db, [personId], day)).get(personId) ?? null, seatedOn }, interestRules(), day);
}

const latest = (declared: readonly Interest[]): IsoDate | null => declared.map(({ declaredOn }) => declaredOn).sort().at(-1) ?? null;

async function lastReviews(db: Kysely<unknown>, personIds: readonly string[], day: IsoDate): Promise<Map<string, IsoDate>> {
  const { rows } = await sql<{ personId: string; on: IsoDate }>`
    select person_id as "personId", to_char(max(reviewed_on), 'YYYY-MM-DD') as "on" from interest_review
    where person_id in (${sql.join(personIds)}) and reviewed_on <= ${day}::date group by person_id`.execute(db);
  return new Map(rows.map(({ personId, on }) => [personId, on]));
}
