import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';
import type { Database } from '../../database/index.ts';
import { findSources, openSources } from '../../intake/index.ts';
import { openStatistics } from '../../statistics/index.ts';
import type { Statistics } from '../../statistics/index.ts';
import type { Dataset, LoadContext, LoadReport, Prepared } from '../index.ts';
import { commit, prepare, publicationsHeld, recognise } from '../index.ts';

/** Loads small files, given as text, into stores that are thrown away. */
export interface Loader {
  database: Database;
  statistics: Statistics;
  context: LoadContext;
  prepare(name: string, content: string | Buffer): Promise<Prepared>;
  /** Loads a file of one table, as of the day that is stated where its data does not say one. Throws `Refused`. */
  load(name: string, content: string | Buffer, statedDay?: IsoDate): Promise<LoadReport>;
  /** What the file is refused with; fails where it is taken, or where the refusal leaves the reader without a next step. */
  refusalOf(name: string, content: string | Buffer): Promise<Refusal>;
  /** All that loading left: Parquet files, tables of DuckDB's, and publications. */
  left(): Promise<{ files: string[]; tables: string[]; publications: number }>;
  /** Throws away all that was loaded: a record of its own for each test would cost a second or two. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const NOTHING_ELSE: LoadContext['apply'] = async () => {};

/** Takes over `database`, and closes it with everything else. */
export async function openLoader(database: Database, datasets: Dataset[], makeApply: (statistics: Statistics, folder: string) => LoadContext['apply'] = () => NOTHING_ELSE): Promise<Loader> {
  const folder = mkdtempSync(join(tmpdir(), 'chorus-loader-'));
  const work = join(folder, 'work');
  const statisticsFolder = join(folder, 'statistics');
  for (const path of [work, statisticsFolder]) mkdirSync(path);
  const statistics = await openStatistics(work);
  const apply = makeApply(statistics, statisticsFolder);
  let moment = Date.parse('2026-01-01T00:00:00Z');
  const context: LoadContext = { database, statistics, statisticsFolder, by: 'console:test', now: () => new Date((moment += 1000)), apply };

  async function prepareFile(name: string, content: string | Buffer, statedDay?: IsoDate): Promise<Prepared> {
    const path = join(folder, name);
    writeFileSync(path, content);
    const [file] = await findSources([path]);
    for await (const source of openSources(file!, work)) {
      const recognised = recognise(source.tables, datasets);
      if (!recognised.ok) throw new Refused(recognised.refusal);
      const prepared = await prepare(context, name, recognised.value, source.tables.map((table) => table.csvPath), statedDay);
      await source.dispose();
      return prepared;
    }
    throw new Error(`${name} holds nothing`);
  }
  const load = async (name: string, content: string | Buffer, statedDay?: IsoDate) => commit(context, await prepareFile(name, content, statedDay));
  return {
    database,
    statistics,
    context,
    prepare: prepareFile,
    load,
    async refusalOf(name, content) {
      const outcome = await load(name, content).catch((error: unknown) => error);
      if (!(outcome instanceof Refused)) throw outcome instanceof Error ? outcome : new Error(`${name} was taken`);
      if (!outcome.refusal.what || !outcome.refusal.todo) throw new Error(`An incomplete refusal: ${outcome.message}`);
      return outcome.refusal;
    },
    async left() {
      const tables = await statistics.rows<{ name: string }>(`SELECT table_name AS name FROM duckdb_tables()`);
      return {
        files: readdirSync(statisticsFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.parquet')),
        tables: tables.map(({ name }) => name),
        publications: (await publicationsHeld(database.as())).length,
      };
    },
    async clear() {
      // A replica runs no triggers, so that here even what is only ever added to can be emptied.
      await database.runScript(`begin; set local session_replication_role = replica; truncate publication, publication_refusal, audit_entry; commit;`);
      rmSync(statisticsFolder, { recursive: true });
      mkdirSync(statisticsFolder);
      context.apply = apply;
    },
    async close() {
      statistics.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
