import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { RoleId } from '../domain/roles.ts';

/** One role of one person, with the organisation's name as it is known now. */
export interface RoleOfPerson {
  holdingId: string;
  role: RoleId;
  organisationCode: string | null;
  organisationName: string | null;
  start: IsoDate;
  /** The last day; null where it goes on. */
  end: IsoDate | null;
}

export interface PersonInList {
  personId: string;
  name: string;
  email: string;
  /** Held on the day asked for. */
  roles: RoleOfPerson[];
}

/** The name that an organisation bears, newest first; `code` is the SQL of its code. */
const nameOfOrganisation = (code: ReturnType<typeof sql>) => sql`(
  select name from organisation_version where organisation_version.code = ${code} and upper_inf(recorded) order by upper(valid) desc nulls first limit 1)`;

const roleFacts = sql`
  holding_id as "holdingId", role, organisation_code as "organisationCode", ${nameOfOrganisation(sql`role_held.organisation_code`)} as "organisationName",
  lower(valid) as start, case when upper_inf(valid) then null else upper(valid) - 1 end as "end"`;

/** Everybody known, by name, with the roles that they hold on a day. */
export async function peopleOn(db: Kysely<unknown>, day: IsoDate): Promise<PersonInList[]> {
  const { rows: people } = await sql<Omit<PersonInList, 'roles'>>`select person_id as "personId", name, email from person_details order by name, person_id`.execute(db);
  const { rows: roles } = await sql<RoleOfPerson & { personId: string }>`
    select person_id as "personId", ${roleFacts} from role_held where upper_inf(recorded) and valid @> ${day}::date order by lower(valid)`.execute(db);
  const rolesOf = new Map<string, RoleOfPerson[]>(people.map(({ personId }) => [personId, []]));
  for (const { personId, ...role } of roles) rolesOf.get(personId)?.push(role);
  return people.map((person) => ({ ...person, roles: rolesOf.get(person.personId) ?? [] }));
}

export interface RoleBelief extends RoleOfPerson {
  recordedFrom: Date;
  /** Null for what is believed now. */
  recordedTo: Date | null;
}

export interface PersonRecord {
  personId: string;
  /** Null once erased. */
  name: string | null;
  email: string | null;
  madeAt: Date;
  erasedAt: Date | null;
  hasSignedIn: boolean;
  roles: RoleOfPerson[];
  /** Every belief about this person's roles, newest first, also those that were corrected. */
  history: RoleBelief[];
}

export async function personRecord(db: Kysely<unknown>, personId: string): Promise<PersonRecord | null> {
  const { rows } = await sql<Omit<PersonRecord, 'roles' | 'history'>>`
    select id as "personId", name, email, made_at as "madeAt", erased_at as "erasedAt",
      exists (select 1 from sign_in_link where sign_in_link.person_id = person.id and used_at is not null)
        or exists (select 1 from session where session.person_id = person.id) as "hasSignedIn"
    from person left join person_details on person_details.person_id = person.id where id = ${personId}`.execute(db);
  if (!rows[0]) return null;
  const { rows: history } = await sql<RoleBelief>`
    select ${roleFacts}, lower(recorded) as "recordedFrom", upper(recorded) as "recordedTo"
    from role_held where person_id = ${personId} order by lower(recorded) desc, id desc`.execute(db);
  const roles = history.filter(({ recordedTo }) => recordedTo === null).sort((left, right) => (left.start < right.start ? 1 : -1));
  return { ...rows[0], roles, history };
}

/** The roles of one person on a day, as lines: "Clinical director, Riverside PCN". */
export async function rolesOfPersonOn(db: Kysely<unknown>, personId: string, day: IsoDate): Promise<RoleOfPerson[]> {
  const { rows } = await sql<RoleOfPerson>`
    select ${roleFacts} from role_held where person_id = ${personId} and upper_inf(recorded) and valid @> ${day}::date order by lower(valid)`.execute(db);
  return rows;
}
