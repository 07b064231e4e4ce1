import { afterAll, beforeAll, expect, it, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { PersonKey } from '#governance/testing';
import { opportunityTasks, proposalTasks } from '../../queries/ownTasks.ts';
import { LEADERSHIP_TEAM, voicePlace, type VoicePlace } from '../../testing/voicePlace.ts';
import { proposalPages } from '../proposals/proposalPages.tsx';
import { questionPages } from '../questions/questionPages.ts';
import { opportunityPages } from './opportunityPages.tsx';

let database: Database;
let place: VoicePlace;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await voicePlace(database);
  site = await placeSite(place, [...questionPages(place.voice), ...proposalPages(place.voice), ...opportunityPages(place.voice)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const tasksOf = (who: PersonKey) => opportunityTasks(place.voice)({ personId: who, permissions: place.acting(who).permissions }, place.voice.now());

test('a pilot is looked over, announced, entered, drawn, and verified on its page', async () => {
  const form = { forum: LEADERSHIP_TEAM, title: 'Group clinics', offer: 'Ten sessions.', place: '', eligible: 'pcn', pounds: '5,000', 'closes-day': '10', 'closes-month': '6', 'closes-year': '2026', method: 'lottery', places: '1' };
  expect((await site.post('/opportunities/new', 'pat', { ...form, places: '' })).body).toContain('It does not say how many can have it.');
  expect((await site.post('/opportunities/new', 'pat', form)).body).toContain('2 bodies are eligible and would be told now, all at once.');
  expect((await site.get('/opportunities', 'pat')).body).toContain('Nothing has been announced yet.');
  const { location } = await site.post('/opportunities/new', 'pat', { ...form, sure: 'yes' });
  const path = location.split('?')[0]!;
  expect((await tasksOf('cara')).map(({ title, due }) => [title, due])).toEqual([['Say whether Mill PCN is interested: Group clinics', '2026-06-10']]);
  expect((await site.post(`${path}/entry`, 'cara', { organisation: 'UZ001', interest: 'yes', then: 'today' })).location).toBe('/');
  expect((await site.post(`${path}/entry`, 'colin', { organisation: 'UZ002', interest: 'yes', words: '<script>' })).status).toBe(303);
  expect((await site.post(`${path}/entry`, 'mina', { organisation: 'UZ001', interest: 'yes' })).status).toBe(403);
  expect(await tasksOf('cara')).toEqual([]);

  const open = (await site.get(path, 'pat')).body;
  expect(open).toContain('The representative’s own PCN has no first choice.');
  expect(open).toContain('2 of 2 so far');
  expect(open).not.toMatch(/Weir PCN|Close the entries/);

  place.setNow('2026-06-11');
  expect((await tasksOf('pat')).map(({ title }) => title)).toEqual(['Close the entries and decide: Group clinics']);
  expect((await site.post(`${path}/settle`, 'pat', {})).location).toBe(`${path}?done=drawn`);
  const drawn = (await site.get(path, 'tara')).body;
  expect(drawn).toMatch(/Verified: worked out again just now/);
  expect(drawn).toContain('&lt;script&gt;');
  expect((await site.get('/opportunities', 'mina')).body).toContain('Who has had what so far');
  place.setNow('2026-06-01');
});

test('a proposal is begun, joined, and becomes a question from its page', async () => {
  expect((await site.get('/proposals', 'tara')).body).toContain('No idea has been put forward yet.');
  expect((await site.get('/proposals/new', 'lena')).status).toBe(403);
  const form = { organisation: 'ZZA01', forum: LEADERSHIP_TEAM, title: 'One round', why: 'Three vans.', better: 'Sooner.', links: 'https://example.org/vans' };
  expect((await site.post('/proposals/new', 'mina', { ...form, why: '' })).body).toContain('It does not say why.');
  const path = (await site.post('/proposals/new', 'mina', form)).location.split('?')[0]!;
  expect((await proposalTasks(place.voice)({ personId: 'pat', permissions: place.acting('pat').permissions }, place.voice.now())).map(({ href }) => href)).toEqual([path]);
  expect((await site.get(path, 'milo')).body).toContain('Join it, for Practice ZZA02');
  await site.post(`${path}/join`, 'milo', { organisation: 'ZZA02' });
  expect((await site.get(path, 'milo')).body).toContain('Leave it, for Practice ZZA02');
  expect((await site.post(`${path}/answer`, 'pat', { 'reason-answer': '' })).status).toBe(400);
  expect((await site.get(path, 'ivy')).body).not.toMatch(/Make a question of it|Answer it/);
  expect((await site.get(`${path}/question`, 'mina')).body).toContain('Three vans.');
  const { location } = await site.post(`${path}/question`, 'mina', { title: 'Should there be one round?', asks: 'All vans.', decisionType: 'ordinary', place: 'PL-1' });
  expect((await site.get(location, 'mina')).body).toContain('a proposal from general practice');
  expect((await site.get('/proposals', 'pat')).body).toContain('How much of the agenda general practice began');
});

it.each(['/proposals/P999', '/opportunities/O999'])('says that %s is not there', async (path) => {
  expect((await site.get(path, 'pat')).status).toBe(404);
});
