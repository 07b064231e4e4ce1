import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce } from '../../testing/inventedWorkforce.ts';
import { addPost, fillPost } from '../index.ts';
import { addPostsCommand } from './postsCommand.ts';

let database: Database;
let place: InventedWorkforce;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedWorkforce(database);
  place.setNow('2026-06-03');
  const postId = await addPost(place.workforce, place.acting('cara'), {
    pcnCode: 'UZ001', reference: 'CP1', startsOn: isoDate('2026-01-01'),
    facts: {
      role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', wte: '1', employerCode: 'ZZA01', home: { kind: 'practice', code: 'ZZA01' }, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null,
      meetsEveryWeeks: null, sitsAt: null, fundedBy: 'additional-roles', region: 'national', costPence: null,
    },
  });
  await fillPost(place.workforce, place.acting('cara'), { postId, newName: 'Ann Unheard', wte: '0.6', startsOn: isoDate('2026-02-01') });
});
afterAll(() => database.close());

async function run(...words: string[]): Promise<{ out: string; err: string }> {
  const said = { out: '', err: '' };
  const program = new Command();
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
  addPostsCommand(program, { io, by: 'console', context: async () => place.workforce, setExit: () => {} });
  await program.parseAsync(['posts', ...words], { from: 'user' });
  return said;
}

test('a PCN’s posts as at a day are one JSON value, with who fills how much by number and nobody’s name', async () => {
  const { out, err } = await run('uz001', '--as-at', '2026-03-01', '--json');
  expect(JSON.parse(out)).toMatchObject({ pcnCode: 'UZ001', asAt: '2026-03-01', posts: [{ reference: 'CP1', role: 'clinical-pharmacist', wte: '1', home: { kind: 'practice', code: 'ZZA01' }, startsOn: '2026-01-01', holders: [{ wte: '0.6', startsOn: '2026-02-01' }] }] });
  expect(err).toBe('');
  expect(out).not.toContain('Unheard');
});

test('before its first day there is no post, and before anybody came it is vacant', async () => {
  expect(JSON.parse((await run('UZ001', '--as-at', '2025-12-31', '--json')).out)).toEqual({ pcnCode: 'UZ001', asAt: '2025-12-31', posts: [] });
  expect((await run('UZ001', '--as-at', '2026-01-15')).out).toMatch(/CP1\s+Clinical pharmacist\s+1\s+vacant\s+ZZA01/);
});

test('without a day it is today, as a table', async () => {
  const { out } = await run('UZ001');
  expect(out).toContain('UZ001: 1 post on 3 June 2026');
  expect(out).toMatch(/CP1\s+Clinical pharmacist\s+1\s+0\.6\s+ZZA01/);
  expect((await run('UZ002')).out).toContain('UZ002: 0 posts on 3 June 2026');
});

test.each([
  ['a code that is no PCN’s', ['ZZA01'], 'pcn-not-found', 'The register has no PCN “ZZA01”.'],
  ['a code that nobody has', ['NONE', '--json'], 'pcn-not-found', 'The register has no PCN “NONE”.'],
  ['a day that is none', ['UZ001', '--as-at', '2026-02-30', '--json'], 'day-unknown', '“2026-02-30” is not a day.'],
])('%s is refused, and nothing is said on standard output', async (_, words, code, what) => {
  await expect(run(...words)).rejects.toMatchObject({ refusal: { code, what } });
});
