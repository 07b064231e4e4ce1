import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';

/** Somebody at an organisation, and how mail reaches them. */
export interface Contact {
  organisationCode: string;
  personId: string;
  name: string;
  email: string;
  role: string;
}

/** Everybody who holds one of these roles at one of these organisations on a day. */
export async function contactsAt(db: Kysely<unknown>, organisationCodes: readonly string[], roles: readonly string[], day: IsoDate): Promise<Contact[]> {
  const { rows } = await sql<{ cells: [string, string, string, string, string][] | null }>`
    select json_agg(json_build_array(organisation_code, person_id, name, email, role) order by organisation_code, name, person_id) as cells
    from role_held join person_details using (person_id)
    where organisation_code = any (${organisationCodes as string[]}::text[]) and role = any (${roles as string[]}::text[]) and valid @> ${day}::date and upper_inf(recorded)`.execute(db);
  return (rows[0]?.cells ?? []).map(([organisationCode, personId, name, email, role]) => ({ organisationCode, personId, name, email, role }));
}

/** Which of these organisations have somebody who could answer on a day. */
export async function withContact(db: Kysely<unknown>, organisationCodes: readonly string[], roles: readonly string[], day: IsoDate): Promise<Set<string>> {
  const { rows } = await sql<{ codes: string[] | null }>`
    select json_agg(distinct organisation_code) as codes from role_held
    where organisation_code = any (${organisationCodes as string[]}::text[]) and role = any (${roles as string[]}::text[]) and valid @> ${day}::date and upper_inf(recorded)`.execute(db);
  return new Set(rows[0]?.codes ?? []);
}
