import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { grantAuthority } from '../commands/grantAuthority.ts';
import { DAY, inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace } from '../testing/inventedPlace.ts';
import { addAuthorityCommand } from './authorityCommand.ts';

let database: Database;
let place: InventedPlace;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPlace(database);
  await grantAuthority(place.governance, place.acting('ivy'), {
    giver: { kind: 'organisation', id: 'QZZ' }, receiver: { kind: 'forum', id: 'upper-ashvale-together' }, matters: ['local-schemes'], keptBack: [], withinCode: 'PL-1', limitDecisionPence: 25_000_00,
    limitYearPence: 100_000_00, mayDelegateOnward: false, consultLmc: false, jointWith: null, otherCondition: 'Hear the public first.', form: 'icb-committee', instrument: null, from: DAY, lastDay: null, status: 'in-force',
  });
});
afterAll(() => database.close());

async function run(...words: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const said = { out: '', err: '', exitCode: 0 };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => void (said.err += text) });
  addAuthorityCommand(program, { io, context: async () => place.governance, setExit: (code) => void (said.exitCode = code) });
  program.commands[0]!.exitOverride().configureOutput({ writeErr: (text) => void (said.err += text) });
  await program.parseAsync(['authority', ...words], { from: 'user' }).catch(() => (said.exitCode = 2));
  return said;
}

test('answers as a colleague would', async () => {
  const { out, err, exitCode } = await run('--subject', 'local-schemes', '--amount', '£25,000', '--within', 'pl-1', '--at', '2026-06-01');
  expect(exitCode).toBe(0);
  expect(err).toBe('');
  expect(out).toBe(`Enhanced services and local schemes for £25,000 at Upper Ashvale on 1 June 2026: Upper Ashvale Together decides. Something remains to be done first.

How it came there
  Ashvale ICB holds it.
  → Upper Ashvale Together, as committee of the ICB, has “Enhanced services and local schemes” within Upper Ashvale since 1 June 2026.
      ✓ £25,000 is within the limit of £25,000 a decision.
      ✓ Within the limit a year: nothing of £100,000 used in 2026/27 by earlier decisions, £100,000 left.
      … Hear the public first.

Before it may be decided
  – Consult the LMC first: it is owed on this matter.
  – Hear the public first.

Accountable
  – Ashvale ICB stays accountable, whoever decides and under every governance form.
`);
});

test('says that it can only be advised on, to whom, and what does not help', async () => {
  const { out } = await run('--subject', 'local-schemes', '--amount', '25000.01', '--within', 'PL-1', '--at', '2026-06-01');
  expect(out).toContain('nobody below the board of Ashvale ICB may decide this. Everybody else can only advise it.');
  expect(out).toContain('What does not help\n  – Upper Ashvale Together: £25,000.01 is over the limit of £25,000 a decision, by £0.01.');
});

test('gives one JSON value', async () => {
  const { out, err } = await run('--subject', 'icb-plan', '--within', 'PL-1', '--at', '2026-06-01', '--json');
  expect(JSON.parse(out)).toMatchObject({ question: { matter: 'icb-plan', amountPence: null, within: { code: 'PL-1', name: 'Upper Ashvale' } }, outcome: 'advise', decides: [{ kind: 'organisation', id: 'QZZ', name: 'Ashvale ICB' }], source: { status: 'unverified' } });
  expect(err).toBe('');
});

test('says what rests on what nobody has verified', async () => {
  expect((await run('--subject', 'list-closures', '--within', 'PL-1')).err).toMatch(/^Not verified: Who holds “Closing a practice’s list to new patients”/);
});

test('refuses a matter that is none and names what is like it; a place that is none; nonsense for an amount or a date', async () => {
  expect(await run('--subject', 'local-scheme', '--within', 'PL-1')).toMatchObject({ out: '', exitCode: 1, err: expect.stringMatching(/no matter called “local-scheme”.*local-schemes/) });
  expect(await run('--subject', 'local-schemes', '--within', 'NOWHERE')).toMatchObject({ exitCode: 1, err: expect.stringContaining('no organisation of this code') });
  expect(await run('--subject', 'local-schemes', '--within', 'PL-1', '--amount', 'lots')).toMatchObject({ exitCode: 2, err: expect.stringContaining('Write the amount in pounds') });
  expect(await run('--subject', 'local-schemes', '--within', 'PL-1', '--at', '31 February')).toMatchObject({ exitCode: 2 });
  expect(await run('--within', 'PL-1')).toMatchObject({ exitCode: 2, err: expect.stringContaining('Say which matter and where') });
});

test('runs the cases', async () => {
  expect((await run('--check-cases')).out).toMatch(/^(\d+) of \1 cases answered as they should be\.\n$/);
  expect(JSON.parse((await run('--check-cases', '--json')).out)).toMatchObject({ wrong: [] });
});
