import { sql } from 'kysely';
import type { Database } from '#platform/database/index.ts';
import { permissionTable, REGISTER_PERMISSIONS, type PeopleHouse } from '../index.ts';

/** A house with a PCN, a practice, an LMC and an ICB in it. */
export async function peopleHouse(database: Database, now: () => Date): Promise<PeopleHouse> {
  for (const [code, kind, name] of [
    ['XU001', 'pcn', 'Riverside PCN'],
    ['XX001', 'practice', 'Ash Tree Surgery'],
    ['XF-LM1', 'lmc', 'Borderland LMC'],
    ['XI1', 'icb', 'Borderland ICB'],
  ]) {
    await sql`insert into organisation (code, kind) values (${code}, ${kind})`.execute(database.as());
    await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded)
      values (${code}, ${name}, 'open', true, 'entered', '[2000-01-01,)', '[2020-01-01,)')`.execute(database.as());
  }
  return { database, now, publicUrl: 'https://chorus.example', siteName: 'Chorus', permissionTable: permissionTable(REGISTER_PERMISSIONS) };
}
