import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Forum, Holding, Seat, Terms } from '../domain/forum.ts';

const spanOf = (alias: string) => sql`'from', to_char(lower(${sql.ref(`${alias}.valid`)}), 'YYYY-MM-DD'), 'to', to_char(upper(${sql.ref(`${alias}.valid`)}), 'YYYY-MM-DD')`;

/** Every forum that is open on a day, with its terms then, by name. Of one person's choosing: `where` narrows it. */
async function forums(db: Kysely<unknown>, day: IsoDate, where: ReturnType<typeof sql>): Promise<Forum[]> {
  const { rows } = await sql<Omit<Forum, 'terms'> & { terms: Terms | null }>`
    select code, kind, name, organisation_code as "organisationCode", place_code as "placeCode",
      to_char(opened_on, 'YYYY-MM-DD') as "openedOn", to_char(closed_on, 'YYYY-MM-DD') as "closedOn",
      (select json_build_object('id', id, ${spanOf('forum_terms')}, 'governanceForm', governance_form, 'quorum', quorum, 'decisionRule', decision_rule,
        'meetsInPublic', meets_in_public, 'reportDays', report_days, 'paperId', paper_id)
        from forum_terms where forum_code = code and valid @> ${day}::date and withdrawn_at is null) as terms
    from forum where ${where} order by name, code`.execute(db);
  return rows;
}

export const forumsOn = (db: Kysely<unknown>, day: IsoDate): Promise<Forum[]> =>
  forums(db, day, sql`opened_on <= ${day}::date and (closed_on is null or closed_on > ${day}::date)`);

/** A forum whatever the day, with its terms on that day; null where there is none of this code. */
export const forumOf = async (db: Kysely<unknown>, code: string, day: IsoDate): Promise<Forum | null> => (await forums(db, day, sql`code = ${code}`))[0] ?? null;

const holdings = (capacity: 'holder' | 'deputy', day: IsoDate) => sql`
  (select json_agg(json_build_object('holdingId', h.id, 'personId', h.person_id, 'name', p.name, ${spanOf('h')}) order by lower(h.valid), p.name)
   from seat_holding h left join person_details p using (person_id)
   where h.seat_id = seat.id and h.capacity = ${capacity} and h.withdrawn_at is null and h.valid @> ${day}::date)`;

async function seats(db: Kysely<unknown>, day: IsoDate, where: ReturnType<typeof sql>): Promise<Seat[]> {
  const { rows } = await sql<Omit<Seat, 'holder' | 'deputies'> & { holders: Holding[] | null; deputies: Holding[] | null }>`
    select id, forum_code as "forumCode", title, sector, office, represents_code as "representsCode", filling, is_voting as "isVoting", weight, knowledge,
      to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid), 'YYYY-MM-DD') as "to",
      ${holdings('holder', day)} as holders, ${holdings('deputy', day)} as deputies,
      (select to_char(max(upper(h.valid)) - 1, 'YYYY-MM-DD') from seat_holding h
        where h.seat_id = seat.id and h.capacity = 'holder' and h.withdrawn_at is null and upper(h.valid) <= ${day}::date) as "heldUntil"
    from seat where withdrawn_at is null and valid @> ${day}::date and ${where} order by forum_code, (office is not distinct from 'chair') desc, title, id`.execute(db);
  return rows.map(({ holders, deputies, ...seat }) => ({ ...seat, holder: holders?.[0] ?? null, deputies: deputies ?? [] }));
}

/** The seats of a forum on a day, the chair's first. */
export const seatsOn = (db: Kysely<unknown>, forumCode: string, day: IsoDate): Promise<Seat[]> => seats(db, day, sql`forum_code = ${forumCode}`);

/** The seats of every forum on a day. */
export const seatsOnAll = (db: Kysely<unknown>, day: IsoDate): Promise<Seat[]> => seats(db, day, sql`true`);

/** The seats that a person holds or deputises for on a day. */
export const seatsOfPerson = (db: Kysely<unknown>, personId: string, day: IsoDate): Promise<Seat[]> =>
  seats(db, day, sql`exists (select 1 from seat_holding h where h.seat_id = seat.id and h.person_id = ${personId} and h.withdrawn_at is null and h.valid @> ${day}::date)`);
