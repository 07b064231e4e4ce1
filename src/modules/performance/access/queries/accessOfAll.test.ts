import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { accessPlace, crosstab, regional } from '../testing/accessPlace.ts';
import type { AccessPlace } from '../testing/accessPlace.ts';
import { figureOf } from '../domain/accessAnswer.ts';
import { accessOfAll } from './accessOfAll.ts';

let place: AccessPlace;
beforeAll(async () => {
  place = await accessPlace(await testDatabase('pglite'));
});
afterAll(() => place.close());

test('who asks about practices alone adds up no regional file; who asks about England afterwards is told by it', async () => {
  await place.load('a.csv', crosstab('01APR2026', [{ code: 'ZZA01', count: 900 }]));
  await place.load('r.csv', regional([{ subIcb: 'Z01', month: '2026-04-01', count: 700 }, { subIcb: 'Z01', month: '2026-05-01', count: 600 }]));
  const added: string[] = [];
  const { statistics } = place.performance;
  const context = { ...place.performance, statistics: { ...statistics, columns: (...asked: Parameters<typeof statistics.columns>) => (asked[0].includes('AS s0') && added.push(asked[0]), statistics.columns(...asked)) } };
  const wholeOf = async (month: string, kind: 'practice' | 'england', code: string) => figureOf((await accessOfAll(context, { month, kind })).get(code)!, 'appointments-per-1000');
  const regionalRead = () => added.filter((sql) => sql.includes('appointments-by-area')).length;
  expect([(await wholeOf('2026-04-01', 'practice', 'ZZA01')).numerator, added.length, regionalRead()]).toEqual([900, 1, 0]);
  expect([await wholeOf('2026-05-01', 'practice', 'ZZA01'), regionalRead()]).toMatchObject([{ numerator: null, why: 'No file of appointments by practice is held for this month.' }, 0]);
  expect([(await wholeOf('2026-04-01', 'england', 'ENG')).numerator, regionalRead()]).toEqual([700, 1]);
  expect((await accessOfAll(context, { month: '2020-01-01', kind: 'practice' })).size).toBe(0);
});
