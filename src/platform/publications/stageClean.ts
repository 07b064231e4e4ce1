import { rmSync } from 'node:fs';
import { identifier, literal } from '../statistics/index.ts';
import type { Statistics } from '../statistics/index.ts';
import type { RecognisedTable } from './recognise.ts';

/** What DuckDB is made to fail with at the first row that is not as it should be; by it such a failure is told from others. */
const NOT_CLEAN = 'a row of this file needs a closer look';

export const copyToParquet = (statistics: Statistics, rows: string, path: string): Promise<void> => statistics.run(`COPY (${rows}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`);

/** How many rows of a table say again what another says of the same. Their digests tell that there are none in a tenth of the time that naming them takes. */
export async function doublesIn(statistics: Statistics, rows: string, { table }: RecognisedTable): Promise<number> {
  if (table.key.length === 0) return 0;
  const [seen] = await statistics.rows<{ doubles: number }>(`SELECT CAST(count(*) - count(DISTINCT hash(${table.key.map(identifier).join(', ')})) AS INTEGER) AS doubles FROM ${rows}`);
  return seen!.doubles;
}

/**
 * Writes a table that has nothing wrong with it into a Parquet file as it is read and checked: in one pass, none of it kept in memory.
 * Gives the number of its rows; null, and leaves no file, where a row is bad or unreadable or stands twice, or there is none: then
 * each must be looked at. `checked` is SQL of its rows with their checks; `rejects` the table of what could not be read.
 */
export async function stageClean(statistics: Statistics, recognised: RecognisedTable, { checked, rejects, path }: { checked: string; rejects: string; path: string }): Promise<number | null> {
  // What is set aside is counted, and only a look at each row counts it.
  if (recognised.table.setAside) return null;
  const values = recognised.table.columns.map((column) => identifier(column.name)).join(', ');
  const rows = `read_parquet(${literal(path)})`;
  try {
    await copyToParquet(statistics, `SELECT ${values} FROM (${checked}) WHERE CASE WHEN is_suspect OR problem IS NOT NULL THEN error(${literal(NOT_CLEAN)}) ELSE true END`, path);
    const [count] = await statistics.rows<{ kept: number; unread: number }>(`SELECT CAST((SELECT count(*) FROM ${rows}) AS INTEGER) AS kept, CAST((SELECT count(*) FROM ${rejects}) AS INTEGER) AS unread`);
    if (count!.kept > 0 && count!.unread === 0 && (await doublesIn(statistics, rows, recognised)) === 0) return count!.kept;
  } catch (error) {
    rmSync(path, { force: true });
    if (!(error instanceof Error && error.message.includes(NOT_CLEAN))) throw error;
  }
  rmSync(path, { force: true });
  return null;
}
