import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { planPages } from '../plan/web/planPages.tsx';
import { rotaPages } from '../sharing/web/rotaPages.tsx';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { plantPost } from '../turnover/testing/plantedPosts.ts';

let database: Database;
let place: InventedWorkforce;
let site: PlaceSite;
beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedWorkforce(database);
  await plantPost(place, { reference: 'P1', from: '2024-01-01', fillings: [{ from: '2024-01-01' }] });
  await plantPost(place, { reference: 'V1', from: '2025-01-01', fillings: [] });
  const pages = [...planPages(place.workforce, async () => ({ pence: 10_000_000, status: 'reported' })), ...rotaPages(place.workforce)];
  site = await placeSite(place, pages);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const PLAN = '/workforce/pcns/UZ001/plan';
const ROTA = '/workforce/pcns/UZ001/rota';

test('the plan says what will be claimed and by nobody, takes a scenario and its change, and a step of a recruitment', async () => {
  const cara = await site.browserOf('cara');
  const first = await cara.get(PLAN);
  expect([first.status, first.body.includes('£60,000 will be claimed'), first.body.includes('£40,000 will be claimed by nobody'), first.body.includes('With every vacancy filled')]).toEqual([200, true, true, true]);
  expect((await cara.post(PLAN, { year: '2026/27', name: '', intent: 'x' })).status).toBe(400);
  expect(await cara.post(PLAN, { year: '2026/27', name: 'Visits', intent: 'More visits <at home>' })).toMatchObject({ status: 303 });
  const { body } = await cara.get(PLAN);
  expect(body).toContain('More visits &lt;at home&gt;');
  const scenario = /<option value="([0-9a-f-]{36})">Visits/.exec(body)![1]!;
  const wrong = await cara.post(`${PLAN}/change`, { scenario, kind: 'end', reference: 'Z9', month: '2026-10-01' });
  expect([wrong.status, wrong.body.includes('There is no post Z9')]).toEqual([400, true]);
  expect((await cara.post(`${PLAN}/change`, { scenario, kind: 'move', reference: 'V1', month: '2026-10-01', year: '2026/27' })).status).toBe(303);
  expect((await cara.get(`${PLAN}?download=csv&table=scenarios`)).body).toContain('Visits,90000,10000,0,0,none,0');
  // A file has no form of its own: the next one is sent from the page.
  await cara.get(PLAN);
  await cara.get(`${PLAN}/recruitment`);
  expect((await cara.post(`${PLAN}/recruitment`, { reference: 'V1', on: 'soon' })).status).toBe(400);
  expect((await cara.post(`${PLAN}/recruitment`, { reference: 'V1', on: '2026-05-01' })).status).toBe(303);
  const recruitment = /name="recruitment" value="([0-9a-f-]{36})"/.exec((await cara.get(`${PLAN}/recruitment`)).body)![1]!;
  expect((await cara.post(`${PLAN}/step`, { recruitment, event: 'start', on: '2026-05-02' })).status).toBe(400);
  expect((await cara.post(`${PLAN}/step`, { recruitment, event: 'shortlist', on: '2026-05-15' })).status).toBe(303);
  expect((await cara.get(`${PLAN}/recruitment?download=csv&table=recruitment`)).body).toContain('V1: Clinical pharmacist,shortlisted,2026-05-15,14,17');
  expect((await cara.get(`${PLAN}/recruitment`)).body).toContain('Take back “shortlisted”');
  expect((await cara.post(`${PLAN}/undo`, { recruitment })).location).toBe(`${PLAN}/recruitment?done=undone`);
  expect((await cara.get(`${PLAN}/recruitment`)).body).toContain('Take back “advertised”');
  expect((await cara.get(`${PLAN}/risks?rise=10`)).body).toContain('if pay rises by 10% and the maxima do not');
  expect((await cara.get(`${PLAN}/risks?rise=lots`)).status).toBe(400);
  expect((await cara.get(`${PLAN}?year=soon`)).status).toBe(400);
});

