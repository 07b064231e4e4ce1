import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney } from '../../testing/inventedMoney.ts';
import { addIifCommand } from './iifCommand.ts';

let database: Database;
let place: InventedMoney;
const folder = mkdtempSync(join(tmpdir(), 'chorus-iif-'));
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedMoney(database);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const file = (lines: string): string => {
  writeFileSync(join(folder, 'achievement.csv'), `pcn_code,indicator,numerator,denominator,list_size,achieved\n${lines}`);
  return 'achievement.csv';
};

async function run(...words: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const said = { out: '', err: '', exitCode: 0 };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: folder };
  const program = new Command().exitOverride();
  addIifCommand(program, { io, by: 'console:test', context: async () => place.funding, setExit: (code) => void (said.exitCode = code) });
  await program.parseAsync(['iif', ...words], { from: 'user' });
  return said;
}

test('gives points as exact fractions and decimals, and pence, by indicator and PCN', async () => {
  const { out, exitCode } = await run('--year', '2021/22', '--json', '--achievement', file('UZ001,VI-01,83,100,50000,\nUZ001,VI-02,70,100,50000,\nUZ001,ACC-01,,,50000,yes\n'));
  expect(exitCode).toBe(0);
  const [phase] = JSON.parse(out).phases;
  const [pcn] = phase.pcns;
  expect(pcn.indicators.map((one: { code: string; points: unknown; pence: number }) => [one.code, one.points, one.pence])).toEqual([
    ['VI-01', { fraction: '20', decimal: 20 }, 400_000], ['VI-02', { fraction: '104/3', decimal: 104 / 3 }, 693_333], ['ACC-01', { fraction: '27', decimal: 27 }, 540_000],
  ]);
  expect([pcn.maximum, pcn.budgeted, pcn.achieved].map(({ label, pence }) => [label, pence])).toEqual([['Maximum', 4_500_000], ['Budgeted (nine tenths)', 4_050_000], ['Achieved', 1_633_333]]);
  expect(phase.notes.join(' ')).toMatch(/prevalence adjustment is 1 for VI-01, VI-02/);
});

test('a file with every PCN is England: its prevalence is the file’s own', async () => {
  const { out } = await run('--year', '2021/22', '--json', '--achievement', file('UZ001,VI-01,90,100,50000,\nUZ002,VI-01,270,300,30000,\n'));
  const { pcns } = JSON.parse(out).phases[0];
  expect(pcns.map((pcn: { achieved: { pence: number } }) => pcn.achieved.pence)).toEqual([400_000, 1_200_000]);
});

test('bad lines are refused with their numbers, and nothing is worked out', async () => {
  const { out, err, exitCode } = await run('--year', '2021/22', '--achievement', file('UZ001,VI-01,83,100,50000,\nUZ002,VI-01,101,100,50000,\n'));
  expect([out, exitCode]).toEqual(['', 1]);
  expect(err).toMatch(/line 3, numerator “101”: The numerator, 101, is above the denominator, 100/);
});

test('a file of another year is refused, naming it', async () => {
  const { err, exitCode } = await run('--year', '2021/22', '--achievement', file('UZ001,HI-03,1,2,,\n'));
  expect(exitCode).toBe(1);
  expect(err).toMatch(/looks like a file of 2023\/24 or 2024\/25 or 2025\/26/);
});

test('a year without the fund is refused, and a year whose published file is not held', async () => {
  expect((await run('--year', '2019/20', '--achievement', file('UZ001,VI-01,1,2,,\n'))).err).toMatch(/no investment and impact fund for 2019\/20/);
  expect((await run('--year', '2023/24', '--published')).err).toMatch(/not held/);
});
