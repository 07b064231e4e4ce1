import { Readable } from 'node:stream';
import { Command } from 'commander';
import { describe, expect, it, test } from 'vitest';
import { addSpcCommand } from './spcCommand.ts';
import { readSpcLine } from './spcLine.ts';

const GOOD = { id: 'a', values: [1, 2, 1, null, 2], improvement: 'increase' };

async function run(lines: readonly unknown[], words: readonly string[] = ['--json']) {
  const said = { out: '', err: '', exit: 0 };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
  const program = new Command('performance').exitOverride();
  const input = Readable.from([lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')]);
  addSpcCommand(program, { io, input, setExit: (code) => (said.exit = code) });
  await program.parseAsync(['spc', ...words], { from: 'user' });
  return said;
}

describe('performance spc', () => {
  it('writes one line a series, in the words of the oracle file', async () => {
    const { out, err, exit } = await run([{ ...GOOD, target: 9 }]);
    expect(Object.keys(JSON.parse(out) as object)).toEqual(['id', 'mean', 'lower', 'upper', 'specialCause', 'pointType', 'variation', 'assurance']);
    expect(JSON.parse(out)).toMatchObject({ id: 'a', mean: [1.5, 1.5, 1.5, 1.5, 1.5], variation: 'common_cause', assurance: 'consistent_fail' });
    expect([err, exit]).toEqual(['', 0]);
  });

  it('refuses bad lines by their number, and still writes the good ones', async () => {
    const { out, err, exit } = await run([GOOD, '{oops', '', { ...GOOD, id: 'b', values: [1, 'x'] }, { ...GOOD, id: 'c' }]);
    expect(out.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['a', 'c']);
    expect(err).toContain('Line 2: This line is not JSON.');
    expect(err).toContain('Line 4: values[1] is neither a number nor null.');
    expect(err).toContain('2 of 4 series refused.');
    expect(exit).toBe(1);
  });

  it('reads lines that end as on Windows, and a byte order mark', async () => expect((await run([`\uFEFF${JSON.stringify(GOOD)}\r\n${JSON.stringify(GOOD)}\r\n`])).exit).toBe(0));
  it('says so where nothing came', async () => expect(await run([])).toMatchObject({ out: '', exit: 1, err: expect.stringContaining('No series came') as string }));
  it('writes what is not defined as null: the limits of one point', async () => expect(JSON.parse((await run([{ ...GOOD, values: [5] }])).out)).toMatchObject({ mean: [5], lower: [null], upper: [null], specialCause: ['Common Cause'] }));
  it('is a table for a person', async () => expect((await run([GOOD], [])).out).toMatch(/Series +Points +Mean[\s\S]*a +5 +1\.5/));
});

test.each<[string, Record<string, unknown>, string]>([
  ['no points', { values: [] }, 'values has no points.'],
  ['no values', { values: undefined }, 'values is no list of numbers.'],
  ['no direction', { improvement: 'up' }, 'improvement is none of increase, decrease, neutral.'],
  ['no id', { id: undefined }, 'id is missing.'],
  ['a baseline too short', { fixAfterNPoints: 11 }, 'fixAfterNPoints 11 is no whole number of 12 or more: fewer points make no baseline.'],
  ['a re-basing past the end', { rebaseAtIndex: 5 }, 'rebaseAtIndex 5 is past the last of 5 points, which is 4.'],
  ['a target in words', { target: 'high' }, 'target is no number, no null and no list of {from, value}.'],
])('a series with %s is refused', (_, change, what) => {
  expect(readSpcLine(JSON.stringify({ ...GOOD, ...change }))).toMatchObject({ ok: false, refusal: { what } });
});

test('a series takes several re-basings, a target that changes, and NA for a gap', () => {
  expect(readSpcLine(JSON.stringify({ ...GOOD, values: [1, 'NA', 2], rebaseAtIndex: [1, 2], target: [{ from: 0, value: 3 }, { from: 2, value: 4 }] }))).toMatchObject({ ok: true, value: { values: [1, null, 2] } });
});
