import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/testing/index.ts';
import { verifyAudit } from '../audit/audit.ts';
import { literal } from '../statistics/index.ts';
import type { Dataset } from './index.ts';
import { discard, publicationsHeld, sweepOrphans, commit } from './index.ts';
import { openLoader } from './testing/loader.ts';
import type { Loader } from './testing/loader.ts';

const orchards: Dataset = {
  id: 'orchards',
  title: 'Orchards of the county',
  shortTitle: 'Lists',
  newerOneBrings: 'newer lists',
  whatFor: 'How many trees stand where.',
  publisher: 'The county',
  address: 'https://example.org/',
  everyMonths: 1,
  tables: [
    {
      name: 'orchards',
      layout: { hasHeader: true },
      columns: [
        { name: 'seen_on', headings: ['SEEN_ON', 'Date seen'], kind: 'day' },
        { name: 'code', kind: 'code', pattern: { is: '[A-Z0-9]{3}', says: 'is not an orchard’s code' } },
        { name: 'name', kind: 'text', mayBeEmpty: true },
        { name: 'trees', headings: ['NUMBER_OF_TREES'], kind: 'count' },
        { name: 'height', kind: 'number', isOptional: true, mayBeEmpty: true, emptyWords: ['UNKNOWN'] },
      ],
      key: ['code'],
      setAside: { why: 'a total at the foot', where: `code = 'ALL'` },
    },
  ],
  asOf: { from: 'column', table: 'orchards', column: 'seen_on' },
};

const HEADINGS = 'SEEN_ON,CODE,NAME,NUMBER_OF_TREES,HEIGHT';
const goodRow = (n: number, day = '2025-03-01') => `${day},A${String(n).padStart(2, '0')},Orchard ${n},${n * 10},${n}.5`;
const file = (rows: string[], headings = HEADINGS) => [headings, ...rows, ''].join('\n');
/** Enough good rows for one bad one to be within the share. */
const among = (bad: string[], day?: string) => file([...Array.from({ length: 40 }, (_, n) => goodRow(n, day)), ...bad]);

let loader: Loader;
beforeAll(async () => {
  loader = await openLoader(await testDatabase('pglite'), [orchards]);
});
afterEach(() => loader.clear());
afterAll(() => loader.close());

const NOTHING = { files: [], tables: [], publications: 0 };

describe('a row that is bad is refused with its line, column, value and reason', () => {
  test.each([
    ['a date that is not one', '2025-02-31,B01,x,1,', 'seen_on', '2025-02-31', 'is not a date'],
    ['a date of another age', '25-03-01,B01,x,1,', 'seen_on', '25-03-01', 'is not a date'],
    ['a date that stands for never', '9999-12-31,B01,x,1,', 'seen_on', '9999-12-31', 'is not a date'],
    ['a negative count', '2025-03-01,B01,x,-1,', 'trees', '-1', 'is not a whole number from 0 to 999,999,999'],
    ['a fractional count', '2025-03-01,B01,x,12.5,', 'trees', '12.5', 'is not a whole number from 0 to 999,999,999'],
    ['a count in powers of ten', '2025-03-01,B01,x,1e3,', 'trees', '1e3', 'is not a whole number from 0 to 999,999,999'],
    ['a count that nothing has', '2025-03-01,B01,x,1000000000,', 'trees', '1000000000', 'is not a whole number from 0 to 999,999,999'],
    ['a count beyond all numbers', '2025-03-01,B01,x,99999999999999999999,', 'trees', '99999999999999999999', 'is not a whole number from 0 to 999,999,999'],
    ['an empty count', '2025-03-01,B01,x,,', 'trees', '', 'is empty'],
    ['a number that is not one', '2025-03-01,B01,x,1,tall', 'height', 'tall', 'is not a number'],
    ['a number without end', '2025-03-01,B01,x,1,inf', 'height', 'inf', 'is not a number'],
    ['a code of another kind', '2025-03-01,B01X,x,1,', 'code', 'B01X', 'is not an orchard’s code'],
    ['too many fields', '2025-03-01,B01,x,1,,more', '', '2025-03-01,B01,x,1,,more', 'has 6 fields where 5 belong'],
    ['too few fields', '2025-03-01,B01,x', '', '2025-03-01,B01,x', 'has 3 fields where 5 belong'],
  ])('%s', async (_, row, column, value, reason) => {
    const report = await loader.load('a.csv', among([row, goodRow(50)]));
    expect(report.refusals).toEqual([{ line: 42, column, value, reason }]);
    expect(report).toMatchObject({ rowsRead: 42, rowsKept: 41, rowsRefused: 1, rowsSetAside: 0 });
  });
});

