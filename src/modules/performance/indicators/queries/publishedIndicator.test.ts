import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { fundingDatasets } from '#funding';
import { testDatabase } from '../../../../../tests/testing/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import { pcnStanding } from './pcnStanding.ts';
import { publishedIndicator } from './publishedIndicator.ts';

const year = financialYear('2023/24');
const HEAD = 'ORGANISATION_TYPE,ORGANISATION_CODE,ORGANISATION_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n';
const both = (code: string, numerator: string, denominator: string): string => `GP practice,${code},${code},NCD2324,31/03/2024,NCD026,ACC-08 Numerator,${numerator}\nGP practice,${code},${code},NCD2324,31/03/2024,NCD026,ACC-08 Denominator,${denominator}\n`;
let loader: Loader;
let context: PerformanceContext;

beforeAll(async () => {
  const database = await testDatabase('pglite');
  const place = await inventedPerformance(database);
  loader = await openLoader(database, fundingDatasets);
  // UZ001 has 87.5% of 400, UZ002 80% of 200; ZZC01 is in no PCN, and ZZB02 is suppressed.
  await loader.load('annual.csv', HEAD + both('ZZA01', '100', '100') + both('ZZA02', '100', '100') + both('ZZA03', '150', '200') + both('ZZB01', '160', '200') + both('ZZB02', '*', '*') + both('ZZC01', '10', '20'));
  context = { ...place.performance, statistics: loader.statistics, statisticsFolder: join(loader.context.statisticsFolder) };
});
afterAll(() => loader.close());

test('practices roll up to PCNs by membership on the file’s day, with points and pounds as calculated and as deemed', async () => {
  const found = await publishedIndicator(context, { name: 'ncd026', year });
  if (!found.ok) throw new Error(found.refusal.what);
  const { england, pcns, leftOut } = found.value;
  expect(england).toMatchObject({ numerator: 520, denominator: 620, practices: 6 });
  // Half way between 85% and 90% is half of 71 points; the mean denominator is 300, so £198 × 35.5 × 400/300.
  expect(pcns.map(({ code, figure, worth }) => [code, figure.numerator, figure.denominator, figure.missing, worth?.points.toFraction(), worth?.earnedPence, worth?.deemedPence])).toEqual([
    ['UZ001', 350, 400, [], '71/2', 937_200, 1_874_400],
    ['UZ002', 160, 200, ['ZZB02'], '0', 0, 937_200],
  ]);
  expect(leftOut.map(({ code }) => code)).toEqual(['ZZB02', 'ZZC01']);
});

test('a visitor sees the same pounds on the PCN’s page, and nothing is left to be had once the year is over', async () => {
  const { standings } = await pcnStanding(context, null, { pcnCode: 'UZ001', year });
  expect(standings.find(({ definition }) => definition.code === 'ACC-08')?.worth).toMatchObject({ earnedPence: 937_200, deemedPence: 1_874_400, stillPence: 0, lostPence: 937_200 });
});

test.each([
  ['an indicator of another year', 'HI-01', year, 'indicator-not-found'],
  ['one that the file does not have', 'HI-03', year, 'indicator-not-published'],
  ['a year without a file', 'HI-03', financialYear('2024/25'), 'publication-not-held'],
])('%s is refused', async (_, name, of, code) => {
  const found = await publishedIndicator(context, { name, year: of });
  expect(found.ok ? null : found.refusal.code).toBe(code);
});
