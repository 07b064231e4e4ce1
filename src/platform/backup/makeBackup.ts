import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { pack as startTar } from 'tar-stream';
import type { Pack } from 'tar-stream';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor } from '../audit/audit.ts';
import type { Database } from '../database/index.ts';
import { pathOfDigest } from '../papers/paperFiles.ts';
import { publicationsHeld } from '../publications/index.ts';
import { MANIFEST_PATH, manifestOf } from './manifest.ts';
import type { BackupManifest, TableRows } from './manifest.ts';
import { describeMember, syncToDisk, writeMember } from './memberFiles.ts';
import type { MemberFile } from './memberFiles.ts';
import { sequencesOf, tablesOf, useExactText } from './recordTables.ts';
import type { RecordTable } from './recordTables.ts';

/** What a backup is made of. */
export interface BackupSource {
  database: Database;
  statisticsFolder: string;
  papersFolder: string;
  /** Scratch: the rows stand here until they are packed. */
  workFolder: string;
  /** The version of Chorus. */
  chorus: string;
}

export interface BackupOptions {
  by: Actor;
  now: () => Date;
  /** Whether a file that stands there already may be replaced. */
  isReplacing: boolean;
  /** 0 to 1. */
  onProgress?: (share: number, note: string) => void;
}

export interface BackupMade {
  manifest: BackupManifest;
  /** Of the file. */
  bytes: number;
}

/**
 * Writes everything into one file: the record as at one moment, the statistics that it names, the papers. The system
 * stays in use. The file appears whole under its name, or not at all.
 */
export async function makeBackup(source: BackupSource, file: string, options: BackupOptions): Promise<BackupMade> {
  checkTarget(file, options.isReplacing);
  const scratch = mkdtempSync(join(source.workFolder, 'backup-'));
  const part = join(dirname(file), `.${randomUUID().slice(0, 8)}.chorus-backup.part`);
  try {
    const { members, ...facts } = await recordAtOneMoment(source, scratch, options);
    if (facts.audit.entries === 0) throw nothingYet();
    const { now, onProgress = () => {} } = options;
    onProgress(0.3, 'statistics and papers');
    for (const one of filesOf(source, facts)) members.push(await describeMember(one.path, one.source));
    const { migrations, tables, sequences, audit } = facts;
    const manifest = manifestOf({
      chorus: source.chorus, engine: source.database.engine, madeAt: now().toISOString(),
      migrations, tables, sequences, audit, members: members.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    });
    await packInto(part, manifest, members, onProgress);
    const { size } = statSync(part);
    checkTarget(file, options.isReplacing);
    renameSync(part, file);
    syncToDisk(dirname(file));
    await auditBackup(source.database, options, manifest);
    return { manifest, bytes: size };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(file) : error;
  } finally {
    rmSync(part, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}

function checkTarget(file: string, isReplacing: boolean): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw new Refused({ code: 'no-such-folder', what: 'There is no such folder.', where: folder, todo: 'Make it first, or name another place for the backup.' });
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) throw new Refused({ code: 'backup-is-a-folder', what: 'This is a folder.', where: file, todo: 'Name a file, such as chorus.backup in it.' });
  if (!isReplacing) throw new Refused({ code: 'backup-exists', what: 'There is a file of this name already.', where: file, todo: 'Name another, or replace it with --force.' });
}

const diskFull = (file: string): Refused => new Refused({ code: 'disk-full', what: 'The disk is full, so no backup was made.', where: file, todo: 'Free some space there and in the data folder, or name a file on another disk.' });

const nothingYet = (): Refused =>
  new Refused({ code: 'nothing-to-back-up', what: 'There is nothing to back up: no system of your own is here yet.', todo: 'Load something first (chorus load FOLDER), or say with CHORUS_DATA or DATABASE_URL where it is. The sample is made from files that come with Chorus and needs no backup.' });

interface RecordSnapshot {
  migrations: BackupManifest['migrations'];
  tables: TableRows[];
  sequences: BackupManifest['sequences'];
  audit: BackupManifest['audit'];
  /** Paths of the Parquet files that the record names, relative to their folder. */
  statistics: string[];
  /** Digests of the papers that it names. */
  papers: string[];
  members: MemberFile[];
}

