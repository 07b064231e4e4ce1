import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor } from '../audit/audit.ts';
import type { Database } from '../database/index.ts';
import { identifier } from '../statistics/index.ts';
import type { Statistics } from '../statistics/index.ts';
import { BAD_ROWS_MAX_SHARE } from './dataset.ts';
import type { Dataset } from './dataset.ts';
import { publicationsHeld } from './held.ts';
import type { HeldTable, Publication } from './held.ts';
import type { Recognised } from './recognise.ts';
import { dropStaged, stageTable } from './stage.ts';
import type { RowRefusal, StagedTable } from './stage.ts';
import { copyToParquet } from './stageClean.ts';

export interface LoadContext {
  database: Database;
  statistics: Statistics;
  statisticsFolder: string;
  by: Actor;
  now: () => Date;
  /**
   * What else a publication changes, in the transaction that commits it: the register, where the data set speaks of it.
   * `publications` are all that are held, the new one included.
   */
  apply: (transaction: Transaction<unknown>, dataset: Dataset, publications: Publication[], now: Date) => Promise<void>;
}

/** What became of one file. */
export interface LoadReport {
  dataset: Dataset;
  asOf: string | null;
  revision: number;
  rowsRead: number;
  rowsKept: number;
  /** Rows that an earlier load already brought. */
  rowsUnchanged: number;
  rowsSetAside: number;
  rowsRefused: number;
  refusals: RowRefusal[];
  /** The publication that holds the rows: this load's, or the earlier one where nothing is new. */
  publication: Publication;
}

/** A file whose rows stand in Parquet under a name of their own and are not yet part of anything. */
export interface Prepared {
  dataset: Dataset;
  publication: Publication;
  refusals: RowRefusal[];
  /** Where this very content is held already. */
  heldAs: Publication | null;
}

/**
 * Checks a recognised file and writes its rows beside the statistics, not yet among them. `statedDay` is what whoever
 * loads it says of a file that does not state its own. Throws `Refused`.
 */
export async function prepare(context: LoadContext, fileName: string, recognised: Recognised, paths: string[], statedDay: string | null = null): Promise<Prepared> {
  const staged: StagedTable[] = [];
  try {
    for (const table of recognised.tables) staged.push(await stageTable(context.statistics, paths[table.index]!, table, join(context.statisticsFolder, `${randomUUID()}.parquet.part`)));
    refuseMostlyBad(staged, recognised.dataset);
    const asOf = await asOfDay(context.statistics, recognised.dataset, staged, statedDay);
    const digest = await digestOf(context.statistics, staged);
    const held = (await publicationsHeld(context.database.as())).filter(isOfDay(recognised.dataset.id, asOf));
    const sum = (count: (table: StagedTable) => number) => staged.reduce((total, table) => total + count(table), 0);
    const publication: Publication = {
      id: 0,
      dataset: recognised.dataset.id,
      asOf,
      revision: (held.at(-1)?.revision ?? 0) + 1,
      digest,
      fileName,
      loadedAt: context.now(),
      rowsRead: sum((table) => table.rowsRead),
      rowsKept: sum((table) => table.rowsKept),
      rowsSetAside: sum((table) => table.rowsSetAside),
      rowsRefused: sum((table) => table.rowsRefused),
      tables: [],
    };
    const heldAs = held.find((one) => one.digest === digest) ?? null;
    if (!heldAs) publication.tables = await writeTables(context, staged, publication);
    return { dataset: recognised.dataset, publication, refusals: staged.flatMap((table) => table.refusals), heldAs };
  } finally {
    for (const table of staged) await dropStaged(context.statistics, table);
  }
}

