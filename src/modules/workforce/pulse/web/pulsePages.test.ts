import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { OWN_POST } from '../../permissions.ts';
import { addStaff, fillPost } from '../../posts/index.ts';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../../testing/inventedWorkforce.ts';
import { plantPost } from '../../turnover/testing/plantedPosts.ts';
import { openStaffPulse } from '../index.ts';
import { pulseRules } from '../pulseRules.ts';
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

test('somebody who fills a post sends their answers once; a second time, and after the last day, they are told so and nothing is counted', async () => {
  const { rows: [round] } = await sql<{ id: string }>`select id from staff_pulse`.execute(database.as<unknown>());
  const path = `/workforce/pulse/${round!.id}`;
  for (const [who, reference] of [['petra', 'P1'], ['milo', 'P2']] as const) {
    const postId = await plantPost(place, { reference, from: '2025-01-01', fillings: [] });
    await fillPost(place.workforce, place.acting('cara'), { postId, staffId: await addStaff(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', name: who, personId: who }), wte: '1', startsOn: isoDate('2026-01-01') });
  }
  // They hold the role of those who fill posts as well.
  const staffed = await placeSite({ ...place, acting: (who: PersonKey) => ({ ...place.acting(who), permissions: new Set([...place.acting(who).permissions, OWN_POST]) }) }, pulsePages(place.workforce));
  const counted = async () => (await sql<{ answers: number }>`select sum(answers)::int as answers from staff_pulse_count`.execute(database.as<unknown>())).rows[0]!.answers;
  const statements = pulseRules().statements.map(({ id }) => id);
  const answers = Object.fromEntries(statements.map((id) => [id, '4']));
  const asked = await staffed.get(path, 'petra');
  expect([asked.status, asked.body.includes('Open until 17 June 2026'), asked.body.includes('Send my answers')]).toEqual([200, true, true]);
  const wrong = await staffed.post(path, 'petra', Object.fromEntries(statements.slice(1).map((id) => [id, '4'])));
  expect([wrong.status, wrong.body.includes('Choose one of the five answers'), await counted()]).toEqual([400, true, 0]);
  expect(await staffed.post(path, 'petra', answers)).toMatchObject({ status: 303, location: path });
  const thanks = (await staffed.get(path, 'petra')).body;
  expect([thanks.includes('Thank you: you have answered'), thanks.includes('Send my answers'), await counted()]).toEqual([true, false, statements.length]);
  // From a form that was still open elsewhere.
  const again = await staffed.post(path, 'petra', answers);
  expect([again.status, again.body.includes('You have answered this round'), await counted()]).toEqual([400, true, statements.length]);
  place.setNow('2026-06-18');
  const closed = (await staffed.get(path, 'milo')).body;
  expect([closed.includes('This was open until 17 June 2026'), closed.includes('Send my answers')]).toEqual([true, false]);
  const late = await staffed.post(path, 'milo', answers);
  expect([late.status, late.body.includes('This was open until 17 June 2026'), await counted()]).toEqual([400, true, statements.length]);
  await staffed.close();
});
