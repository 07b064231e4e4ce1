import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { mapCensusRole, pcnCensusOf } from '../index.ts';
import { inventedCensus } from '../testing/inventedCensus.ts';
import { censusPages } from './censusPages.tsx';

const PCN = '/workforce/pcns/UZ001/census';
let place: InventedWorkforce & { loader: Loader };
let site: PlaceSite;

beforeAll(async () => {
  place = await inventedCensus(await testDatabase('pglite'));
  place.setNow('2026-06-03');
  site = await placeSite(place, censusPages(place.workforce));
});
afterAll(async () => {
  await site.close();
  await place.loader.close();
});

const refusal = (code: string, what?: RegExp) => ({ refusal: { code, ...(what ? { what: expect.stringMatching(what) as unknown as string } : {}) } });
const map = (who: PersonKey, name: string, is: string) => mapCensusRole(place.workforce, place.acting(who), { name, is });
const unknown = async () => (await pcnCensusOf(place.workforce, 'UZ001')).unknown.map(({ name }) => name);

test('the page of a PCN shows to anybody its roles and WTE for each census, and what changed between them', async () => {
  const { status, body } = await site.get(PCN);
  expect(status).toBe(200);
  expect(body).toContain('On 30 November 2025 the census counted');
  expect(body).toContain('5.07 WTE in 6 posts');
  expect(body).toContain('1.4 WTE of them bought from other bodies');
  const csv = (await site.get(`${PCN}?download=csv&table=census-roles`)).body;
  expect(csv).toMatch(/Clinical pharmacist,Additional role,0\.5,1,1\.6,2/);
  expect(csv).toMatch(/Care coordinator,Additional role,0,0,0\.67,1/);
  expect((await site.get(`${PCN}?download=csv&table=census-changes`)).body).toMatch(/Clinical pharmacist,2025-06-30,2025-11-30,0\.5,1\.6,1\.1,1/);
});

test('who sees the posts of the PCN is led to them from its census; others see the census alone', async () => {
  for (const who of ['cara', 'mina', 'petra'] as const) expect((await site.get(PCN, who)).body).toContain('href="/workforce/pcns/UZ001/plan"');
  for (const who of [undefined, 'colin', 'ivy'] as const) expect((await site.get(PCN, who)).body).not.toContain('href="/workforce/pcns/UZ001/plan"');
  expect((await site.get(PCN, 'mina')).body).not.toContain('/UZ001/claim');
});

test('a PCN that is in one census and not in another is said to be missing there, not to have had nobody', async () => {
  expect((await site.get('/workforce/pcns/UZ002/census')).body).toContain('It is not in the census of 30 June 2025: that is not the same as having had no staff');
  expect((await site.get('/workforce/pcns/NONE/census')).status).toBe(404);
});

test('an unknown census role is kept, counted, listed, and mapped by a person; a later word ends the earlier', async () => {
  expect((await site.get(PCN)).body).toContain('One role is neither among the additional roles nor known to be none: Cloud Watcher');
  expect((await site.get('/workforce/census')).body).toContain('Cloud Watcher');
  expect((await site.get('/workforce/census/roles', 'cara')).body).toContain('Cloud Watcher (1 post)');
  const wrong = await site.post('/workforce/census/roles', 'cara', { name: 'Cloud Watcher', is: 'wizard' });
  expect([wrong.status, wrong.body.includes('“wizard” is none of the')]).toEqual([400, true]);
  expect((await site.post('/workforce/census/roles', 'cara', { name: 'Cloud Watcher', is: 'care-coordinator' })).location).toBe('/workforce/census/roles?done=kept');
  expect(await unknown()).toEqual([]);
  expect((await site.get(`${PCN}?download=csv&table=census-roles`)).body).toMatch(/Care coordinator,Additional role,0,0,1\.07,2/);
  expect((await site.get('/workforce/census/roles', 'cara')).body).toContain('Cloud Watcher: Care coordinator, since 3 June 2026');
  await map('colin', 'cloud  watcher', 'not-an-additional-role');
  expect((await pcnCensusOf(place.workforce, 'UZ001')).roles.find(({ title }) => title === 'Cloud Watcher')).toMatchObject({ kind: 'other' });
  const { rows } = await sql<{ beliefs: number; standing: number }>`select count(*)::int as beliefs, count(*) filter (where upper_inf(recorded))::int as standing from census_role_mapped`.execute(place.workforce.database.as());
  expect(rows).toEqual([{ beliefs: 2, standing: 1 }]);
});

test.each<[fact: string, who: PersonKey, name: string, is: string, code: string, what: RegExp]>([
  ['a role that no census has', 'cara', 'Rain Maker', 'paramedic', 'census-role-not-found', /None of the 2 censuses held has a role “Rain Maker”/],
  ['a role that the rules know', 'cara', 'Pharmacist', 'paramedic', 'census-role-known', /it is a clinical pharmacist/],
  ['a role that is none of the additional ones', 'cara', 'Cloud Watcher', 'wizard', 'role-unknown', /“wizard” is none of the \d+ additional roles/],
  ['a word of somebody who keeps no posts', 'mina', 'Cloud Watcher', 'paramedic', 'not-allowed', /You keep no posts/],
])('%s is refused', async (_, who, name, is, code, what) => {
  await expect(map(who, name, is)).rejects.toMatchObject(refusal(code, what));
});

test('two who map the same role at once leave one belief', async () => {
  await Promise.all([map('cara', 'Cloud Watcher', 'paramedic'), map('colin', 'Cloud Watcher', 'gp')]);
  const { rows } = await sql<{ standing: number }>`select count(*)::int as standing from census_role_mapped where upper_inf(recorded)`.execute(place.workforce.database.as());
  expect(rows).toEqual([{ standing: 1 }]);
});

test.each<[PersonKey | undefined, number]>([[undefined, 303], ['mina', 403], ['petra', 403], ['cara', 200], ['ivy', 200]])('%s is answered %i where a role is mapped', async (who, status) => {
  expect((await site.get('/workforce/census/roles', who)).status).toBe(status);
});