/** Makes a prepared file part of the record: all of it, or none. */
export async function commit(context: LoadContext, prepared: Prepared): Promise<LoadReport> {
  const { publication, heldAs, dataset, refusals } = prepared;
  const common = { dataset, asOf: publication.asOf, rowsRead: publication.rowsRead, rowsSetAside: publication.rowsSetAside, rowsRefused: publication.rowsRefused, refusals };
  const unchanged = (as: Publication): LoadReport => ({ ...common, revision: as.revision, rowsKept: 0, rowsUnchanged: publication.rowsKept, publication: as });
  if (heldAs) return unchanged(heldAs);
  const now = context.now();
  try {
    const committed = await context.database.inTransaction<unknown, Publication | null>(async (transaction) => {
      // One load at a time, also of processes that share a server: each must see what the one before it brought.
      await sql`lock table publication in share row exclusive mode`.execute(transaction);
      const held = (await publicationsHeld(transaction)).filter(isOfDay(dataset.id, publication.asOf));
      if (held.some((one) => one.digest === publication.digest)) return null;
      const revision = (held.at(-1)?.revision ?? 0) + 1;
      const id = await insertPublication(transaction, context.by, { ...publication, revision }, refusals, now);
      await context.apply(transaction, dataset, await publicationsHeld(transaction), now);
      await appendAudit(transaction, {
        by: context.by,
        action: 'load-publication',
        subject: { module: 'publications', kind: dataset.id, id: String(id) },
        detail: { asOf: publication.asOf, revision, digest: publication.digest, rowsKept: publication.rowsKept, rowsRefused: publication.rowsRefused },
      }, now);
      return { ...publication, id, revision, loadedAt: now };
    });
    if (committed) return { ...common, revision: committed.revision, rowsKept: publication.rowsKept, rowsUnchanged: 0, publication: committed };
  } catch (error) {
    discard(context, prepared);
    throw error;
  }
  // The same content came by another way since it was prepared.
  discard(context, prepared);
  const held = await publicationsHeld(context.database.as());
  return unchanged(held.filter(isOfDay(dataset.id, publication.asOf)).find((one) => one.digest === publication.digest)!);
}

const isOfDay = (dataset: string, asOf: string | null) => (one: Publication): boolean => one.dataset === dataset && one.asOf === asOf;

/** Removes what `prepare` wrote. */
export function discard(context: Pick<LoadContext, 'statisticsFolder'>, { publication }: Prepared): void {
  for (const table of publication.tables) rmSync(join(context.statisticsFolder, table.path), { force: true });
}

