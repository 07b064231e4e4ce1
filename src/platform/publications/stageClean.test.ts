import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refused } from '#kernel/result.ts';
import { openStatistics } from '../statistics/index.ts';
import type { Statistics } from '../statistics/index.ts';
import type { DatasetTable } from './dataset.ts';
import { dropStaged, stageTable } from './stage.ts';

const wells: DatasetTable = {
  name: 'wells',
  layout: { hasHeader: true },
  columns: [
    { name: 'code', kind: 'code' },
    { name: 'seen_on', kind: 'day', mayBeEmpty: true },
    { name: 'name', kind: 'text', mayBeEmpty: true, emptyWords: ['NA'] },
    { name: 'depth', kind: 'number', mayBeEmpty: true },
    { name: 'cost', kind: 'pounds', mayBeEmpty: true },
    { name: 'buckets', kind: 'count' },
  ],
  key: ['code'],
};
/** The same with something set aside that no row is, so that each row is looked at. */
const lookedAt: DatasetTable = { ...wells, setAside: { why: 'a total', where: `code = 'NO SUCH CODE'` } };

let folder: string;
let statistics: Statistics;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chorus-clean-'));
  statistics = await openStatistics(folder);
});
afterAll(() => {
  statistics.close();
  rmSync(folder, { recursive: true, force: true });
});

const row = (n: number): string => `w${n},0${1 + (n % 9)}MAR2025,${n % 3 === 0 ? ' Deep  well ' : n % 3 === 1 ? 'NA' : '"Brunnen, tief – é"'},${n}.25,"£1,${100 + n}.50",${n}`;
const GOOD = Array.from({ length: 60 }, (_, n) => row(n));

/** All that staging says of some rows, with the rows themselves. */
async function staged(table: DatasetTable, rows: readonly string[]) {
  const csv = join(folder, 'wells.csv');
  writeFileSync(csv, [table.columns.map(({ name }) => name).join(','), ...rows, ''].join('\n'));
  const path = join(folder, 'wells.parquet.part');
  const recognised = { table, index: 0, width: table.columns.length, headings: table.columns.map(({ name }) => name), positions: new Map(table.columns.map(({ name }, index) => [name, index])) };
  const found = await stageTable(statistics, csv, recognised, path).catch((error: unknown) => {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  });
  if (typeof found === 'string') return { found, isParquet: existsSync(path) };
  const columns = table.columns.map(({ name }) => name).join(', ');
  const kept = await statistics.rows(`SELECT ${columns}, CAST(hash(${columns}) AS VARCHAR) AS digest FROM ${found.good}`);
  const types = await statistics.rows(`SELECT DISTINCT ${table.columns.map(({ name }) => `typeof(${name}) AS ${name}`).join(', ')} FROM ${found.good}`);
  await dropStaged(statistics, found);
  const { rowsRead, rowsKept, rowsSetAside, rowsRefused, refusals } = found;
  return { isParquet: found.parquet !== null, found: { kept, types, rowsRead, rowsKept, rowsSetAside, rowsRefused, refusals } };
}

test.each<[string, readonly string[], boolean]>([
  ['nothing wrong with it', GOOD, true],
  ['a bad cell in its last row', [...GOOD, 'x1,,,,,-1'], false],
  ['an unreadable row', [...GOOD, 'x1,1'], false],
  ['the same row twice', [...GOOD, row(5)], false],
  ['two rows of one key that disagree', [...GOOD, 'W5,,,,,9'], false],
  ['a telephone number that could be a patient’s', [...GOOD, 'x1,,9434765919,,,1'], false],
  ['patients', GOOD.map((_, n) => `x${n},,9434765919,,,1`), false],
  ['no rows', [], false],
])('a file with %s says the same in one pass as looked at row by row, and leaves nothing', async (_, rows, isParquet) => {
  const [inOnePass, rowByRow] = [await staged(wells, rows), await staged(lookedAt, rows)];
  expect(inOnePass.found).toEqual(rowByRow.found);
  expect([inOnePass.isParquet, rowByRow.isParquet]).toEqual([isParquet, false]);
  expect(readdirSync(folder).filter((name) => name.includes('.parquet'))).toEqual([]);
  expect(await statistics.rows(`SELECT table_name AS name FROM duckdb_tables()`)).toEqual([]);
});
