import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import type { InventedPerformance, PersonKey } from '../../testing/inventedPerformance.ts';
import { chartOfSeries } from '../domain/rebasing.ts';
import { RebaseHint, rebasesPath, shiftWords } from './rebaseForm.tsx';
import { rebasePages } from './rebasePages.tsx';

const SERIES = 'access/same-day/ZZA01';
let database: Database;
let place: InventedPerformance;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPerformance(database);
  place.setNow('2026-06-03');
  site = await placeSite(place, rebasePages(place.performance));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

test('a manager proposes for their practice, the PCN’s director approves, and each step is said', async () => {
  const mina = await site.browserOf('mina');
  expect((await mina.get(rebasesPath(SERIES, { at: '2025-10-01', words: 'Seven above' }))).body).toContain('value="2025-10-01"');
  const proposed = await mina.post('/performance/rebases', { series: SERIES, event: 'propose', at: '2025-10-01', words: 'Seven months above the mean' });
  expect(proposed.location).toBe(`${rebasesPath(SERIES)}&done=propose`);
  expect((await mina.get(proposed.location)).body).not.toContain('Approve this baseline');
  const cara = await site.browserOf('cara');
  const page = await cara.get(rebasesPath(SERIES));
  expect(page.body).toContain('From October 2025: Proposed');
  // It says whose chart it is and of what, and leads back to it; approving comes first, and nothing beside it is as green.
  expect([page.body.includes('· Same day'), page.body.includes('href="/access/ZZA01"'), page.body.match(/class="nhsuk-button"/g)?.length]).toEqual([true, true, 1]);
  const id = /name="id" value="([^"]+)"/.exec(page.body)![1]!;
  const empty = await cara.post('/performance/rebases', { series: SERIES, event: 'approve', id, words: '' });
  expect([empty.status, empty.body.includes('No reason was given.')]).toEqual([400, true]);
  const approved = await cara.post('/performance/rebases', { series: SERIES, event: 'approve', id, words: 'Total triage since 3 October' });
  expect((await cara.get(approved.location)).body).toContain('Total triage since 3 October');
});

test('a day to come is refused beside its field, with what was typed kept', async () => {
  const cara = await site.browserOf('cara');
  await cara.get(rebasesPath(SERIES));
  const { status, body } = await cara.post('/performance/rebases', { series: SERIES, event: 'propose', at: '2030-01-01', words: 'Later' });
  expect([status, body.includes('is to come'), body.includes('value="2030-01-01"')]).toEqual([400, true, true]);
});

test.each<[PersonKey, string, number]>([['colin', rebasesPath(SERIES), 403], ['ivy', rebasesPath(SERIES), 403], ['cara', rebasesPath('access/same-day/NOBODY'), 404], ['cara', '/performance/rebases', 200]])('%s gets at %s: %d', async (person, path, status) => {
  expect((await (await site.browserOf(person)).get(path)).status).toBe(status);
});

test('a found shift says what was seen, and links to its proposal; without one nothing is said', () => {
  const shift = { at: isoDate('2025-10-01'), index: 12, points: 7, direction: 'above', meaning: 'special_cause_improvement', event: { date: isoDate('2025-10-03'), words: 'Total triage' } } as const;
  expect(shiftWords(shift)).toBe('7 in a row lie above the mean since October 2025 (improvement), after: Total triage (3 October 2025).');
  expect(shiftWords({ ...shift, event: null })).toContain('Nothing is on record that may have caused it.');
  expect(RebaseHint({ seriesId: SERIES, shift: null })).toBeNull();
});

test.each<[string, ReturnType<typeof chartOfSeries>]>([
  ['access/face-to-face/A81001', { says: 'face to face', href: '/access/A81001' }], ['indicators/HI-03/U00000', { says: 'HI-03', href: '/performance/pcns/U00000' }], ['workload/nights/U00000', null], ['access/A81001', null], ['access/x/y/A81001', null],
])('the chart %s is told as %j', (seriesId, told) => expect(chartOfSeries(seriesId)).toEqual(told));
