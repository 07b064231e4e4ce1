import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Refused } from '#kernel/result.ts';
import type { Database } from './database.ts';

export interface Migration {
  /** `<owner>/<file name>`, such as `register/0001_organisations`. */
  name: string;
  script: string;
}

/** The `.sql` files of a folder, in the order of their names. */
export function migrationsIn(owner: string, folder: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: `${owner}/${file.replace(/\.sql$/, '')}`, script: readFileSync(join(folder, file), 'utf8') }));
}

const digest = (script: string): string => createHash('sha256').update(script).digest('hex');

/** Two processes that start at once on one server take turns: the second finds each migration done by the first. */
const MIGRATION_LOCK = 4_207_001;

/** Brings the record up to the given migrations, each in a transaction. Refuses a record that a newer Chorus made. */
export async function migrate(database: Database, migrations: Migration[]): Promise<void> {
  await database.runScript(`
    begin;
    select pg_advisory_xact_lock(${MIGRATION_LOCK});
    create table if not exists migration (
      name text primary key,
      digest text not null,
      applied_at timestamptz not null default now()
    );
    commit;`);
  const applied = await appliedIn(database);
  const known = new Map(migrations.map((migration) => [migration.name, digest(migration.script)]));
  const stranger = applied.find((migration) => known.get(migration.name) !== migration.digest);
  if (stranger) {
    throw new Refused({
      code: 'record-of-another-version',
      what: `The record was made by another version of Chorus (it has "${stranger.name}").`,
      todo: 'Start the version that made it, or restore a backup made by this one.',
    });
  }
  const done = new Set(applied.map((migration) => migration.name));
  for (const migration of migrations.filter(({ name }) => !done.has(name))) {
    // The script and its mark go in one transaction, so that a kill leaves both or neither.
    try {
      await database.runScript(
        `begin;\nselect pg_advisory_xact_lock(${MIGRATION_LOCK});\n${migration.script}\n;insert into migration (name, digest) values ('${migration.name}', '${digest(migration.script)}');\ncommit;`,
      );
    } catch (error) {
      const isDoneByAnother = (await appliedIn(database)).some(({ name }) => name === migration.name);
      if (!isDoneByAnother) throw error;
    }
  }
}

async function appliedIn(database: Database): Promise<{ name: string; digest: string }[]> {
  return (await sql<{ name: string; digest: string }>`select name, digest from migration`.execute(database.as())).rows;
}
