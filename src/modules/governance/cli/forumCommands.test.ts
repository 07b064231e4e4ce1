import { Command } from 'commander';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace } from '../testing/inventedPlace.ts';
import { addForumCommands } from './forumCommands.ts';

let database: Database;
let place: InventedPlace;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPlace(database);
});
afterAll(() => database.close());

async function run(...words: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const said = { out: '', err: '', exitCode: 0 };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
  const program = new Command().exitOverride();
  addForumCommands(program, { io, context: async () => place.governance, setExit: (code) => void (said.exitCode = code) });
  await program.parseAsync(words, { from: 'user' });
  return said;
}

it('lists forums as a table and as JSON', async () => {
  expect((await run('forum', 'list')).out).toMatch(/upper-ashvale-gp\s+GP leadership team\s+Upper Ashvale GP Leadership Team/);
  expect((JSON.parse((await run('forum', 'list', '--json')).out) as { code: string }[]).map(({ code }) => code)).toEqual(['upper-ashvale-gp', 'upper-ashvale-together']);
});

it('checks a forum, says what is vacant with rule and source, and raises no alarm where general practice sits', async () => {
  const { out, err, exitCode } = await run('forum', 'check', 'upper-ashvale-together');
  expect(out).toMatch(/Council\s+local authority\s+vacant/);
  expect(out).toMatch(/vacant\s+The director of public health\.\s+Director of public health\s+Council: vacant, nobody has held it\.\s+Integrated Care Systems, design framework.*page 24\s+reported/);
  expect([err, out.includes('Alarm'), exitCode]).toEqual(['4 not met, 2 vacant, 1 met\n', false, 0]);
});

it('gives one JSON value with every finding, as at the day asked for', async () => {
  const { out } = await run('forum', 'check', 'upper-ashvale-gp', '--as-at', '2025-01-01', '--json');
  expect(JSON.parse(out)).toMatchObject({ asAt: '2025-01-01', counts: { met: 5, 'not-met': 0 }, findings: [{ ruleId: 'gp-leadership-team/federations', state: 'met', bodyCode: 'GF-1', source: { status: 'derived' } }, {}, {}, {}, {}] });
});

it('refuses a code that is not there, with its own exit code', async () => {
  expect(await run('forum', 'check', 'nowhere')).toEqual({ out: '', err: expect.stringContaining('no forum with this code') as string, exitCode: 1 });
});
