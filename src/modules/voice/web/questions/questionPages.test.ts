import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import { draftQuestion } from '../../commands/draftQuestion.ts';
import { changeQuestion } from '../../commands/changeQuestion.ts';
import { moveQuestionOn } from '../../commands/moveQuestionOn.ts';
import { plantDecision } from '../../testing/plantedDecision.ts';
import { draftOf, LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';
import { questionPages } from './questionPages.ts';

let database: Database;
let place: VoicePlace;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await voicePlace(database);
  site = await placeSite(place, questionPages(place.voice));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const draft = () => draftQuestion(place.voice, place.acting('pat'), LEADERSHIP_TEAM, draftOf({ amountPence: 1_250_000, about: [{ module: 'register', kind: 'organisation', id: 'UZ001' }] }));

const FORM = { forum: LEADERSHIP_TEAM, title: 'Should we <b>move</b>?', asks: 'All of it.', options: '', decisionType: 'money', place: '', matter: '', amount: '12,500', decides: '', lead: 'pat', about: 'register/organisation/UZ001' };

describe('drafting', () => {
  it('saves what was typed, leads to the thread, and text stays text', async () => {
    const reply = await site.post('/questions/new', 'cara', FORM);
    expect([reply.status, reply.body.slice(0, 300)]).toEqual([303, '']);
    const page = (await site.get(reply.location, 'cara')).body;
    expect(page).toContain('Should we &lt;b&gt;move&lt;/b&gt;?');
    expect(page).toContain('£12,500');
    expect(page).toContain('Organisation UZ001');
    expect(page).toContain('The draft was saved.');
  });

  it.each<[field: string, value: string, says: string]>([
    ['title', '', 'has no title'],
    ['amount', 'much', 'is not an amount of money'],
    ['place', 'RZZ', 'No practice is within RZZ'],
    ['about', 'somewhere', 'There is nothing called'],
    ['options', 'One', 'One option is no choice'],
  ])('shows what is wrong with %s beside it, with everything typed kept', async (field, value, says) => {
    const reply = await site.post('/questions/new', 'pat', { ...FORM, [field]: value });
    expect(reply.status).toBe(400);
    expect(reply.body).toContain(says);
    expect(reply.body).toContain(`href="#field-${field}"`);
    expect(reply.body).toContain('All of it.');
  });

  test('is for leadership teams: others are sent to begin a proposal', async () => {
    expect((await site.get('/questions/new', 'mina')).status).toBe(403);
    const reply = await site.get('/questions/new', 'sam');
    expect([reply.status, reply.body.includes('Begin a proposal')]).toEqual([403, true]);
  });
});

describe('a thread', () => {
  it.each<[who: PersonKey, what: string, isInside: boolean]>([
    ['pat', 'the chair', true],
    ['cara', 'a clinical director', true],
    ['lena', 'the LMC', true],
    ['mina', 'a practice manager', true],
    ['petra', 'a partner', true],
    ['ivy', 'the commissioner on the team itself', false],
    ['boris', 'a member of the ICB’s board', false],
    ['tara', 'a system partner', false],
    ['adam', 'the administrator', false],
  ])('shows %s, %s, no reasons and no earlier words unless they belong to general practice', async (who, _what, isInside) => {
    const id = await draft();
    await changeQuestion(place.voice, place.acting('pat'), id, draftOf({ title: 'Another title' }));
    await moveQuestionOn(place.voice, place.acting('pat'), { questionId: id, event: 'defer', reason: 'Our fall-back is Tuesday.' });
    const { status, body } = await site.get(`/questions/${id}`, who);
    expect(status).toBe(200);
    expect(body).toContain('Another title');
    expect(body.includes('Our fall-back is Tuesday.')).toBe(isInside);
    expect(body.includes('Should the diabetes clinic')).toBe(isInside);
  });

  it('offers a leader the one thing to do next, and others nothing to press', async () => {
    const id = await draft();
    expect((await site.get(`/questions/${id}`, 'pat')).body).toContain('Open a canvass');
    for (const who of ['mina', 'ivy', 'adam'] as const) expect((await site.get(`/questions/${id}`, who)).body).not.toMatch(/Open a canvass|Record this/);
  });

  it('takes a step with a reason, and asks for one that is missing', async () => {
    const id = await draft();
    const without = await site.post(`/questions/${id}/step`, 'pat', { event: 'withdraw', reason: '' });
    expect([without.status, without.body.includes('No reason is given.')]).toEqual([400, true]);
    expect((await site.post(`/questions/${id}/step`, 'pat', { event: 'dance' })).body).toContain('Choose what happens to it');
    expect((await site.post(`/questions/${id}/step`, 'pat', { event: 'withdraw', reason: 'Gone' })).status).toBe(303);
    expect((await site.post(`/questions/${id}/step`, 'colin', { event: 'reopen', reason: 'Back' })).status).toBe(303);
    expect((await site.post(`/questions/${id}/step`, 'sam', { event: 'withdraw', reason: 'x' })).status).toBe(403);
  });

  it('tells of a withheld decision neither what was agreed nor what it owes, but to its own forum', async () => {
    const owing = { check: 'mandate' as const, isMet: false, says: 'x', rule: 'r', source: 's', standing: 'provisional' as const, cure: { kind: 'ratify' as const, says: 'The team ratifies it.' } };
    const { questionId } = await plantDecision(database, place, { isWithheld: true, optionId: 'b', findings: [owing], question: { options: ['Pay the partner', 'Dismiss her'] } });
    const said = async (who: PersonKey) => (await site.get(`/questions/${questionId}`, who)).body.match(/Agreed: Dismiss her|The team ratifies it\.|It names a member of staff\./g);
    expect(await said('mona')).toEqual(['It names a member of staff.']);
    expect(await said('tara')).toEqual(['Agreed: Dismiss her', 'The team ratifies it.']);
  });

  it('leads from the decision to the report back', async () => {
    const id = await draft();
    await sql`update question set state = 'decided' where id = ${id}`.execute(database.as());
    expect((await site.get(`/questions/${id}`, 'pat')).body).toContain(`href="/questions/${id}/report"`);
  });

  it('is not there for a number that nobody gave', async () => {
    expect((await site.get('/questions/Q999', 'pat')).status).toBe(404);
  });
});

test('the list says where each stands and what comes next, and downloads', async () => {
  const { body } = await site.get('/questions', 'ivy');
  expect(body).toContain('Open a canvass');
  expect(body).not.toContain('Draft a question');
  expect((await site.get('/questions', 'pat')).body).toContain('Draft a question');
  const file = await site.get('/questions?download=csv&table=questions', 'mina');
  expect(file.body.split('\r\n')[0]).toBe('Question,Place,Where it stands,Next step,Drafted,Number');
});
