import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { addStaff } from '../../posts/index.ts';
import { postPages } from '../../posts/web/postPages.tsx';
import { pulsePages } from '../../pulse/web/pulsePages.tsx';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { plantPost } from '../../turnover/testing/plantedPosts.ts';
import { belongingPages } from './belongingPages.tsx';

const PATH = '/workforce/pcns/UZ001/belonging';
let database: Database;
let place: InventedWorkforce;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedWorkforce(database);
  site = await placeSite(place, [...belongingPages(place.workforce), ...pulsePages(place.workforce), ...postPages(place.workforce)]);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

test('a PCN without posts leads who keeps them to the first', async () => {
  expect((await site.get(PATH, 'cara')).body).toContain('/workforce/pcns/UZ001/posts/new');
  expect((await site.get(PATH, 'mina')).body).not.toContain('/posts/new');
});

test('each thing that is missing leads to the field that mends it, until the post is at home', async () => {
  const cara = place.acting('cara');
  const boss = await addStaff(place.workforce, cara, { pcnCode: 'UZ001', name: 'Bo Boss' });
  const postId = await plantPost(place, { reference: 'N1', from: '2025-01-01', facts: { home: null }, fillings: [{ from: '2025-01-01' }] });
  const { body } = await site.get(PATH, 'cara');
  expect(body).toContain('1 of 1 filled post belongs nowhere');
  const links = [...body.matchAll(new RegExp(`/workforce/posts/${postId}/change#(field-[a-z-]+)`, 'g'))].map(([, field]) => field!);
  expect(links).toEqual(['field-home', 'field-line-manager', 'field-supervisor', 'field-sits-at', 'field-home', 'field-meets-every']);
  const form = (await site.get(`/workforce/posts/${postId}/change`, 'cara')).body;
  for (const field of links) expect(form).toContain(`id="${field}"`);
  const mended = { mode: 'change', role: 'clinical-pharmacist', title: 'Clinical pharmacist', wte: '1', employer: 'ZZA01', home: 'practice:ZZA01', 'line-manager': boss, supervisor: boss, 'sits-at': 'ZZA01', 'funded-by': 'additional-roles', region: 'national', 'from-day': '1', 'from-month': '6', 'from-year': '2026' };
  expect((await site.post(`/workforce/posts/${postId}/change`, 'cara', mended)).status).toBe(303);
  place.setNow('2026-06-03');
  expect((await site.get(PATH, 'cara')).body).toContain('the one filled post has a home');
});

test('what is missing stands in a file too, and leads nobody to a form that is not theirs', async () => {
  await plantPost(place, { reference: 'N2', from: '2025-01-01', facts: { home: null }, fillings: [{ from: '2025-01-01' }] });
  await plantPost(place, { reference: 'V1', from: '2025-01-01', fillings: [] });
  const seen = (await site.get(PATH, 'mina')).body;
  expect([seen.includes('Name a line manager'), seen.includes('/change#')]).toEqual([true, false]);
  // Nowhere first, vacant last.
  const lines = (await site.get(`${PATH}?download=csv&table=belonging`, 'petra')).body.split(/\r?\n/).filter((line) => line.includes('Clinical pharmacist ('));
  expect(lines.map((line) => /\((\w+)\),([^,]+)/.exec(line)!.slice(1))).toEqual([['N2', 'Nowhere'], ['N1', 'At home in a practice'], ['V1', 'Vacant']]);
});

test('beside it those who fill posts can be asked, by who keeps them', async () => {
  expect((await site.get(PATH, 'cara')).body).toContain('/workforce/pcns/UZ001/pulse"');
  expect((await site.get(PATH, 'mina')).body).not.toContain('/workforce/pcns/UZ001/pulse"');
});

test.each<[PersonKey, number]>([['mina', 200], ['petra', 200], ['colin', 403], ['mona', 403], ['ivy', 403], ['boris', 403]])('%s is answered %i', async (who, status) => {
  expect((await site.get(PATH, who)).status).toBe(status);
});
