import { afterAll, beforeAll, expect, it, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import type { InventedPerformance, PersonKey } from '../../testing/inventedPerformance.ts';
import { indicatorPagesOf } from './indicatorPagesOf.ts';

const PCN = '/performance/pcns/UZ001?year=2025%2F26';
const FIGURES = '/performance/pcns/UZ001/figures?year=2025%2F26';
const NEXT = '/performance/pcns/UZ001/next-best?year=2025%2F26';
const HEADER = 'practice_code,indicator,month,numerator,denominator,adjustments\n';
let database: Database;
let place: InventedPerformance;
let site: PlaceSite;

beforeAll(async () => {
  database = await testDatabase('pglite');
  place = await inventedPerformance(database);
  place.setNow('2025-10-15');
  site = await placeSite(place, indicatorPagesOf(place.performance));
});
afterAll(async () => {
  await site.close();
  await database.close();
});

it('takes figures from who keeps them, says what is wrong by line, and shows what they are worth and what comes next', async () => {
  const cara = await site.browserOf('cara');
  await cara.get(FIGURES);
  const wrong = await cara.postFile(FIGURES, 'september.csv', `${HEADER}ZZA01,HI-03,2025-09,80%,40,\n`);
  expect([wrong.status, wrong.body.includes('nothing was saved'), wrong.body.includes('percentage stands where a count belongs')]).toEqual([400, true, true]);
  await cara.get(FIGURES);
  const sent = await cara.postFile(FIGURES, 'september.csv', `${HEADER}ZZA01,HI-03,2025-09,20,40,\nZZA02,HI-03,2025-09,20,30,\nZZA03,HI-03,2025-09,20,30,\n`);
  expect(sent.status).toBe(303);
  expect((await cara.get(sent.location)).body).toContain('3 new figures');
  // 60 of 100 stands at the lower threshold: nothing yet, and each of 20 brings £356.40 of 36 points at £198.
  const next = (await cara.get(NEXT)).body;
  for (const words of ['7,128', '356.4', 'ZZA01', 'CAN-04: Nothing is known of it yet', 'HI-03']) expect(next).toContain(words);
  expect((await cara.get(`${NEXT}&people=5`)).body).toContain('£1,782');
  const { body } = await cara.get(PCN);
  for (const words of ['Where each indicator stands', '7,128', 'Practice ZZA01']) expect(body).toContain(words);
  expect((await cara.get(`${PCN}&table=standing&download=csv`)).body).toContain('HI-03');
});

test.each<[PersonKey, string, number]>([
  ['mina', NEXT, 200], ['petra', NEXT, 200], ['colin', NEXT, 403], ['paul', NEXT, 403], ['ivy', NEXT, 403], ['mina', FIGURES, 403], ['colin', FIGURES, 403], ['ivy', FIGURES, 403],
  ['colin', PCN, 200], ['cara', '/performance/pcns/UZ999?year=2025%2F26', 404], ['cara', '/performance?year=2011%2F12', 404], ['cara', '/performance/indicators/2025-26/VI-02', 404], ['cara', '/performance/indicators/2025-26/HI-03', 200],
  ['colin', '/performance/pcns/UZ001/2025-26/HI-03', 200], ['cara', '/performance/pcns/UZ001/2025-26/VI-02', 404], ['cara', '/performance/pcns/UZ999/2025-26/HI-03', 404],
])('%s asking for %s gets %i', async (person, path, status) => expect((await (await site.browserOf(person)).get(path)).status).toBe(status));

test('another PCN’s director and a visitor see nothing of what the PCN entered', async () => {
  const seen = [(await (await site.browserOf('colin')).get(PCN)).body, (await (await site.browserOf()).get(PCN)).body];
  for (const body of seen) {
    expect(body).toContain('Only what was published');
    expect(body).not.toContain('Practice ZZA01');
  }
});

test('an indicator in the PCN is told by practice, in points and pounds, with its forecast, to those who may see it', async () => {
  const cara = await site.browserOf('cara');
  await cara.get(FIGURES);
  await cara.postFile(FIGURES, 'august.csv', `${HEADER}ZZA01,HI-03,2025-08,16,40,\nZZA02,HI-03,2025-08,16,30,\nZZA03,HI-03,2025-08,15,30,\n`);
  await cara.get(FIGURES);
  await cara.postFile(FIGURES, 'july.csv', `${HEADER}ZZA01,HI-03,2025-07,12,40,\nZZA02,HI-03,2025-07,12,30,\nZZA03,HI-03,2025-07,10,30,\n`);
  await cara.get(FIGURES);
  await cara.postFile(FIGURES, 'september.csv', `${HEADER}ZZA01,HI-03,2025-09,20,40,\nZZA02,HI-03,2025-09,20,30,\nZZA03,HI-03,2025-09,20,30,\n`);
  const path = '/performance/pcns/UZ001/2025-26/HI-03';
  const { body } = await cara.get(path);
  for (const words of ['60.00%: 60 of 100', '£7,128, if all of the 40', '£356.40', 'Nine times in ten', 'How forecasts are made', 'Practice ZZA01', 'month by month', 'is not held']) expect(body).toContain(words);
  expect((await cara.get(`${path}?table=practices&download=csv`)).body).toContain('ZZA02');
  expect((await cara.get(`${path}?chart=month-by-month&download=csv`)).body).toContain('2025-09-01');
  expect((await cara.get(PCN)).body).toContain('Likely to end at');
  const { body: asVisitor } = await (await site.browserOf()).get(path);
  expect([asVisitor.includes('Only what was published'), asVisitor.includes('Practice ZZA01'), asVisitor.includes('60 of 100')]).toEqual([true, false, false]);
  expect((await (await site.browserOf('colin')).get(path)).body).not.toContain('60 of 100');
});

test('the docs’ words about forecasts can be read', async () => {
  const { body } = await (await site.browserOf()).get('/performance/forecasts');
  for (const words of ['A forecast is not a target', 'A denominator that grows', 'within two weeks, 2024/25, no year before']) expect(body).toContain(words);
});

test('an indicator’s page says what is counted in order, for anyone', async () => {
  const { body } = await (await site.browserOf()).get('/performance/indicators/2025-26/HI-03');
  for (const words of ['Left out: Under 14', 'HLTHCHKDEC', '36 points between 60% and 80%', 'not verified', 'is not held']) expect(body).toContain(words);
});
