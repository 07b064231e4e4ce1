import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor } from '../audit/audit.ts';
import type { Database, Migration } from '../database/index.ts';
import { emptyRecord, knownOf, requireListOfMigrations, runMigrations } from './emptyRecord.ts';
import { altered } from './manifest.ts';
import type { BackupManifest, TableRows } from './manifest.ts';
import type { OpenBackup } from './openBackup.ts';
import { sequencesOf, tablesOf, useExactText } from './recordTables.ts';

export interface RestoreOptions {
  migrations: Migration[];
  by: Actor;
  now: () => Date;
  /** The backup's file, and the record that it goes into, as a person knows them. */
  file: string;
  where: string;
  onProgress?: (share: number, note: string) => void;
}

/** The migrations that the backup was made under. Refuses a backup of a Chorus that is newer than this one. */
export const migrationsOf = ({ migrations: applied, chorus }: BackupManifest, { migrations, file }: Pick<RestoreOptions, 'migrations' | 'file'>): Migration[] =>
  knownOf(applied, migrations, (stranger) => new Refused({
    code: 'backup-of-another-version',
    what: `This backup was made by another version of Chorus (${chorus}), whose record has "${stranger}".`,
    where: file,
    todo: 'Restore it with that version, or a newer one.',
  }));

/**
 * Puts a backup's record into an empty one, in one transaction: all of it, or none. The schema is made by the very migrations
 * that the backup was made under; the caller migrates on from there.
 */
export async function restoreRecord(database: Database, backup: OpenBackup, options: RestoreOptions): Promise<void> {
  const { manifest } = backup;
  const known = migrationsOf(manifest, options);
  await requireListOfMigrations(database, options.where);
  await database.inTransaction<unknown, void>(async (transaction) => {
    await useExactText(transaction);
    await emptyRecord(database, transaction, options.migrations, options.where);
    await runMigrations(database, transaction, known);
    await checkSchema(transaction, manifest, options.file);
    await withoutGuards(transaction, manifest, async () => {
      for (const [index, table] of manifest.tables.entries()) {
        options.onProgress?.(index / manifest.tables.length, table.name.replaceAll('_', ' '));
        await fillTable(transaction, table, backup.sourceOf(table.path), options.file);
      }
    });
    for (const { name, lastValue, isCalled } of manifest.sequences) await sql`select setval(quote_ident(${name})::regclass, ${lastValue}::bigint, ${isCalled})`.execute(transaction);
    const { madeAt, audit } = manifest;
    await appendAudit(transaction, { by: options.by, action: 'restore-backup', subject: { module: 'backup', kind: 'backup', id: madeAt }, detail: { entries: audit.entries } }, options.now());
  });
}

/** The same migrations make the same tables; where they do not, the list of contents was tampered with. */
async function checkSchema(transaction: Transaction<unknown>, { tables, sequences }: BackupManifest, file: string): Promise<void> {
  const said = (list: { name: string; columns: { name: string; type: string }[] }[]) => JSON.stringify(list.map(({ name, columns }) => [name, columns.map((column) => [column.name, column.type])]));
  const names = (await sequencesOf(transaction)).map(({ name }) => name);
  const isSame = said(await tablesOf(transaction)) === said(tables) && JSON.stringify(names) === JSON.stringify(sequences.map(({ name }) => name));
  if (!isSame) throw altered(file, 'its tables are not those of its migrations');
}

/**
 * Triggers act on what people do, not on rows that come back, and a foreign key cannot be kept while half of the rows are
 * there: both are put back when all are, and the database checks every key then.
 */
async function withoutGuards(transaction: Transaction<unknown>, { tables }: BackupManifest, work: () => Promise<void>): Promise<void> {
  const { rows: keys } = await sql<{ table: string; name: string; definition: string }>`
    select c.conrelid::regclass::text as table, c.conname as name, pg_get_constraintdef(c.oid) as definition from pg_constraint c
    where c.connamespace = current_schema()::regnamespace and c.contype = 'f' order by 1, 2`.execute(transaction);
  for (const { table, name } of keys) await sql`alter table ${sql.raw(table)} drop constraint ${sql.ref(name)}`.execute(transaction);
  for (const { name } of tables) await sql`alter table ${sql.table(name)} disable trigger user`.execute(transaction);
  await work();
  for (const { name } of tables) await sql`alter table ${sql.table(name)} enable trigger user`.execute(transaction);
  for (const { table, name, definition } of keys) await sql`alter table ${sql.raw(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(transaction);
}

const ROWS_AT_ONCE = 1_000;
const CHARACTERS_AT_ONCE = 1_000_000;

async function fillTable(transaction: Transaction<unknown>, table: TableRows, source: string, file: string): Promise<void> {
  // What a migration puts there is in the backup too.
  await sql`delete from ${sql.table(table.name)}`.execute(transaction);
  let batch: string[] = [];
  let characters = 0;
  let rows = 0;
  const write = async () => {
    if (batch.length) await insertRows(transaction, table, batch);
    rows += batch.length;
    batch = [];
    characters = 0;
  };
  for await (const line of createInterface({ input: createReadStream(source), crlfDelay: Infinity })) {
    batch.push(line);
    characters += line.length;
    if (batch.length >= ROWS_AT_ONCE || characters >= CHARACTERS_AT_ONCE) await write();
  }
  await write();
  if (rows !== table.rows) throw altered(file, `"${table.path}" has ${rows} rows where its list says ${table.rows}`);
}

async function insertRows(transaction: Transaction<unknown>, { name, columns }: TableRows, lines: string[]): Promise<void> {
  const values = columns.map(({ type }, index) => sql`(line ->> ${sql.lit(index)})::${sql.raw(type)}`);
  await sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column.name)))}) overriding system value
    select ${sql.join(values)} from jsonb_array_elements(${`[${lines.join(',')}]`}::jsonb) as line`.execute(transaction);
}
