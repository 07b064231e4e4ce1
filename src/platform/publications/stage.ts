import { rmSync } from 'node:fs';
import { identifier, literal } from '../statistics/index.ts';
import type { Statistics } from '../statistics/index.ts';
import { hasIdentifier, refusePatientIdentifiers } from './patientColumns.ts';
import { checksOf, readingOf, textOf, typeOf, valueOf } from './checks.ts';
import type { RecognisedTable } from './recognise.ts';
import { doublesIn, stageClean } from './stageClean.ts';

export interface RowRefusal {
  line: number;
  column: string;
  value: string;
  reason: string;
}

export interface StagedTable {
  /** What stands behind FROM: the good rows, typed, in the order of the file; drop it when done. */
  good: string;
  /** The Parquet file that already holds them; null where they stand in a temporary table. */
  parquet: string | null;
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
 * Reads a table of text and checks every cell of every row: into the Parquet file `path` where nothing is wrong with it, otherwise
 * into a temporary table. Throws `Refused` where a column holds patients' identifiers.
 */
export async function stageTable(statistics: Statistics, csvPath: string, recognised: RecognisedTable, path: string): Promise<StagedTable> {
  const id = ++stagings;
  const names = { raw: `raw_${id}`, good: `good_${id}`, rejects: `rejects_${id}` };
  const dropRejects = async () => {
    for (const name of [names.rejects, `${names.rejects}_scans`]) await statistics.run(`DROP TABLE IF EXISTS ${name}`);
  };
  const reading = readingSql(csvPath, recognised, names.rejects);
  try {
    const rows = await stageClean(statistics, recognised, { checked: reading.checked, rejects: names.rejects, path });
    if (rows !== null) return { good: `read_parquet(${literal(path)})`, parquet: path, recognised, rowsRead: rows, rowsKept: rows, rowsSetAside: 0, rowsRefused: 0, refusals: [] };
    await dropRejects();
    return await readAndCheck(statistics, reading, recognised, names);
  } catch (error) {
    await statistics.run(`DROP TABLE IF EXISTS ${names.good}`);
    throw error;
  } finally {
    for (const name of [names.raw, `double_${names.good}`]) await statistics.run(`DROP TABLE IF EXISTS ${name}`);
    await dropRejects();
  }
}

export async function dropStaged(statistics: Statistics, { good, parquet }: StagedTable): Promise<void> {
  if (parquet === null) await statistics.run(`DROP TABLE IF EXISTS ${good}`);
  else rmSync(parquet, { force: true });
}

/** How a file is read, in SQL: its cells as they stand, and its rows typed, each with whether it is suspect or set aside, and its first problem. */
interface Reading {
  cells: string;
  checked: string;
  checks: { fails: string; reason: string; column: string; raw: string }[];
}

function readingSql(csvPath: string, { table, width, positions }: RecognisedTable, rejects: string): Reading {
  const cells = Array.from({ length: width }, (_, index) => `c${index}`);
  // Each column's cell, its trimmed text, what that may mean, and its value: each made once, from the one before.
  const columns = table.columns.map((column, index) => {
    const position = positions.get(column.name);
    return { column, cell: position === undefined ? null : `c${position}`, text: `"text ${index}"`, reading: `"reading ${index}"`, value: identifier(column.name) };
  });
  const checks = columns.flatMap(({ column, cell, text, value }) =>
    cell === null ? [] : checksOf(column, text, value).map((check) => ({ ...check, column: column.name, raw: cell })),
  );
  const problem = checks.length ? `CASE ${checks.map((check, index) => `WHEN ${check.fails} THEN ${index}`).join(' ')} END` : 'NULL';
  const setAside = table.setAside ? `coalesce((${table.setAside.where}), false)` : 'false';
  const values = columns.map(({ value }) => value).join(', ');
  const file = (options: string) => readCsv(csvPath, cells, skippedLines(table), options);
  const checked = `
    SELECT ${values}, is_suspect, is_set_aside, CASE WHEN NOT is_set_aside THEN problem END AS problem
    FROM (SELECT ${values}, is_suspect, ${setAside} AS is_set_aside, CAST(${problem} AS INTEGER) AS problem
    FROM (SELECT *, ${columns.map(({ column, text, reading, value }) => `CAST(${valueOf(column, text, reading)} AS ${typeOf(column)}) AS ${value}`).join(', ')}
    FROM (SELECT *, ${columns.map(({ column, text, reading }) => `${readingOf(column, text)} AS ${reading}`).join(', ')}
    FROM (SELECT ${columns.map(({ column, cell, text }) => `${textOf(column, cell)} AS ${text}`).join(', ')}, ${hasIdentifier(cells)} AS is_suspect
    FROM ${file(`store_rejects = true, rejects_table = '${rejects}', rejects_scan = '${rejects}_scans', ignore_errors = true`)}))))`;
  return { cells: file('ignore_errors = true'), checked, checks };
}

async function readAndCheck(statistics: Statistics, { cells, checked, checks }: Reading, recognised: RecognisedTable, { raw, good, rejects }: { raw: string; good: string; rejects: string }): Promise<StagedTable> {
  const { table, width } = recognised;
  await statistics.run(`CREATE TEMP TABLE ${good} AS ${checked}`);
  const [seen] = await statistics.rows<{ suspects: number; bad: number }>(`
    SELECT CAST(count(*) FILTER (is_suspect) AS INTEGER) AS suspects, CAST(count(problem) AS INTEGER) AS bad FROM ${good}`);
  // The cells themselves are wanted only of a file that has something wrong with it.
  if (seen!.suspects + seen!.bad > 0) await statistics.run(`CREATE TEMP TABLE ${raw} AS SELECT * FROM ${cells}`);
  if (seen!.suspects > 0) await refusePatientIdentifiers(statistics, raw, recognised);
  const lines = await lineNumbers(statistics, rejects, skippedLines(table));
  const refusals = [
    ...(seen!.bad > 0 ? await badCells(statistics, { raw, good, lines, checks }) : []),
    ...(await badShapes(statistics, rejects, width)),
    ...(await disagreeingDuplicates(statistics, good, recognised, lines)),
  ].sort((a, b) => a.line - b.line);
  const [counts] = await statistics.rows<{ read: number; aside: number; kept: number }>(`
    SELECT CAST(count(*) AS INTEGER) AS read, CAST(count(*) FILTER (is_set_aside) AS INTEGER) AS aside,
      CAST(count(*) FILTER (NOT is_set_aside AND problem IS NULL) AS INTEGER) AS kept FROM ${good}`);
  await statistics.run(`DELETE FROM ${good} WHERE is_set_aside OR problem IS NOT NULL`);
  const rowsRead = counts!.read + lines.rejected;
  return {
    good,
    parquet: null,
    recognised,
    rowsRead,
    rowsKept: counts!.kept,
    rowsSetAside: counts!.aside,
    rowsRefused: rowsRead - counts!.kept - counts!.aside,
    refusals: refusals.slice(0, REFUSALS_LISTED),
  };
}

const skippedLines = (table: RecognisedTable['table']): number => (table.layout.hasHeader ? 1 : 0);

const readCsv = (path: string, cells: string[], skip: number, options: string): string =>
  `read_csv(${literal(path)}, columns = {${cells.map((cell) => `'${cell}': 'VARCHAR'`).join(', ')}}, auto_detect = false, header = false, skip = ${skip},
    delim = ',', quote = '"', escape = '"', new_line = '\\n', ${options})`;

/** On which line of the file a row stands, by its number in the order of reading, from 0. */
interface LineNumbers {
  /** How many lines could not be read as rows. */
  rejected: number;
  of(row: number): number;
}

/** Rows are numbered as they were read; the lines that could not be read stand between them. */
async function lineNumbers(statistics: Statistics, rejects: string, skip: number): Promise<LineNumbers> {
  const { line = [] } = await statistics.columns(`SELECT DISTINCT CAST(line AS INTEGER) AS line FROM ${rejects} ORDER BY 1`);
  const rejected = line as number[];
  return {
    rejected: rejected.length,
    of(row) {
      const before = row + skip + 1;
      let [low, high] = [0, rejected.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rejected[middle]! - middle <= before) low = middle + 1;
        else high = middle;
      }
      return before + low;
    },
  };
}