test('the rota is shared by list and compared with what happened; words in place of minutes are refused', async () => {
  const cara = await site.browserOf('cara');
  expect((await cara.get(ROTA)).body).toContain('0 of 2 posts have a rota');
  const wrong = await cara.post(ROTA, { reference: 'P1', sharedBy: 'list', minutes: 'many', from: '2026-05-18' });
  expect([wrong.status, wrong.body.includes('Enter whole minutes')]).toEqual([400, true]);
  expect(await cara.post(ROTA, { reference: 'P1', sharedBy: 'list', minutes: '2000', session: '200', from: '2026-05-18' })).toMatchObject({ status: 303, location: `${ROTA}?done=shared` });
  await cara.get(ROTA);
  expect((await cara.post(`${ROTA}/minutes`, { reference: 'P1', week: '2026-05-18', 'minutes-ZZA01': 'two' })).status).toBe(400);
  expect((await cara.post(`${ROTA}/minutes`, { reference: 'P1', week: '2026-05-18', 'minutes-ZZA01': '500' })).status).toBe(303);
  expect((await cara.get(`${ROTA}?download=csv&table=shares`)).body).toContain('Practice ZZA01,100,400,500,400,2,P1');
  const { body } = await cara.get(ROTA);
  expect(body).toContain('had 100 minutes more than planned');
  // One row for the week, which says who had more or less; each practice’s own stands folded.
  expect(body.match(/id="weeks"[\s\S]*?<\/table>/)![0].match(/<tr class="nhsuk-table__row"/g)).toHaveLength(1);
  expect((await cara.get(`${ROTA}?download=csv&table=weeks`)).body).toContain('100 more');
  expect((await cara.get(`${ROTA}?download=csv&table=practice-weeks`)).body).toContain('400,500,100');
});

test('minutes that were entered by mistake are taken back, and so is a rota: what was planned before holds again', async () => {
  const cara = await site.browserOf('cara');
  await cara.get(ROTA);
  expect((await cara.post(`${ROTA}/undo`, { reference: 'P1', week: '2026-05-18' })).location).toBe(`${ROTA}?done=undone`);
  expect((await cara.get(ROTA)).body).toContain('Nobody entered what happened');
  expect((await cara.post(`${ROTA}/undo`, { reference: 'P1', week: '2026-05-18' })).status).toBe(404);
  await cara.get(ROTA);
  expect((await cara.post(ROTA, { reference: 'P1', sharedBy: 'list', minutes: '1000', from: '2026-06-01' })).status).toBe(303);
  const rota = /name="rota" value="([0-9a-f-]{36})"/.exec((await cara.get(ROTA)).body)![1]!;
  expect((await cara.post(`${ROTA}/undo`, { rota })).status).toBe(303);
  expect((await cara.get(ROTA)).body).toContain('2,000 minutes a week since 18 May 2026');
});

test('a year of which no sum is known says so, and what can be done until it is', async () => {
  const context = place.workforce;
  const site = await placeSite(place, planPages(context, async (_, { year }) => ({ missing: `No rates of ${year} are published.` })));
  const { body } = await site.get(`${PLAN}?year=2027/28`, 'cara');
  expect([body.includes('The sum for additional roles in 2027/28 is not known'), body.includes('No rates of 2027/28 are published.'), body.includes('enter the costs that are missing')]).toEqual([true, true, true]);
  expect(body).not.toContain('claimed by nobody');
  await site.close();
});

test.each<[PersonKey, number]>([['mina', 200], ['colin', 403], ['boris', 403], ['ivy', 403]])('%s gets %i for the pages, and no form', async (person, status) => {
  const browser = await site.browserOf(person);
  for (const path of [PLAN, `${PLAN}/risks`, `${PLAN}/recruitment`, ROTA]) {
    const page = await browser.get(path);
    expect(page.status).toBe(status);
    expect(page.body).not.toContain('chorus-form');
  }
});
