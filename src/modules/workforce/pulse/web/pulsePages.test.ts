import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { openStaffPulse } from '../index.ts';
import { pulsePages } from './pulsePages.tsx';

const OPEN = '/workforce/pcns/UZ001/pulse';
let database: Database;
let place: InventedWorkforce;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedWorkforce(database);
  place.setNow('2026-06-03');
  site = await placeSite(place, pulsePages(place.workforce));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

test('a round is opened from its form; a day that is too near is refused with what to choose', async () => {
  expect((await site.get(OPEN, 'cara')).body).toContain('Nobody learns who chose what, not even you');
  const near = await site.post(OPEN, 'cara', { 'closesOn-day': '4', 'closesOn-month': '6', 'closesOn-year': '2026' });
  expect([near.status, near.body.includes('Choose a last day from')]).toEqual([400, true]);
});

test.each<PersonKey>(['mina', 'petra', 'colin', 'ivy', 'adam'])('%s opens no round', async (who) => {
  expect((await site.get(OPEN, who)).status).toBe(403);
});

test('whoever fills no post of the PCN is not asked, those who lead it neither', async () => {
  const id = await openStaffPulse(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', closesOn: isoDate('2026-06-17') });
  for (const who of ['cara', 'mina', 'ivy', 'adam'] as const) expect([403, 404]).toContain((await site.get(`/workforce/pulse/${id}`, who)).status);
});