async function insertPublication(transaction: Transaction<unknown>, by: Actor, publication: Publication, refusals: RowRefusal[], now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into publication (dataset, as_of, revision, digest, file_name, loaded_at, loaded_by, rows_read, rows_kept, rows_set_aside, rows_refused, tables)
    values (${publication.dataset}, ${publication.asOf}, ${publication.revision}, ${publication.digest}, ${publication.fileName}, ${now}, ${by},
      ${publication.rowsRead}, ${publication.rowsKept}, ${publication.rowsSetAside}, ${publication.rowsRefused}, ${JSON.stringify(publication.tables)}::jsonb)
    returning id`.execute(transaction);
  const { id } = rows[0]!;
  await sql`
    insert into publication_refusal (publication_id, line, column_name, value, reason)
    select ${id}, * from unnest(${refusals.map((one) => one.line)}::int[], ${refusals.map((one) => one.column)}::text[],
      ${refusals.map((one) => one.value)}::text[], ${refusals.map((one) => one.reason)}::text[])`.execute(transaction);
  return id;
}

function refuseMostlyBad(staged: StagedTable[], dataset: Dataset): void {
  for (const { rowsRead, rowsRefused, rowsKept, refusals, recognised } of staged) {
    const where = dataset.tables.length > 1 ? ` in its table of ${recognised.table.name}` : '';
    const first = refusals[0];
    const example = first ? ` The first: line ${first.line}${first.column ? `, ${first.column}` : ''}${first.value ? ` "${first.value}"` : ''} ${first.reason}.` : '';
    if (rowsRefused > rowsRead * BAD_ROWS_MAX_SHARE) {
      throw new Refused({
        code: 'too-many-bad-rows',
        what: `This looks like ${dataset.title}, but ${rowsRefused} of its ${rowsRead} rows${where} are bad, more than ${BAD_ROWS_MAX_SHARE * 100} in 100.${example}`,
        todo: 'Nothing of it was loaded. Download the file again, or mend the rows and load it again.',
      });
    }
    if (rowsKept > 0) continue;
    throw new Refused({ code: 'no-rows', what: `This looks like ${dataset.title}, but it has no rows${where}.`, todo: 'Download the file again: the copy may have been cut short.' });
  }
}

async function asOfDay(statistics: Statistics, dataset: Dataset, staged: StagedTable[], statedDay: string | null): Promise<string | null> {
  const { asOf } = dataset;
  const mayBeStated = asOf.from === 'inference' || (asOf.from === 'nothing' && asOf.mayBeStated === true);
  if (statedDay !== null && !mayBeStated) {
    throw new Refused({ code: 'states-its-day', what: `A day was given for ${dataset.title}, which states its own.`, todo: 'Load it without --as-of.' });
  }
  if (asOf.from === 'nothing') return statedDay;
  const table = staged.find((one) => one.recognised.table.name === asOf.table)!;
  if (asOf.from === 'heading') {
    const match = table.recognised.headings.map((heading) => asOf.pattern.exec(heading)).find((one) => one !== null);
    return match ? asOf.day(match) : null;
  }
  if (asOf.from === 'inference') {
    if (statedDay !== null) return statedDay;
    const newest = asOf.newestOf.map((column, index) => `CAST(max(${identifier(column)}) AS VARCHAR) AS day_${index}`).join(', ');
    const [row] = await statistics.rows<Record<string, string | null>>(`SELECT ${newest} FROM ${table.good}`);
    const day = asOf.day(asOf.newestOf.map((_, index) => row?.[`day_${index}`] ?? null), table.recognised.headings);
    if (!day.ok) throw new Refused(day.refusal);
    return day.value;
  }
  if (asOf.from === 'newest-of' || asOf.from === 'newest-made') {
    const newest = asOf.from === 'newest-made' ? `max(${asOf.day})` : `greatest(${asOf.columns.map((column) => `max(${identifier(column)})`).join(', ')})`;
    const where = asOf.from === 'newest-of' ? (asOf.where ?? 'true') : 'true';
    const [row] = await statistics.rows<{ day: string | null }>(`SELECT CAST(${newest} AS VARCHAR) AS day FROM ${table.good} WHERE ${where}`);
    if (row?.day) return row.day;
    throw new Refused({ code: 'no-date', what: `This looks like ${dataset.title}, but none of its rows has a date, so its own cannot be told.`, todo: 'Download the file again from its publisher and load it as it comes.' });
  }
  const days = await statistics.rows<{ day: string }>(`SELECT CAST(day AS VARCHAR) AS day FROM (SELECT DISTINCT ${identifier(asOf.column)} AS day FROM ${table.good}) ORDER BY 1 LIMIT 3`);
  if (days.length === 1) return days[0]!.day;
  throw new Refused({
    code: 'several-dates',
    what: `This looks like ${dataset.title}, but its rows are of different dates (${days.map(({ day }) => day).join(', ')}).`,
    todo: 'Load each publication as its own file.',
  });
}

/** Of what the rows say, whatever their order and however the file was packed. */
async function digestOf(statistics: Statistics, staged: StagedTable[]): Promise<string> {
  const parts: string[] = [];
  for (const { good, recognised } of staged) {
    const columns = recognised.table.columns.map((column) => identifier(column.name)).join(', ');
    const [row] = await statistics.rows<{ digest: string }>(
      `SELECT concat_ws('-', count(*), bit_xor(hash(${columns})), sum(hash(${columns}) % 1000000007)) AS digest FROM ${good}`);
    parts.push(row!.digest);
  }
  return parts.join('+');
}

/** Each under a name that nothing else has: what one load discards can never be what another has committed. */
async function writeTables(context: LoadContext, staged: StagedTable[], { dataset, asOf }: Publication): Promise<HeldTable[]> {
  const own = randomUUID().slice(0, 8);
  const tables = staged.map(({ recognised: { table }, rowsKept }): HeldTable => ({
    table: table.name,
    path: join(dataset, `${asOf ?? 'undated'}_${table.name}_${own}.parquet`),
    rows: rowsKept,
  }));
  try {
    for (const [index, one] of staged.entries()) await writeParquet(context.statistics, one, join(context.statisticsFolder, tables[index]!.path));
  } catch (error) {
    for (const { path } of tables) for (const part of ['', '.part']) rmSync(join(context.statisticsFolder, path + part), { force: true });
    throw error;
  }
  return tables;
}

async function writeParquet(statistics: Statistics, { good, parquet, recognised }: StagedTable, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const written = parquet ?? `${target}.part`;
  if (parquet === null) await copyToParquet(statistics, `SELECT ${recognised.table.columns.map((column) => identifier(column.name)).join(', ')} FROM ${good}`, written);
  sync(written);
  renameSync(written, target);
  sync(dirname(target));
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
