import { identifier, literal } from '../statistics/index.ts';
import type { Statistics } from '../statistics/index.ts';
import { refusePatientIdentifiers } from './patientColumns.ts';
import { checksOf, typeOf, valueOf } from './checks.ts';
import type { RecognisedTable } from './recognise.ts';

export interface RowRefusal {
  line: number;
  column: string;
  value: string;
  reason: string;
}

export interface StagedTable {
  /** A temporary table of the good rows, typed, one per line of the file; drop it when done. */
  good: string;
  recognised: RecognisedTable;
  rowsRead: number;
  rowsKept: number;
  rowsSetAside: number;
  rowsRefused: number;
  /** The first of them, in the order of the file. */
  refusals: RowRefusal[];
}

/** More than this many refusals of one table are counted, not listed. */
const REFUSALS_LISTED = 1_000;

let stagings = 0;

/**
 * Reads a table of text into DuckDB and checks every cell of every row. Knows nothing of where it goes.
 * Throws `Refused` where a column holds patients' identifiers.
 */
export async function stageTable(statistics: Statistics, csvPath: string, recognised: RecognisedTable): Promise<StagedTable> {
  const id = ++stagings;
  const names = { raw: `raw_${id}`, good: `good_${id}`, rejects: `rejects_${id}` };
  try {
    return await readAndCheck(statistics, csvPath, recognised, names);
  } catch (error) {
    await statistics.run(`DROP TABLE IF EXISTS ${names.good}`);
    throw error;
  } finally {
    for (const name of [names.raw, `double_${names.good}`, names.rejects, `${names.rejects}_scans`]) await statistics.run(`DROP TABLE IF EXISTS ${name}`);
  }
}

