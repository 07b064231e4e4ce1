import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addRulesCommand } from './rulesCommand.ts';
import type { checkRules } from './rulesCommand.ts';

async function run(words: string[], check?: typeof checkRules): Promise<{ code: number; out: string }> {
  let [code, out] = [-1, ''];
  const program = new Command().exitOverride();
  addRulesCommand(program, { io: { out: (text: string) => void (out += text), err: () => undefined } as never }, (exit) => (code = exit), check);
  await program.parseAsync(['rules', 'check', ...words], { from: 'user' });
  return { code, out };
}
const broken = () => ({ figures: 1, values: 2, cases: 3, indicators: 4, faults: [{ file: 'rules/x.yaml', where: 'x/rate', says: 'its source is missing' }] });

test('the rules that stand pass, with how much was looked at', async () => {
  const { code, out } = await run([]);
  expect(code).toBe(0);
  expect(out).toMatch(/^\d+ figures with \d+ values, \d+ cases and \d+ indicators were looked at\. All is well\.\n$/);
});

test('a fault is said with its file and place, and ends with code 1', async () => {
  expect(await run([], broken)).toEqual({ code: 1, out: '✗ rules/x.yaml\n    x/rate: its source is missing.\n1 figures with 2 values, 3 cases and 4 indicators were looked at. 1 thing is wrong.\n' });
});

test('as JSON it is one value on standard output', async () => {
  const { code, out } = await run(['--json'], broken);
  expect([code, JSON.parse(out)]).toEqual([1, broken()]);
});