async function badCells(statistics: Statistics, { raw, good, lines, checks }: { raw: string; good: string; lines: LineNumbers; checks: { column: string; raw: string; reason: string }[] }): Promise<RowRefusal[]> {
  const value = `CASE g.problem ${checks.map((check, index) => `WHEN ${index} THEN r.${check.raw}`).join(' ')} END`;
  const rows = await statistics.rows<{ row: number; problem: number; value: string | null }>(`
    SELECT CAST(g.rowid AS INTEGER) AS row, g.problem, ${value} AS value FROM ${good} g JOIN ${raw} r ON g.rowid = r.rowid
    WHERE g.problem IS NOT NULL ORDER BY 1 LIMIT ${REFUSALS_LISTED}`);
  return rows.map(({ row, problem, value: text }) => ({ line: lines.of(row), column: checks[problem]!.column, value: text ?? '', reason: checks[problem]!.reason }));
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
async function disagreeingDuplicates(statistics: Statistics, good: string, recognised: RecognisedTable, lines: LineNumbers): Promise<RowRefusal[]> {
  const { table } = recognised;
  const key = table.key.map(identifier).join(', ');
  const isGood = 'problem IS NULL AND NOT is_set_aside';
  if ((await doublesIn(statistics, `${good} WHERE ${isGood}`, recognised)) === 0) return [];
  const sameKey = table.key.map((name) => `${good}.${identifier(name)} IS NOT DISTINCT FROM d.${identifier(name)}`).join(' AND ');
  const rest = table.columns.map((column) => identifier(column.name)).join(', ');
  const doubles = `double_${good}`;
  await statistics.run(`
    CREATE TEMP TABLE ${doubles} AS
    SELECT ${key}, CAST(min(rowid) AS INTEGER) AS first_row, count(DISTINCT (${rest})) > 1 AS disagree
    FROM ${good} WHERE ${isGood} GROUP BY ${key} HAVING count(*) > 1`);
  const rows = await statistics.rows<{ row: number; first_row: number; key: string }>(`
    SELECT CAST(${good}.rowid AS INTEGER) AS row, d.first_row, concat_ws(' ', ${table.key.map((name) => `${good}.${identifier(name)}`).join(', ')}) AS key
    FROM ${good} JOIN ${doubles} d ON ${sameKey} WHERE d.disagree ORDER BY 1 LIMIT ${REFUSALS_LISTED}`);
  await statistics.run(`UPDATE ${good} SET problem = -1 FROM ${doubles} d WHERE ${sameKey} AND d.disagree`);
  await statistics.run(`UPDATE ${good} SET is_set_aside = true FROM ${doubles} d WHERE ${sameKey} AND NOT d.disagree AND ${good}.rowid <> d.first_row`);
  return rows.map(({ row, first_row, key: text }) => ({ line: lines.of(row), column: table.key.join(', '), value: text, reason: `stands more than once with different values (first on line ${lines.of(first_row)})` }));
}
