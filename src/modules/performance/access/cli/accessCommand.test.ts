import { Readable } from 'node:stream';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { addPerformanceCommands } from '../../cli.ts';
import { accessPlace, crosstab } from '../testing/accessPlace.ts';
import type { AccessPlace } from '../testing/accessPlace.ts';

let place: AccessPlace;
beforeAll(async () => {
  place = await accessPlace(await testDatabase('pglite'));
  const month = (name: string, count: number) => crosstab(name, [{ code: 'ZZA01', count }, { code: 'ZZA01', how: 'Hologram', count: 100 }, { code: 'ZZA02', count: 3_000 }, { code: 'ZZA03', count: 4_000 }]);
  await place.load('march.csv', month('01MAR2026', 700));
  await place.load('april.csv', month('01APR2026', 900));
  await place.load('again.csv', month('01APR2026', 950));
});
afterAll(() => place.close());

async function run(...words: string[]): Promise<{ out: string; err: string }> {
  const said = { out: '', err: '' };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
  const program = new Command().exitOverride();
  addPerformanceCommands(program, { io, input: Readable.from([]), by: 'console:test', context: async () => place.performance, setExit: () => undefined });
  await program.parseAsync(['performance', 'access', ...words], { from: 'user' });
  return said;
}

it('says in a table how patients get appointments, beside the PCN, the ICB and England, in the month asked for', async () => {
  const { out, err } = await run('zza01', '--month', '2026-03');
  expect(out).toContain('Practice ZZA01 (ZZA01), March 2026');
  const line = out.split('\n').find((one) => one.startsWith('Face to face'))!;
  // 700 of 800 here; 7,700 of 7,800 in the PCN.
  expect(line).toMatch(/87\.5%\s+700 of 800\s+98\.7%/);
  expect(out.split('\n').find((one) => one.startsWith('Measure'))).toMatch(/Mill PCN\s+Ashvale ICB\s+England/i);
  expect(err).toContain('“Hologram”, 100 appointments');
});

it('takes the last month that is held where none is asked for, and says what a restatement changed', async () => {
  const { out, err } = await run('ZZA01');
  expect(out).toContain('April 2026');
  expect(err).toContain('Restated: ');
  expect(err).toContain('had 8,000 appointments');
  expect(err).toContain('has 8,050; 1 codes changed.');
});

it('gives the same as one value of JSON, and nothing else on standard output', async () => {
  const { out } = await run('ZZA01', '--month', '2026-04', '--json');
  const answer = JSON.parse(out) as { code: string; month: string; figures: { measure: string; numerator: number; denominator: number; value: number }[]; beside: { code: string }[]; restatements: { changed: unknown[] }[]; unknownWords: { published: string; appointments: number }[] };
  expect([answer.code, answer.month, answer.beside.map(({ code }) => code)]).toEqual(['ZZA01', '2026-04-01', ['UZ001', 'QZZ', 'ENG']]);
  expect(answer.figures.find(({ measure }) => measure === 'face-to-face')).toMatchObject({ numerator: 950, denominator: 1_050 });
  expect(answer.restatements.map(({ changed }) => changed)).toEqual([[{ code: 'ZZA01', before: 1_000, after: 1_050 }]]);
  expect(answer.unknownWords.at(-1)).toMatchObject({ published: 'Hologram', appointments: 100 });
});

it('tells an unknown word once, though its month was restated', async () => {
  const { err } = await run('ZZA01', '--month', '2026-04');
  expect(err.match(/Hologram/g)).toHaveLength(1);
});

it.each([['NOBODY', '2026-04', /NOBODY/], ['ZZA01', 'April', /April/], ['ZZA01', '2019-01', /January 2019 is held: 2 months from March 2026 to April 2026 are/]])('refuses %s in %s', async (code, month, says) => {
  await expect(run(code, '--month', month)).rejects.toThrow(says);
});
