import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ruledCensusRoles } from '../censusRules.ts';
import type { CensusMapping } from '../domain/censusRole.ts';

/** A role of the census that a person mapped. */
export interface MappedByPerson {
  key: string;
  name: string;
  is: string;
  on: IsoDate;
}

export async function mappedByPeople(db: Kysely<unknown>): Promise<MappedByPerson[]> {
  const { rows } = await sql<MappedByPerson>`
    select name_key as key, name, role_is as is, to_char(lower(recorded), 'YYYY-MM-DD') as on from census_role_mapped where upper_inf(recorded) order by name_key`.execute(db);
  return rows;
}

/** What the roles of the census are: as the rules say, and where they are silent as a person did. */
export async function censusMapping(db: Kysely<unknown>): Promise<CensusMapping> {
  return new Map([...(await mappedByPeople(db)).map(({ key, is }): [string, string] => [key, is]), ...ruledCensusRoles()]);
}
