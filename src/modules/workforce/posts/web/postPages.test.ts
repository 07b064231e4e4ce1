import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { claimsOf } from '#funding';
import { financialYear } from '#kernel/financialYear.ts';
import { monthClaimPages } from './claimPages.tsx';
import { peoplePages } from './peoplePages.tsx';
import { postPages } from './postPages.tsx';

const PCN = '/workforce/pcns/UZ001';
let database: Database;
let place: InventedWorkforce;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedWorkforce(database);
  place.setNow('2026-06-03');
  site = await placeSite(place, [...peoplePages(place.workforce), ...postPages(place.workforce), ...monthClaimPages(place.workforce)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const day = (name: string, text: string) => {
  const [year, month, date] = text.split('-');
  return { [`${name}-day`]: date!, [`${name}-month`]: month!, [`${name}-year`]: year! };
};
const NEW = { reference: 'CP1', role: 'clinical-pharmacist', wte: '1', employer: 'ZZA01', home: 'practice:ZZA01', 'hours-ZZA01': '20', 'hours-ZZA02': '17.5', 'funded-by': 'additional-roles', region: 'national', ...day('starts', '2026-01-01') };

test('a PCN without posts says what to do, and who works in one PCN is led to it', async () => {
  expect((await site.get('/workforce', 'cara')).location).toBe(PCN);
  expect((await site.get('/workforce', 'mina')).location).toBe(PCN);
  expect((await site.get(PCN, 'cara')).body).toContain('No post was entered for this day');
});

test('a post goes from its form to the people page, is filled, shared, changed and left, and whoever it managed is given to another at once', async () => {
  expect((await site.post(`${PCN}/posts/new`, 'cara', { ...NEW, wte: '1.5' })).body).toContain('at most 1; 1.5 was entered');
  const added = await site.post(`${PCN}/posts/new`, 'cara', NEW);
  const path = added.location.split('?')[0]!;
  expect((await site.post(`${PCN}/posts/new`, 'cara', NEW)).body).toContain('1 post of this PCN has the reference CP1 already');
  expect((await site.get(path, 'mina')).body).toContain('Practice ZZA02, 17.5 hours a week');
  expect((await site.post(`${path}/fill`, 'cara', { name: 'Ann <Able>', wte: '1.2', ...day('starts', '2026-02-01') })).body).toContain('at most 1; 1.2 was entered');
  expect((await site.post(`${path}/fill`, 'cara', { name: 'Ann <Able>', wte: '0.6', ...day('starts', '2026-02-01') })).status).toBe(303);
  const people = (await site.get(PCN, 'mina')).body;
  expect(people).toContain('Ann &lt;Able&gt;');
  expect(people).toContain('1 is wholly or partly vacant, 0.4 WTE');
  expect(people.match(/Ann &lt;Able&gt;/g)).toHaveLength(1);
  expect((await site.get(`${PCN}?on=2026-01-15`, 'mina')).body).not.toContain('Able');

  const ann = /value="([0-9a-f-]{36})">Ann/.exec((await site.get(`${PCN}/posts/new`, 'cara')).body)![1]!;
  const under = await site.post(`${PCN}/posts/new`, 'cara', { ...NEW, reference: 'LW1', role: 'social-prescribing-link-worker', 'line-manager': ann });
  expect(under.status).toBe(303);
  await site.post(`${PCN}/staff`, 'cara', { what: 'add', name: 'Bea' });
  const bea = /value="([0-9a-f-]{36})">Bea/.exec((await site.get(`${PCN}/posts/new`, 'cara')).body)![1]!;

  const filling = /leave\?filling=([0-9a-f-]{36})/.exec((await site.get(path, 'cara')).body)![1]!;
  expect((await site.get(`${path}/leave?filling=${filling}`, 'cara')).body).toContain('Too little supervision');
  const left = await site.post(`${path}/leave`, 'cara', { filling, reason: 'workload', ...day('ends', '2026-06-02') });
  expect(left.location).toBe(`${PCN}/reassign?from=${ann}`);
  expect((await site.get(PCN, 'mina')).body).toContain('1 post has no line manager');
  expect((await site.get(left.location, 'cara')).body).toContain('of 1 post');
  expect((await site.post(`${PCN}/reassign`, 'cara', { who: ann, to: bea, ...day('from', '2026-06-03') })).location).toContain('done=reassigned');
  expect((await site.get(PCN, 'mina')).body).not.toContain('has no line manager');

  const form = { ...NEW, mode: 'change', title: 'Clinical pharmacist', band: '8a', ...day('from', '2026-07-01') };
  expect((await site.post(`${path}/change`, 'cara', form)).status).toBe(303);
  expect((await site.get(path, 'mina')).body).toContain('Band: 8a, before Not said');
  expect((await site.post(`${path}/end`, 'cara', day('ends', '2025-01-01'))).body).toContain('is before the first');
  expect((await site.post(`${path}/end`, 'cara', day('ends', '2026-12-31'))).status).toBe(303);
});

test('the people page downloads as a file', async () => {
  const csv = await site.get(`${PCN}?download=csv&table=posts`, 'mina');
  expect(csv.body).toContain('CP1,Clinical pharmacist');
});

test('the month’s claim is made from the posts: what is wrong is said, nothing of it is kept, then all of it', async () => {
  const path = `${PCN}/claim`;
  const own = () => claimsOf(database.as(), 'UZ001', financialYear('2025/26'));
  const page = (await site.get(`${path}?month=2026-03`, 'cara')).body;
  expect(page).toContain('The cost of the post is not known');
  const filling = /name="salary-([0-9a-f-]{36})"/.exec(page)![1]!;
  expect((await site.post(path, 'cara', { month: '2026-03' })).body).toContain('CP1: enter what was paid');
  expect((await site.post(path, 'cara', { month: '2026-03', [`salary-${filling}`]: '2500', [`ni-${filling}`]: '300', [`pension-${filling}`]: '359.50', [`maximum-${filling}`]: '60000' })).body).toContain('£66972 a year; £60000 was entered');
  expect(await own()).toEqual([]);
  const right = { month: '2026-03', [`salary-${filling}`]: '2500', [`ni-${filling}`]: '300', [`pension-${filling}`]: '359.50' };
  const checked = await site.post(path, 'cara', right);
  expect([checked.status, checked.body.includes('£3,159.50 may be claimed')]).toEqual([200, true]);
  expect((await site.post(path, 'cara', { ...right, change: 'yes' })).body).toContain('value="359.50"');
  expect(await own()).toEqual([]);
  expect((await site.post(path, 'mina', { ...right, keep: 'yes' })).status).toBe(403);
  expect((await site.post(path, 'cara', { ...right, keep: 'yes' })).location).toContain('/funding/pcns/UZ001/claims?year=2025');
  // 66,972 ÷ 12 × 0.6 is 3,348.60: more than the 3,159.50 that was paid.
  expect(await own()).toMatchObject([{ post: 'CP1', claimPence: 315_950, state: 'draft' }]);
  expect((await site.post(path, 'cara', right)).body).toContain('stands already');
  expect((await site.get(`${path}?month=2019-01`, 'cara')).body).toContain('nothing to claim');
  expect((await site.get(path, 'mina')).status).toBe(403);
});

test('a name is erased from the page', async () => {
  const bea = /value="([0-9a-f-]{36})">Bea/.exec((await site.get(`${PCN}/posts/new`, 'cara')).body)![1]!;
  expect((await site.post(`${PCN}/staff`, 'cara', { what: 'erase', staff: bea })).status).toBe(303);
  expect((await site.get(PCN, 'mina')).body).toContain('somebody whose name was erased');
});

test.each<[PersonKey, number, number]>([['mina', 200, 403], ['petra', 200, 403], ['colin', 403, 403], ['paul', 403, 403], ['ivy', 403, 403], ['adam', 403, 403]])('%s is answered %i by the people page and %i by its forms', async (who, reads, keeps) => {
  expect((await site.get(PCN, who)).status).toBe(reads);
  for (const form of ['posts/new', 'staff', 'reassign']) expect((await site.get(`${PCN}/${form}`, who)).status).toBe(keeps);
  expect((await site.post(`${PCN}/posts/new`, who, { ...NEW, reference: 'X' })).status).toBe(keeps);
});

test('what is not there is not found', async () => {
  expect((await site.get('/workforce/pcns/NONE', 'cara')).status).toBe(404);
  expect((await site.get('/workforce/posts/00000000-0000-4000-8000-000000000000', 'cara')).status).toBe(404);
  expect((await site.get(`${PCN}?on=soon`, 'cara')).status).toBe(400);
});
