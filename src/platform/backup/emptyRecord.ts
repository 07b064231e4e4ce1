import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { migrate } from '../database/index.ts';
import type { Database, Migration } from '../database/index.ts';
import { countRows, dropRecord, tablesOf } from './recordTables.ts';

interface Applied {
  name: string;
  digest: string;
}

/** Refuses a record that holds anything; changes nothing. `where` names it to a person. */
export async function requireEmptyRecord(database: Database, migrations: Migration[], where: string): Promise<void> {
  const done = new Error('Looked, and changed nothing');
  await requireListOfMigrations(database, where);
  const looking = database.inTransaction<unknown, void>(async (transaction) => {
    await emptyRecord(database, transaction, migrations, where);
    throw done;
  });
  await looking.catch((error: unknown) => {
    if (error !== done) throw error;
  });
}

/** Makes the list of migrations where there is no record yet; refuses a database that is something else's. */
export async function requireListOfMigrations(database: Database, where: string): Promise<void> {
  const tables = await tablesOf(database.as());
  if (tables.some(({ name }) => name === 'migration')) return;
  if (tables.length) {
    throw new Refused({ code: 'database-of-something-else', what: `This database holds tables that are not Chorus’s, such as "${tables[0]!.name}".`, where, todo: 'Make a database for Chorus alone, and restore into that.' });
  }
  await migrate(database, []);
}

/**
 * Takes the record away where it is as the migrations made it, so that another can be put in its place, and refuses where
 * it is not. To know what migrations put there, they run again: the transaction is the way back.
 */
export async function emptyRecord(database: Database, transaction: Transaction<unknown>, migrations: Migration[], where: string): Promise<void> {
  const { rows: applied } = await sql<Applied>`select name, digest from migration`.execute(transaction);
  const tables = await tablesOf(transaction);
  // Every write is audited, so this alone tells of most of them.
  if (tables.some(({ name }) => name === 'audit_entry')) {
    const { rows } = await sql`select from audit_entry limit 1`.execute(transaction);
    if (rows.length) throw notEmpty(where);
  }
  const counts = await countRows(transaction, tables);
  const known = knownOf(applied, migrations, () => notEmpty(where));
  await dropRecord(transaction);
  await runMigrations(database, transaction, known);
  const fresh = await countRows(transaction, await tablesOf(transaction));
  counts.delete('migration');
  fresh.delete('migration');
  const isFresh = counts.size === fresh.size && [...counts].every(([name, count]) => fresh.get(name) === count);
  if (!isFresh) throw notEmpty(where);
  await dropRecord(transaction);
}

/** The migrations that were applied, in the order in which this Chorus runs them. */
export function knownOf(applied: Applied[], migrations: Migration[], refusal: (stranger: string) => Refused): Migration[] {
  const digests = new Map(migrations.map(({ name, script }) => [name, createHash('sha256').update(script).digest('hex')]));
  const stranger = applied.find(({ name, digest }) => digests.get(name) !== digest);
  if (stranger) throw refusal(stranger.name);
  const names = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => names.has(name));
}

/** Runs the scripts within a transaction; the list of what was run is the caller's. */
export async function runMigrations(database: Database, transaction: Transaction<unknown>, migrations: Migration[]): Promise<void> {
  for (const { script } of migrations) {
    // The embedded record is one session, so its script runs in the transaction that is open; a server's goes down the same connection.
    if (database.engine === 'pglite') await database.runScript(script);
    else await sql.raw(script).execute(transaction);
  }
}

const notEmpty = (where: string): Refused =>
  new Refused({
    code: 'not-empty',
    what: 'There is a system here already. A backup is restored into an empty place only, so that nothing is lost.',
    where,
    todo: 'Name an empty folder with CHORUS_DATA (or an empty database with DATABASE_URL). To replace this system: stop Chorus, move the folder away (or make a new database), and restore again.',
  });
