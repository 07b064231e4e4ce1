import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { applyPublications, registerRules } from '#register';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import { crosstab } from '../../access/testing/accessPlace.ts';
import type { PerformanceContext } from '../../context.ts';
import { performanceDatasets } from '../../datasets.ts';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import { listWithin } from './listFor.ts';

const APRIL = isoDate('2026-04-01');
let loader: Loader;
let context: PerformanceContext;
beforeAll(async () => {
  // What is loaded is applied as the system itself applies it: what is kept of a month must hear of it by no other way.
  loader = await openLoader(await testDatabase('pglite'), performanceDatasets, (statistics, statisticsFolder) => async (transaction, dataset, publications, at) => {
    await applyPublications(transaction, { statistics, statisticsFolder, rules: registerRules() }, dataset.id, publications, at);
  });
  const place = await inventedPerformance(loader.database);
  context = { ...place.performance, statistics: loader.statistics, statisticsFolder: loader.context.statisticsFolder };
});
afterAll(() => loader.close());

const calls = (counts: Record<string, number>): string => `Practice code,Month,Calls to 111 in hours,Expected calls\n${Object.entries(counts).map(([code, count]) => `${code},2026-04-01,${count},20\n`).join('')}`;
const verdictOf = async (code: string, criterion: string, within = 'QZZ') => {
  const list = await listWithin(context, { within, month: APRIL });
  return list.ok ? list.value.practices.find((one) => one.code === code)?.findings.find((finding) => finding.criterion === criterion)?.verdict : list.refusal.code;
};

it('a list that was looked at follows every file that is loaded since, and the register', async () => {
  expect(await verdictOf('ZZA01', 'most-111-calls')).toBe('month-not-held');
  await loader.load('calls.csv', calls({ ZZA01: 60, ZZA02: 10, ZZA03: 11, ZZB01: 12, ZZB02: 13 }));
  expect([await verdictOf('ZZA01', 'most-111-calls'), await verdictOf('ZZB02', 'most-111-calls'), await verdictOf('ZZA01', 'concerns-with-the-regulator')]).toEqual(['meets', 'does-not-meet', 'no-data']);

  await loader.load('again.csv', calls({ ZZA01: 5, ZZA02: 10, ZZA03: 11, ZZB01: 12, ZZB02: 70 }));
  expect([await verdictOf('ZZA01', 'most-111-calls'), await verdictOf('ZZB02', 'most-111-calls')]).toEqual(['does-not-meet', 'meets']);

  await loader.load('cqc.csv', 'Practice.Code,Year,location_name,latest_rating\nZZA01,2024,Mill,Good\n');
  expect(await verdictOf('ZZA01', 'concerns-with-the-regulator')).toBe('does-not-meet');
  await loader.load('cqc-2025.csv', 'Practice.Code,Year,location_name,latest_rating\nZZA01,2025,Mill,Inadequate\n');
  expect(await verdictOf('ZZA01', 'concerns-with-the-regulator')).toBe('meets');

  await loader.load('concerns.csv', 'Practice code,Month,Concerns raised\nZZA01,2026-04-01,2\n');
  expect(await verdictOf('ZZA01', 'concerns-with-others')).toBe('meets');

  const seen = (faceToFace: number) => crosstab('01APR2026', ['ZZA01', 'ZZA02', 'ZZA03', 'ZZB01', 'ZZB02'].flatMap((code, index) => [{ code, count: code === 'ZZA01' ? faceToFace : 500 + index }, { code, how: 'Telephone', count: 300 }]));
  await loader.load('seen.csv', seen(100));
  expect(await verdictOf('ZZA01', 'least-face-to-face')).toBe('meets');
  await loader.load('restated.csv', seen(5_000));
  expect(await verdictOf('ZZA01', 'least-face-to-face')).toBe('does-not-meet');

  // The register learns that the practice was never of its PCN.
  expect(await verdictOf('ZZB02', 'most-111-calls', 'UZ002')).toBe('meets');
  await sql`update relation set recorded = tstzrange(lower(recorded), now()) where from_code = 'ZZB02' and kind = 'member'`.execute(loader.database.as());
  await sql`update register_revision set revision = revision + 1`.execute(loader.database.as());
  expect(await verdictOf('ZZB02', 'most-111-calls', 'UZ002')).toBeUndefined();
});
