import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { announceOpportunity } from '../commands/announceOpportunity.ts';
import { draftQuestion } from '../commands/draftQuestion.ts';
import { enterOpportunity } from '../commands/enterOpportunity.ts';
import { moveQuestionOn } from '../commands/moveQuestionOn.ts';
import { settleOpportunity } from '../commands/settleOpportunity.ts';
import { draftOf, LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../testing/voicePlace.ts';
import { addOpportunityCommand } from './opportunityCommand.ts';
import { addQuestionCommand } from './questionCommand.ts';

let database: Database;
let place: VoicePlace;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await voicePlace(database);
});
afterAll(() => database.close());

async function run(...words: string[]): Promise<{ out: string; err: string; exit: number }> {
  const said = { out: '', err: '', exit: 0 };
  const program = new Command();
  const commands = {
    io: { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: '/' },
    context: async () => place.voice,
    setExit: (code: number) => void (said.exit = code),
  };
  addQuestionCommand(program, commands);
  addOpportunityCommand(program, commands);
  await program.parseAsync(words, { from: 'user' });
  return said;
}

test('a question is shown as far as everybody may read it: no names, no reasons', async () => {
  const id = await draftQuestion(place.voice, place.acting('pat'), LEADERSHIP_TEAM, draftOf({ options: ['Stay', 'Move'] }));
  await moveQuestionOn(place.voice, place.acting('pat'), { questionId: id, event: 'defer', reason: 'Our fall-back is Tuesday.' });
  const { out, err } = await run('question', 'show', id);
  expect(out).toContain('Should the diabetes clinic move to the hub?');
  expect(err).toContain('never leave through the console');
  const json = await run('question', 'show', id, '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    id, state: 'deferred', place: { code: 'PL-1', name: 'Upper Ashvale' }, decidesForum: { code: 'upper-ashvale-together' }, options: [{ id: 'a', label: 'Stay' }, { id: 'b', label: 'Move' }],
    steps: [{ event: 'draft', to: 'drafted' }, { event: 'defer', to: 'deferred' }], decisions: [], confidence: { withheld: ['named-answers', 'mandate'] },
  });
  for (const text of [out, json.out]) expect(text).not.toMatch(/fall-back|Pat Lead|"pat"/);
  expect((await run('question', 'list')).out).toContain(id);
});

test('a number that nobody gave ends with exit code 1', async () => {
  expect(await run('question', 'show', 'Q999', '--json')).toMatchObject({ out: '', exit: 1 });
  expect(await run('opportunity', 'verify', 'O999')).toMatchObject({ out: '', exit: 1 });
});

test('a draw is verified, and not before it is drawn', async () => {
  const id = await announceOpportunity(place.voice, place.acting('pat'), LEADERSHIP_TEAM, {
    placeCode: 'PL-1', title: 'A pilot', offer: 'Ten sessions.', eligibleKinds: ['pcn'], method: 'lottery', places: 1, penceEach: null, measure: null, criteria: [], panel: [], closesOn: isoDate('2026-06-10'),
  });
  await enterOpportunity(place.voice, place.acting('cara'), { opportunityId: id, organisationCode: 'UZ001', isInterested: true });
  expect(await run('opportunity', 'verify', id)).toMatchObject({ exit: 1 });
  place.setNow('2026-06-11');
  await settleOpportunity(place.voice, place.acting('pat'), id);
  expect((await run('opportunity', 'verify', id)).out).toMatch(/\nverified\n$/);
  expect(JSON.parse((await run('opportunity', 'verify', id, '--json')).out)).toMatchObject({ isVerified: true, entries: ['UZ001'], outcome: [{ code: 'UZ001', isGranted: true }] });
  place.setNow('2026-06-01');
});
