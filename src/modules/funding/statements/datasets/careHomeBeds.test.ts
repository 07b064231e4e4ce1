import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { FundingContext } from '../../context.ts';
import { bedsReader } from '../queries/counts.ts';
import { careHomeBeds } from './careHomeBeds.ts';

let loader: Loader;
beforeAll(async () => {
  loader = await openLoader(await testDatabase('pglite'), [careHomeBeds]);
});
afterAll(() => loader.close());

test('beds hold from their day until the next, a later file over an earlier one, and before the first nothing is known', async () => {
  await loader.load('a.csv', 'PCN code,Care home beds,Beds from\nU12345,40,01/04/2025\nU12345,52,01/07/2025\n');
  await loader.load('b.csv', 'PCN code,Care home beds,Beds from\nU12345,50,2025-07-01\nU12345,60,2025-10-01\n');
  const { database, statistics, context } = loader;
  const beds = await bedsReader({ database, statistics, statisticsFolder: context.statisticsFolder } as FundingContext);
  const on = (day: string) => beds('U12345', isoDate(day))?.beds ?? null;
  expect(['2025-03-01', '2025-04-01', '2025-06-01', '2025-07-01', '2025-10-01'].map(on)).toEqual([null, 40, 40, 50, 60]);
  expect(beds('U12345', isoDate('2025-06-01'))!.source).toBe('care-home-beds/2025-07-01');
  expect(beds('U99999', isoDate('2025-06-01'))).toBeNull();
});

test('a number of beds that is no whole number is refused with its line', async () => {
  const good = Array.from({ length: 60 }, (_, n) => `U100${10 + n},20,2026-04-01`).join('\n');
  const { refusals } = await loader.load('c.csv', `PCN code,Care home beds,Beds from\n${good}\nU20000,-3,2026-04-01\n`);
  expect(refusals.map(({ line, value }) => [line, value])).toEqual([[62, '-3']]);
});