/** Reads all of the record in one transaction, so that it is as at one moment while others write. */
async function recordAtOneMoment({ database }: BackupSource, scratch: string, { onProgress = () => {} }: BackupOptions): Promise<RecordSnapshot> {
  return database.inTransaction<unknown, RecordSnapshot>(async (transaction) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(transaction);
    await useExactText(transaction);
    const { rows: migrations } = await sql<{ name: string; digest: string }>`select name, digest from migration order by applied_at, name`.execute(transaction);
    const { rows: audits } = await sql<{ sequence: number; hash: string }>`select sequence, hash from audit_entry order by sequence desc limit 1`.execute(transaction);
    const { rows: entries } = await sql<{ count: number }>`select count(*) as count from audit_entry`.execute(transaction);
    const all = await tablesOf(transaction);
    const tables: TableRows[] = [];
    const members: MemberFile[] = [];
    for (const [index, table] of all.entries()) {
      onProgress((0.3 * index) / all.length, table.name.replaceAll('_', ' '));
      const path = `record/${table.name}.jsonl`;
      const count = { rows: 0 };
      members.push(await writeMember(path, join(scratch, `${index}.jsonl`), rowLines(transaction, table, count)));
      tables.push({ name: table.name, path, rows: count.rows, columns: table.columns });
    }
    const statistics = (await publicationsHeld(transaction)).flatMap((publication) => publication.tables.map((table) => table.path));
    const { rows: papers } = await sql<{ digest: string }>`select distinct digest from paper`.execute(transaction);
    const sequences = await sequencesOf(transaction);
    return { migrations, tables, sequences, audit: { entries: entries[0]!.count, lastHash: audits[0]?.hash ?? null }, statistics, papers: papers.map(({ digest }) => digest), members };
  });
}

const ROWS_AT_ONCE = 2_000;

/** A table's rows, one JSON array a line, in the order of their key: the same rows make the same file. */
async function* rowLines(transaction: Transaction<unknown>, { name, columns, key }: RecordTable, count: { rows: number }): AsyncGenerator<string> {
  const cells = columns.length ? sql`array_to_json(array[${sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`))}])` : sql`json_build_array()`;
  const order = key.length ? sql`order by ${sql.join(key.map((column) => sql.ref(column)))}` : sql``;
  await sql`declare rows_out no scroll cursor for select ${cells}::text as line from ${sql.table(name)} ${order}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from rows_out`.execute(transaction);
    if (rows.length) yield `${rows.map(({ line }) => line).join('\n')}\n`;
    count.rows += rows.length;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await sql`close rows_out`.execute(transaction);
}

function filesOf({ statisticsFolder, papersFolder }: BackupSource, { statistics, papers }: Pick<RecordSnapshot, 'statistics' | 'papers'>): { path: string; source: string }[] {
  const files = statistics.map((path) => ({ path: `statistics/${path.replaceAll('\\', '/')}`, source: join(statisticsFolder, path) }));
  const missing = files.find(({ source }) => !existsSync(source));
  if (missing) {
    throw new Refused({
      code: 'statistics-missing',
      what: 'This file of a publication is not there, so a backup would not be whole.',
      where: missing.source,
      todo: 'Put it back from an earlier backup; `chorus doctor` lists every file that is missing.',
    });
  }
  const lost = papers.map((digest) => pathOfDigest(papersFolder, digest)).find((path) => !existsSync(path));
  if (lost) throw new Refused({ code: 'paper-missing', what: 'This file of a paper is not there, so a backup would not be whole.', where: lost, todo: 'Put it back from an earlier backup.' });
  for (const entry of readdirSync(papersFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.part')) continue;
    const source = join(entry.parentPath, entry.name);
    files.push({ path: `papers${source.slice(papersFolder.length).replaceAll('\\', '/')}`, source });
  }
  return files;
}

async function packInto(part: string, manifest: BackupManifest, members: MemberFile[], onProgress: (share: number, note: string) => void): Promise<void> {
  const tar = startTar();
  const writing = pipeline(tar, createGzip(), createWriteStream(part, { mode: 0o600, flags: 'wx' }));
  // Waited for below; a full disk ends the packing there.
  writing.catch((error: unknown) => tar.destroy(error as Error));
  const madeAt = new Date(manifest.madeAt);
  const total = members.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  try {
    tar.entry({ name: MANIFEST_PATH, mtime: madeAt, mode: 0o600 }, `${JSON.stringify(manifest, null, 1)}\n`);
    for (const member of members) {
      onProgress(0.4 + (0.6 * done) / total, member.path);
      await packMember(tar, member, madeAt);
      done += member.bytes;
    }
    tar.finalize();
  } catch (error) {
    tar.destroy(error as Error);
    await writing;
    throw error;
  }
  await writing;
  syncToDisk(part);
}

async function packMember(tar: Pack, { path, bytes, source }: MemberFile, mtime: Date): Promise<void> {
  const entry = tar.entry({ name: path, size: bytes, mtime, mode: 0o600 });
  await pipeline(createReadStream(source), entry);
}

/** A backup holds everything that people entered: who took one is on record, where it is in use. */
async function auditBackup(database: Database, { by, now }: BackupOptions, { audit, madeAt, tables }: BackupManifest): Promise<void> {
  await database.inTransaction<unknown, void>((transaction) => appendAudit(transaction, {
    by,
    action: 'make-backup',
    subject: { module: 'backup', kind: 'backup', id: madeAt },
    detail: { entries: audit.entries, rows: tables.reduce((sum, { rows }) => sum + rows, 0) },
  }, now()));
}
