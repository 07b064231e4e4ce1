import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { addPerformanceCommands } from '../../cli.ts';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import type { InventedPerformance } from '../../testing/inventedPerformance.ts';

const HEADER = ['practice_code', 'indicator', 'month', 'numerator', 'denominator', 'adjustments'];
let database: Database;
let place: InventedPerformance;
let folder: string;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPerformance(database);
  place.setNow('2025-10-15');
  folder = mkdtempSync(join(tmpdir(), 'chorus-figures-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

async function run(...words: string[]): Promise<{ out: string; err: string; exit: number }> {
  const said = { out: '', err: '', exit: 0 };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: folder };
  const program = new Command().exitOverride();
  addPerformanceCommands(program, { io, input: Readable.from([]), by: 'console:test', context: async () => place.performance, setExit: (code) => void (said.exit = code) });
  await program.parseAsync(['performance', ...words], { from: 'user' });
  return said;
}

/** A workbook as somebody would send it: months as dates, counts as numbers, one of them worked out by a formula. */
async function workbook(name: string, lines: readonly (readonly unknown[])[]): Promise<void> {
  const book = new exceljs.Workbook();
  book.addWorksheet('figures').addRows([HEADER, ...lines].map((line) => [...line]));
  writeFileSync(join(folder, name), Buffer.from(await book.xlsx.writeBuffer()));
}

it('keeps the figures of a workbook, says how the PCN stands and where it is likely to end, and what comes next', async () => {
  const months = [['2025-04', 6], ['2025-05', 7], ['2025-06', 8]] as const;
  await workbook('figures.xlsx', months.flatMap(([month, count]) => ['ZZA01', 'ZZA02', 'ZZA03'].map((code) => [code, 'HI-03', month, code === 'ZZA01' ? { formula: `${count}*1`, result: count } : count, 20, null])));
  const kept = await run('figures', 'figures.xlsx', '--pcn', 'uz001', '--year', '2025/26', '--json');
  expect([kept.exit, JSON.parse(kept.out)]).toMatchObject([0, { isKept: true, kept: 9, replaced: 0 }]);
  const { pcn, published } = JSON.parse((await run('indicator', 'HI-03', '--year', '2025/26', '--for', 'UZ001', '--json')).out) as { pcn: Record<string, unknown>; published: null };
  // 24 of 60 is 40%: below 60%, so nothing is earned, and with all 36 left everything is still to be had.
  expect([published, pcn]).toMatchObject([null, { latest: { numerator: 24, denominator: 60 }, worth: { earnedPence: 0, stillPence: 712_800, lostPence: 0, toLower: 13, toUpper: 24 }, practices: [{ code: 'ZZA01' }, { code: 'ZZA02' }, { code: 'ZZA03' }], forecast: { monthsSeen: 3, monthsToCome: 9 }, whyNoForecast: null }]);
  const { out } = await run('indicator', 'HI-03', '--year', '2025/26', '--for', 'UZ001');
  for (const words of ['24 of 60', '£7,128 to be had', 'nine times in ten']) expect(out).toContain(words);
  const next = JSON.parse((await run('next-best', 'UZ001', '--year', '2025/26', '--people', '24', '--json')).out) as { efforts: unknown[]; best: unknown };
  expect([next.efforts[0], next.best]).toMatchObject([{ code: 'HI-03', people: 24, before: 12, pounds: { exact: '7128' } }, { people: [{ code: 'HI-03', people: 24 }], pounds: { exact: '7128' } }]);
});

test.each([
  ['a workbook with a percentage', async () => workbook('wrong.xlsx', [['ZZA01', 'HI-03', '2025-07', '80%', 20, null]]), ['figures', 'wrong.xlsx', '--pcn', 'UZ001', '--year', '2025/26'], 'nothing was kept'],
  ['a file that only says it is a workbook', async () => writeFileSync(join(folder, 'torn.xlsx'), 'PK nothing'), ['figures', 'torn.xlsx', '--pcn', 'UZ001', '--year', '2025/26'], 'no Excel workbook'],
  ['a file that is not there', async () => undefined, ['figures', 'gone.csv', '--pcn', 'UZ001', '--year', '2025/26'], 'cannot be read'],
  ['an indicator of another year', async () => undefined, ['indicator', 'VI-02', '--year', '2025/26', '--for', 'UZ001'], 'VI-02 is an indicator of'],
  ['an indicator of which nothing is published', async () => undefined, ['indicator', 'HI-03', '--year', '2025/26'], 'is not held'],
  ['the next best of no PCN', async () => undefined, ['next-best', 'UZ999', '--year', '2025/26'], 'There is no PCN'],
])('%s is refused', async (_, prepare, words, says) => {
  await prepare();
  const { err, exit } = await run(...words);
  expect([exit > 0, err]).toEqual([true, expect.stringContaining(says)]);
});

test('access of a month of which nothing is held is refused, and so is a month that is none', async () => {
  await expect(run('access', 'ZZA01')).rejects.toThrow('No appointments');
  await expect(run('access', 'ZZA01', '--month', 'October')).rejects.toThrow('is not a month');
});
