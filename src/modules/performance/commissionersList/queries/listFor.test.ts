import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { performanceDatasets } from '../../datasets.ts';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import { addListCommand } from '../cli/listCommand.ts';
import { monthBeforePandemic } from '../criteriaRules.ts';
import { monthEarlier } from './listFacts.ts';
import { listWithin } from './listFor.ts';

const OCTOBER = isoDate('2025-10-01');
let loader: Loader;
let context: PerformanceContext;
beforeAll(async () => {
  loader = await openLoader(await testDatabase('pglite'), performanceDatasets);
  const place = await inventedPerformance(loader.database);
  context = { ...place.performance, statistics: loader.statistics, statisticsFolder: loader.context.statisticsFolder };
  await loader.load('calls.csv', ['Practice code,Month,Calls to 111 in hours,Expected calls', 'ZZA01,2025-10-01,60,20', 'ZZA02,2025-10-01,10,20.5', 'ZZA03,2025-10-01,11,20', 'ZZB01,2025-10-01,12,20', 'ZZB02,2025-10-01,13,0', 'ZZC01,2025-10-01,50,20', 'ZZA01,2025-09-01,5,20', 'ZZB01,2025-09-01,50,20', 'ZZA02,2025-09-01,10,20', 'ZZA03,2025-09-01,10,20', 'ZZC01,2025-09-01,10,20', ''].join('\n'));
  await loader.load('concerns.csv', 'Practice code,Month,Concerns raised\nZZA01,2025-10-01,1\nZZA02,2025-10-01,0\n');
  await loader.load('cqc.csv', 'Practice.Code,Year,location_name,latest_rating\nZZA01,2016,Mill,Inadequate\nZZA01,2019,Mill,Good\nZZA02,2021,Weir,Requires improvement\nZZA03,2020,One,Good\nZZA03,2020,Two,Inadequate\n');
});
afterAll(() => loader.close());

const verdicts = async (code: string, within = 'QZZ') => {
  const list = await listWithin(context, { within, month: OCTOBER });
  if (!list.ok) throw new Error(list.refusal.what);
  return Object.fromEntries(list.value.practices.find((one) => one.code === code)!.findings.map(({ criterion, verdict, before }) => [criterion, [verdict, before]]));
};

describe('the list of a place', () => {
  it('reads what the commissioner counted and what the regulator rated, and says of the rest that there is no data', async () => {
    expect(await verdicts('ZZA01')).toEqual({
      'fewer-appointments': ['no-data', null], 'least-face-to-face': ['no-data', null], 'most-111-calls': ['meets', 'does-not-meet'], 'most-a-and-e': ['no-data', null],
      'concerns-with-the-regulator': ['does-not-meet', 'does-not-meet'], 'concerns-with-others': ['meets', null],
    });
    expect(await verdicts('ZZA02')).toMatchObject({ 'most-111-calls': ['does-not-meet', 'does-not-meet'], 'concerns-with-the-regulator': ['meets', 'meets'] });
  });

  it('does not guess where the regulator rated two ways, and holds nothing against an expectation of none', async () => {
    const list = await listWithin(context, { within: 'QZZ', month: OCTOBER });
    const says = (code: string, at: number) => list.ok && list.value.practices.find((one) => one.code === code)!.findings[at]!.says;
    expect(says('ZZA03', 4)).toBe('The file rates it in 2020 both ways: “Good” and “Inadequate”.');
    expect(says('ZZB02', 2)).toContain('expects none of it');
    expect(says('ZZA01', 3)).toBe('A&E attendances by practice are not published, and no file of October 2025 was loaded.');
  });

  it('takes the share over the ICB, also where it shows less of it', async () => {
    const narrow = await listWithin(context, { within: 'UZ001', month: OCTOBER });
    expect(narrow.ok && [narrow.value.practices.length, narrow.value.scope, narrow.value.practices[0]!.findings[2]]).toMatchObject([3, 'icb', { among: 5, places: 1, rank: 1 }]);
  });

  test.each([['QXX', '2025-10-01', 'place-not-found'], ['RZZ', '2025-10-01', 'place-not-found'], ['QZZ', '2024-10-01', 'month-not-held']])('is refused for %s in %s: %s', async (within, month, code) => {
    expect(await listWithin(context, { within, month: isoDate(month) })).toMatchObject({ ok: false, refusal: { code } });
  });
});

test('a month of another file is not the first day of a month', async () => {
  expect((await loader.refusalOf('bad.csv', 'Practice code,Month,A&E attendances,Expected attendances\nZZA01,2025-10-07,1,2\n')).what).toBeTruthy();
});

test.each([['2025-10-01', '2019-10-01'], ['2025-03-01', '2019-03-01'], ['2025-02-01', '2020-02-01'], ['2026-01-01', '2020-01-01']])('for %s, %s stands for before the pandemic', (month, before) => {
  expect(monthBeforePandemic(isoDate(month))).toBe(before);
});

test('the month before January is December', () => {
  expect([monthEarlier(isoDate('2026-01-01')), monthEarlier(isoDate('2025-12-01'), -1)]).toEqual(['2025-12-01', '2026-01-01']);
});

describe('at the console', () => {
  async function run(...words: string[]) {
    const said = { out: '', err: '', exitCode: 0 };
    const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    addListCommand(program, { io, input: process.stdin, by: 'console:test', context: async () => context, setExit: (code) => void (said.exitCode = code) });
    await program.parseAsync(['list', ...words], { from: 'user' });
    return said;
  }

  it('tells who is listed and why, and what there is no data for', async () => {
    const { out } = await run('--within', 'qzz', '--month', '2025-10');
    for (const words of ['2 of 6 practices meet a criterion; up to 1 were to be listed', 'Least face to face: no data. No file of appointments by practice of October 2025 is held.', 'ZZA01', 'Most calls to 111 in hours: how sure allows for chance in counting alone']) expect(out).toContain(words);
  });

  it('gives scripts every practice with its numbers', async () => {
    const list = JSON.parse((await run('--within', 'QZZ', '--month', '2025-10', '--json', '--scope', 'england')).out) as { month: string; scope: string; practices: { code: string; findings: { criterion: string; chance: number | null }[] }[] };
    expect([list.month, list.scope, list.practices.length]).toEqual(['2025-10', 'england', 6]);
    expect(list.practices[0]!.findings.find(({ criterion }) => criterion === 'most-111-calls')!.chance).toBeGreaterThan(0.5);
  });

  it('refuses what is not there, and a month that is none', async () => {
    expect(await run('--within', 'NOPE', '--month', '2025-10')).toMatchObject({ exitCode: 1, err: expect.stringContaining('with the code “NOPE”') as string });
    await expect(run('--within', 'QZZ', '--month', 'October')).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });
});