test('a bad row after unreadable ones still names its own line', async () => {
  const good = Array.from({ length: 95 }, (_, n) => goodRow(n));
  const rows = ['short', ...good.slice(0, 10), 'short', 'short', ...good.slice(10), '2025-03-01,B01,x,-1,', 'a,b,c,d,e,f'];
  const report = await loader.load('a.csv', file(rows));
  expect(report.refusals.map(({ line }) => line)).toEqual([2, 13, 14, 100, 101]);
  expect(report.refusals.map(({ line, value }) => rows[line - 2]!.includes(value))).toEqual([true, true, true, true, true]);
});

describe('rows with one code', () => {
  test('that agree are one row', async () => {
    expect(await loader.load('a.csv', among([goodRow(0)]))).toMatchObject({ rowsRead: 41, rowsKept: 40, rowsSetAside: 1, rowsRefused: 0 });
  });
  test('that disagree are all refused, each with the line of the first', async () => {
    const report = await loader.load('a.csv', among(['2025-03-01,A05,Another,1,']));
    expect(report.refusals.map(({ line, value, reason }) => [line, value, reason])).toEqual([
      [7, 'A05', 'stands more than once with different values (first on line 7)'],
      [42, 'A05', 'stands more than once with different values (first on line 7)'],
    ]);
    expect(report).toMatchObject({ rowsKept: 39, rowsRefused: 2 });
  });
});

test('a total at the foot is set aside, not refused', async () => {
  expect(await loader.load('a.csv', among(['2025-03-01,ALL,Everything,7800,']))).toMatchObject({ rowsKept: 40, rowsSetAside: 1, rowsRefused: 0 });
});

test('words and blanks that stand for nothing are nothing', async () => {
  const { publication } = await loader.load('a.csv', file(['2025-03-01, a01 ,  ,1,UNKNOWN']));
  const path = join(loader.context.statisticsFolder, publication.tables[0]!.path);
  expect(await loader.statistics.rows(`SELECT code, name, height FROM read_parquet(${literal(path)})`)).toEqual([{ code: 'A01', name: null, height: null }]);
});

describe('a file that is refused whole leaves nothing behind', () => {
  const patients = Array.from({ length: 30 }, (_, n) => `2025-03-01,A${10 + n},${n % 3 === 0 ? '943 476 5919' : 'The elm'},1,`);
  test.each([
    ['of none of the known kinds', 'a,b\n1,2\n', 'unknown-file'],
    ['that lacks a column', file(['2025-03-01,A01,x'], 'SEEN_ON,CODE,NAME'), 'missing-column'],
    ['whose column was renamed', file([goodRow(1)], 'SEEN_ON,CODE,NAME,HOW_MANY,HEIGHT'), 'missing-column'],
    ['with only its headings', file([]), 'no-rows'],
    ['of several dates', file([goodRow(1), goodRow(2, '2025-04-01')]), 'several-dates'],
    ['past the share of bad rows', file([...Array.from({ length: 18 }, (_, n) => goodRow(n)), '2025-03-01,B01,x,-1,']), 'too-many-bad-rows'],
    ['past the share of unreadable rows', file([...Array.from({ length: 18 }, (_, n) => goodRow(n)), 'x']), 'too-many-bad-rows'],
    ['that carries patients’ identifiers', file(patients), 'patient-data'],
  ])('%s', async (_, content, code) => {
    expect((await loader.refusalOf('a.csv', content)).code).toBe(code);
    expect(await loader.left()).toEqual(NOTHING);
  });

  test('and names the column that is missing or renamed', async () => {
    expect((await loader.refusalOf('a.csv', file([goodRow(1)], 'SEEN_ON,CODE,NAME,HOW_MANY,HEIGHT'))).what).toContain('"NUMBER_OF_TREES"');
  });
  test('and shows the first bad row', async () => {
    expect((await loader.refusalOf('a.csv', file(['2025-03-01,B01,x,-1,']))).what).toContain('line 2, trees "-1"');
  });
});

test('a few telephone numbers that pass the check by chance, and noughts, are no patients', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => `2025-03-01,A${10 + n},${n < 8 ? '9434765919' : '0000000000'},1,`);
  expect((await loader.load('a.csv', file(rows))).rowsKept).toBe(40);
});

test('headings are known in any case, order and spelling that they have had, among others', async () => {
  const report = await loader.load('a.csv', file(['9,A01,More,01Mar2025'], 'number of trees,Code,Name,Date seen'));
  expect(report).toMatchObject({ asOf: '2025-03-01', rowsKept: 1 });
});

