import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { addProgrammesCommands } from '../cli.ts';
import { closeProgramme } from '../commands/closeProgramme.ts';
import { recordFact } from '../commands/recordFact.ts';
import { startProgramme } from '../commands/startProgramme.ts';
import { inventedProgrammes } from '../testing/inventedProgrammes.ts';
import type { InventedProgrammes } from '../testing/inventedProgrammes.ts';

let database: Database;
let place: InventedProgrammes;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedProgrammes(database);
  place.setNow('2026-06-01');
});
afterAll(() => database.close());

async function run(...words: string[]): Promise<{ out: string; err: string; exit: number }> {
  const said = { out: '', err: '', exit: 0 };
  const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' };
  const program = new Command().exitOverride();
  addProgrammesCommands(program, { io, by: 'console:test', context: async () => place.programmes, setExit: (code) => void (said.exit = code) });
  await program.parseAsync(['programmes', ...words], { from: 'user' });
  return said;
}

test('a list without programmes says where they are started, and is an empty list for programs', async () => {
  expect((await run('list')).err).toContain('There is no programme yet.');
  expect(JSON.parse((await run('list', '--json')).out)).toEqual([]);
});

test('a programme is listed and shown with each step, what is next, what it answers and what it cost', async () => {
  const id = await startProgramme(place.programmes, place.acting('cara'), { organisationCode: 'UZ001', title: 'Visiting team', pattern: 'visiting-team', startedOn: isoDate('2026-01-05'), vision: 'A team visits you at home.' });
  const record = (fact: Parameters<typeof recordFact>[2]['fact']) => recordFact(place.programmes, place.acting('cara'), { programmeId: id, fact });
  await record({ kind: 'subject', on: isoDate('2026-01-05'), detail: { as: 'need', subject: { module: 'performance', kind: 'access', id: 'same-day:UZ001' } } });
  await record({ kind: 'cost', on: isoDate('2026-02-01'), detail: { pence: 120_050 }, words: 'A car' });
  await record({ kind: 'measure', on: isoDate('2026-01-05'), detail: { title: 'Home visits', unit: 'visits', series: { kind: 'entered' }, improvement: 'decrease', baseline: 100, target: 60, targetOn: isoDate('2026-12-31') } });
  const list = await run('list');
  for (const words of [id, 'Visiting team', 'UZ001', '1 of 8']) expect(list.out).toContain(words);
  const { out, exit } = await run('show', id);
  expect(exit).toBe(0);
  for (const words of [`Visiting team (${id}), Mill PCN, since 5 January 2026`, 'Next: Ask a leader of every practice: there are 3.', '1. Leaders say that standing still is worse: not yet', '3. The difference is measurable, and a patient understands it: met', 'has no figure since the start', 'The need: ', '£1,200.50 was entered as paid for it.']) expect(out).toContain(words);
  const json = JSON.parse((await run('show', id, '--json')).out) as Record<string, unknown>;
  expect(json).toMatchObject({ id, organisationCode: 'UZ001', startedOn: '2026-01-05', closedWithout: null, steps: [{ step: 'urgency', state: 'not-yet', next: { form: 'leader', href: `/programmes/${id}/steps/urgency?form=leader#form-leader` } }, {}, { step: 'vision', state: 'met', next: null }, {}, {}, {}, {}, {}], measures: [{ baseline: 100, target: 60, difference: { change: 'no-figures' } }], uses: [{ as: 'need', subject: 'performance/access/same-day:UZ001' }], cost: { enteredPence: 120_050, postsPencePerYear: null } });
});

test('one that was closed while step 7 was not met says why, for ever', async () => {
  const id = await startProgramme(place.programmes, place.acting('cara'), { organisationCode: 'UZ001', title: 'Given up', pattern: null, startedOn: isoDate('2026-01-05'), vision: '' });
  await closeProgramme(place.programmes, place.acting('cara'), { programmeId: id, words: 'The money ended.' });
  place.setNow('2029-06-01');
  expect((await run('show', id)).out).toContain('Closed on 1 June 2026, before the change held: The money ended.');
  expect((await run('list')).out.replace(/\s+/g, ' ')).toContain('before the change held');
  expect(JSON.parse((await run('show', id, '--json')).out)).toMatchObject({ closedWithout: 'The money ended.', closing: { on: '2026-06-01', held: false, words: 'The money ended.' } });
  place.setNow('2026-06-01');
});

test.each(['P999999', 'nonsense'])('%s is refused in words, with nothing on standard output', async (id) => {
  const { out, err, exit } = await run('show', id, '--json');
  expect([out, exit]).toEqual(['', 1]);
  expect(err).toContain(`There is no programme “${id}”.`);
});