async function readAndCheck(statistics: Statistics, csvPath: string, recognised: RecognisedTable, { raw, good, rejects }: { raw: string; good: string; rejects: string }): Promise<StagedTable> {
  const { table, width, positions } = recognised;
  const skip = table.layout.hasHeader ? 1 : 0;
  const columns = Array.from({ length: width }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  await statistics.run(`
    CREATE TEMP TABLE ${raw} AS
    SELECT CAST(row_number() OVER () + ${skip} AS INTEGER) AS line, *
    FROM read_csv(${literal(csvPath)}, columns = {${columns}}, auto_detect = false, header = false, skip = ${skip}, delim = ',', quote = '"', escape = '"',
      new_line = '\\n', store_rejects = true, rejects_table = '${rejects}', rejects_scan = '${rejects}_scans', ignore_errors = true)`);
  await countRejectedLines(statistics, raw, rejects);
  await refusePatientIdentifiers(statistics, raw, recognised);
  const rawOf = (name: string): string | null => (positions.has(name) ? `c${positions.get(name)}` : null);
  const checks = table.columns.flatMap((column) =>
    checksOf(column, rawOf(column.name)).map((check) => ({ ...check, column: column.name, raw: rawOf(column.name)! })),
  );
  const setAside = table.setAside ? `(${table.setAside.where})` : 'false';
  const problem = checks.length
    ? `CASE ${checks.map((check, index) => `WHEN ${check.fails} THEN ${index}`).join(' ')} END`
    : 'NULL';
  const values = table.columns.map((column) => `CAST(${valueOf(column, rawOf(column.name))} AS ${typeOf(column)}) AS ${identifier(column.name)}`).join(', ');
  await statistics.run(`
    CREATE TEMP TABLE ${good} AS
    SELECT line, ${table.columns.map((column) => identifier(column.name)).join(', ')}, is_set_aside,
      CASE WHEN NOT is_set_aside THEN problem END AS problem
    FROM (SELECT *, coalesce(${setAside}, false) AS is_set_aside FROM (SELECT line, ${values}, CAST(${problem} AS INTEGER) AS problem FROM ${raw}))`);
  const refusals = [
    ...(await badCells(statistics, raw, good, checks)),
    ...(await badShapes(statistics, rejects, width)),
    ...(await disagreeingDuplicates(statistics, good, recognised)),
  ].sort((a, b) => a.line - b.line);
  const [counts] = await statistics.rows<{ read: number; aside: number; kept: number }>(`
    SELECT CAST(count(*) AS INTEGER) AS read, CAST(count(*) FILTER (is_set_aside) AS INTEGER) AS aside,
      CAST(count(*) FILTER (NOT is_set_aside AND problem IS NULL) AS INTEGER) AS kept FROM ${good}`);
  const shapes = await countOf(statistics, `SELECT CAST(count(DISTINCT line) AS INTEGER) AS n FROM ${rejects}`);
  await statistics.run(`DELETE FROM ${good} WHERE is_set_aside OR problem IS NOT NULL`);
  const rowsRead = counts!.read + shapes;
  return {
    good,
    recognised,
    rowsRead,
    rowsKept: counts!.kept,
    rowsSetAside: counts!.aside,
    rowsRefused: rowsRead - counts!.kept - counts!.aside,
    refusals: refusals.slice(0, REFUSALS_LISTED),
  };
}

/** The rows were numbered as they were read; the lines that could not be read stand between them. */
async function countRejectedLines(statistics: Statistics, raw: string, rejects: string): Promise<void> {
  await statistics.run(`
    WITH rejected AS (SELECT line, row_number() OVER (ORDER BY line) AS n FROM (SELECT DISTINCT line FROM ${rejects})),
    shift AS (SELECT line - n + 1 AS at, max(n) AS by FROM rejected GROUP BY 1),
    moved AS (SELECT r.line AS old, r.line + s.by AS line FROM ${raw} r ASOF JOIN shift s ON r.line >= s.at)
    UPDATE ${raw} SET line = moved.line FROM moved WHERE ${raw}.line = moved.old`);
}

const countOf = async (statistics: Statistics, sql: string): Promise<number> => (await statistics.rows<{ n: number }>(sql))[0]?.n ?? 0;

async function badCells(statistics: Statistics, raw: string, good: string, checks: { column: string; raw: string; reason: string }[]): Promise<RowRefusal[]> {
  if (checks.length === 0) return [];
  const value = `CASE g.problem ${checks.map((check, index) => `WHEN ${index} THEN r.${check.raw}`).join(' ')} END`;
  const rows = await statistics.rows<{ line: number; problem: number; value: string | null }>(`
    SELECT g.line, g.problem, ${value} AS value FROM ${good} g JOIN ${raw} r USING (line)
    WHERE g.problem IS NOT NULL ORDER BY g.line LIMIT ${REFUSALS_LISTED}`);
  return rows.map(({ line, problem, value: text }) => ({ line, column: checks[problem]!.column, value: text ?? '', reason: checks[problem]!.reason }));
}

async function badShapes(statistics: Statistics, rejects: string, width: number): Promise<RowRefusal[]> {
  const rows = await statistics.rows<{ line: number; text: string | null; message: string }>(`
    SELECT CAST(line AS INTEGER) AS line, first(csv_line) AS text, first(error_message) AS message FROM ${rejects} GROUP BY line ORDER BY line LIMIT ${REFUSALS_LISTED}`);
  return rows.map(({ line, text, message }) => {
    const found = /Found: (\d+)/.exec(message)?.[1];
    return { line, column: '', value: (text ?? '').slice(0, 80), reason: found ? `has ${found} fields where ${width} belong` : `cannot be read (${message.split('\n')[0]})` };
  });
}

/** Rows with one key that say different things are all refused: nobody can tell which is right. Equal ones are kept once. */
async function disagreeingDuplicates(statistics: Statistics, good: string, { table }: RecognisedTable): Promise<RowRefusal[]> {
  const key = table.key.map(identifier).join(', ');
  const sameKey = table.key.map((name) => `${good}.${identifier(name)} IS NOT DISTINCT FROM d.${identifier(name)}`).join(' AND ');
  const rest = table.columns.map((column) => identifier(column.name)).join(', ');
  const doubles = `double_${good}`;
  await statistics.run(`
    CREATE TEMP TABLE ${doubles} AS
    SELECT ${key}, CAST(min(line) AS INTEGER) AS first_line, count(DISTINCT (${rest})) > 1 AS disagree
    FROM ${good} WHERE problem IS NULL AND NOT is_set_aside GROUP BY ${key} HAVING count(*) > 1`);
  const rows = await statistics.rows<{ line: number; first_line: number; key: string }>(`
    SELECT ${good}.line, d.first_line, concat_ws(' ', ${table.key.map((name) => `${good}.${identifier(name)}`).join(', ')}) AS key
    FROM ${good} JOIN ${doubles} d ON ${sameKey} WHERE d.disagree ORDER BY 1 LIMIT ${REFUSALS_LISTED}`);
  await statistics.run(`UPDATE ${good} SET problem = -1 FROM ${doubles} d WHERE ${sameKey} AND d.disagree`);
  await statistics.run(`UPDATE ${good} SET is_set_aside = true FROM ${doubles} d WHERE ${sameKey} AND NOT d.disagree AND ${good}.line <> d.first_line`);
  return rows.map(({ line, first_line, key: text }) => ({ line, column: table.key.join(', '), value: text, reason: `stands more than once with different values (first on line ${first_line})` }));
}