test.each(['2025-03-01', '20250301', '01Mar2025', '01MAR2025', '01/03/2025', '01-Mar-2025', '1 Mar 2025'])('the day %s is 1 March 2025', async (day) => {
  expect((await loader.load('a.csv', file([goodRow(1, day)]))).asOf).toBe('2025-03-01');
});

describe('a publication', () => {
  test('loaded twice is loaded once', async () => {
    await loader.load('a.csv', among([]));
    expect(await loader.load('b.csv', among([]))).toMatchObject({ rowsKept: 0, rowsUnchanged: 40, revision: 1 });
    expect(await loader.left()).toMatchObject({ publications: 1, tables: [] });
    expect((await loader.left()).files).toHaveLength(1);
  });

  test('packed, in another order, with other line ends and dates written otherwise is the same one', async () => {
    await loader.load('a.csv', file([goodRow(1), goodRow(2)]));
    const again = await loader.load('a.csv.gz', gzipSync(file([goodRow(2, '01Mar2025'), goodRow(1, '20250301')]).replaceAll('\n', '\r\n')));
    expect(again.rowsUnchanged).toBe(2);
  });

  test('restated stands beside the one before it, and the last is in force', async () => {
    await loader.load('a.csv', file([goodRow(1)]));
    const restated = await loader.load('a.csv', file(['2025-03-01,A01,Orchard 1,11,1.5']));
    expect(restated).toMatchObject({ revision: 2, rowsKept: 1 });
    expect(await loader.left()).toMatchObject({ publications: 2 });
    expect((await publicationsHeld(loader.database.as())).map(({ revision }) => revision)).toEqual([1, 2]);
  });

  test('prepared and then discarded leaves what was loaded of the same content meanwhile', async () => {
    const tried = await loader.prepare('a.csv', file([goodRow(1)]));
    const report = await loader.load('a.csv', file([goodRow(1)]));
    discard(loader.context, tried);
    expect((await loader.left()).files).toEqual(report.publication.tables.map(({ path }) => path));
  });

  test('prepared twice and committed twice is held once', async () => {
    const both = [await loader.prepare('a.csv', file([goodRow(1)])), await loader.prepare('b.csv', file([goodRow(1)]))];
    const reports = [];
    for (const one of both) reports.push(await commit(loader.context, one));
    expect(reports.map(({ rowsKept, rowsUnchanged }) => [rowsKept, rowsUnchanged])).toEqual([[1, 0], [0, 1]]);
    expect((await loader.left()).files).toHaveLength(1);
  });

  test('and its restatement, both prepared before either is committed, are two revisions', async () => {
    const first = await loader.prepare('a.csv', file([goodRow(1)]));
    const second = await loader.prepare('a.csv', file(['2025-03-01,A01,Orchard 1,11,1.5']));
    expect([(await commit(loader.context, first)).revision, (await commit(loader.context, second)).revision]).toEqual([1, 2]);
  });

  test('that cannot be applied leaves neither row nor file nor audit entry', async () => {
    loader.context.apply = async () => {
      throw new Error('no room');
    };
    await expect(loader.load('a.csv', file([goodRow(1)]))).rejects.toThrow('no room');
    expect(await loader.left()).toEqual(NOTHING);
    expect(await verifyAudit(loader.database.as())).toMatchObject({ isIntact: true, entries: 0 });
  });

  test('writes its audit entry and its refusals with it', async () => {
    await loader.load('a.csv', among(['2025-03-01,B01,x,-1,']));
    const { rows } = await sql`select line, column_name, value, reason from publication_refusal`.execute(loader.database.as());
    expect(rows).toEqual([{ line: 42, column_name: 'trees', value: '-1', reason: 'is not a whole number from 0 to 999,999,999' }]);
    expect(await verifyAudit(loader.database.as())).toMatchObject({ isIntact: true, entries: 1 });
  });

  test('is known from the moment of its load', async () => {
    const { publication } = await loader.load('a.csv', file([goodRow(1)]));
    expect(await publicationsHeld(loader.database.as(), new Date(publication.loadedAt.getTime() - 1))).toEqual([]);
    expect(await publicationsHeld(loader.database.as(), publication.loadedAt)).toHaveLength(1);
  });
});

test('what a killed load left is swept, and what is held is not', async () => {
  const { publication } = await loader.load('a.csv', file([goodRow(1)]));
  await loader.prepare('b.csv', file([goodRow(1, '2025-04-01')]));
  expect(await sweepOrphans(loader.database.as(), loader.context.statisticsFolder, false)).toEqual([]);
  expect(await sweepOrphans(loader.database.as(), loader.context.statisticsFolder, true)).toHaveLength(1);
  expect((await loader.left()).files).toEqual(publication.tables.map(({ path }) => path));
});
