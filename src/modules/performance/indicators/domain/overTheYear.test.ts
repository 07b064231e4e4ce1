import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { impactFundFiguresOf } from '#funding';
import { definitionsOf } from '../indicatorRules.ts';
import { standingForecast } from '../queries/standingForecast.ts';
import { addedByMonth } from './addedByMonth.ts';
import { forecastWorth } from './forecastWorth.ts';
import { practiceStandings } from './practiceWorth.ts';
import type { IndicatorFigure } from './indicatorFigure.ts';
import type { MonthOfFigures } from './rolledUp.ts';
import { windowOf } from './reach.ts';
import { averageWorth } from './worth.ts';

const year = financialYear('2025/26');
const named = (code: string, of = year) => definitionsOf(of).find((one) => one.code === code)!;
const healthChecks = named('HI-03');
const pointWorth = averageWorth(impactFundFiguresOf(healthChecks.funded!.phase)!);

function figure(organisationCode: string, countedTo: string, numerator: number | null, denominator: number | null): IndicatorFigure {
  return { year, indicator: 'HI-03', organisationCode, countedTo: isoDate(countedTo), numerator, denominator, adjustments: {}, source: 'invented' };
}
const month = (countedTo: string, numerator: number | null, denominator: number | null, { missing = [], practices = [] }: { missing?: string[]; practices?: IndicatorFigure[] } = {}): MonthOfFigures =>
  ({ countedTo: isoDate(countedTo), practices, pcn: { ...figure('UZ001', countedTo, numerator, denominator), isPartial: missing.length > 0, missing }, leftOut: [] });
const added = (code: string, ...months: MonthOfFigures[]) => addedByMonth(named(code), months).map(({ date, numerator, denominator }) => [date.slice(5, 7), numerator, denominator]);

test('a month’s own figures are what it added: of a register, out of those not reached before it', () => {
  expect(added('HI-03', month('2025-04-30', 10, 100), month('2025-05-31', 25, 102))).toEqual([['04', 10, 100], ['05', 15, 92]]);
  expect(added('CAN-04', month('2025-04-30', 10, 100), month('2025-05-31', 25, 180))).toEqual([['04', 10, 100], ['05', 15, 80]]);
});

test.each<[string, MonthOfFigures[]]>([
  ['a month that is missing', [month('2025-04-30', 10, 100), month('2025-06-30', 40, 100)]],
  ['a month in which a practice is missing', [month('2025-04-30', 10, 100), month('2025-05-31', 20, 90, { missing: ['ZZA03'] }), month('2025-06-30', 40, 100)]],
  ['a month that is suppressed', [month('2025-04-30', 10, 100), month('2025-05-31', null, null), month('2025-06-30', 40, 100)]],
])('%s is a gap, and so is the one after it, which bears what both added', (_, months) => {
  expect(added('HI-03', ...months)).toEqual([['04', 10, 100], ['05', null, null], ['06', null, null]]);
});

test('a month in which counts went down is a gap', () => {
  expect(added('HI-03', month('2025-04-30', 10, 100), month('2025-05-31', 8, 100), month('2025-06-30', 12, 100))).toEqual([['04', 10, 100], ['05', null, null], ['06', 4, 92]]);
});

test('a forecast earns at its likeliest and at the ends of its ranges what the fund pays there', () => {
  const forecast = { share: 0.7, half: { low: 0.65, high: 0.75 }, ninety: { low: 0.55, high: 0.85 }, monthsSeen: 6, monthsToCome: 6, knowsSeason: false };
  const { likeliest, half, ninety } = forecastWorth(healthChecks, pointWorth, forecast);
  // 36 points from 60% to 80%, at £198 each for the average PCN.
  expect([ninety.low, half.low, likeliest, half.high, ninety.high].map(({ points, pence }) => [points?.valueOf(), pence])).toEqual([[0, 0], [9, 178_200], [18, 356_400], [27, 534_600], [36, 712_800]]);
  expect(forecastWorth(healthChecks, null, forecast).likeliest).toEqual({ share: 0.7, points: null, pence: null });
});

test.each([
  ['once the year is over', healthChecks, '2026-04-01', /is over/],
  ['where nothing is known', healthChecks, '2025-10-01', /Nothing is known/],
  ['of what is no part', named('HI-21'), '2025-10-01', /no part of a whole/],
])('nothing is forecast %s', (_, definition, today, says) => {
  const months = String(says).includes('Nothing') ? [] : [month('2025-05-31', 20, 100)];
  const forecast = standingForecast({ definition, months, before: null, pointWorth, window: windowOf(definition, isoDate(today)) });
  expect(forecast.ok ? null : forecast.refusal.what).toMatch(says);
});

test('a practice’s pounds are its part of the PCN’s, at its own achievement', () => {
  const practices = [figure('ZZA01', '2025-09-30', 15, 25), figure('ZZA02', '2025-09-30', 63, 75), figure('ZZA03', '2025-09-30', null, null)];
  const latest = month('2025-09-30', 78, 100, { practices });
  const found = practiceStandings({ definition: healthChecks, latest, pointWorth, window: windowOf(healthChecks, isoDate('2025-10-15')) });
  // The first stands at 60%, where nothing is earned: all of its quarter of £7,128 is still to be had. The second is past 80%.
  expect(found.map(({ figure: { organisationCode }, worth }) => [organisationCode, worth && [worth.points.valueOf(), worth.earnedPence, worth.stillPence, worth.lostPence, worth.toLower, worth.toUpper, worth.reach]])).toEqual([
    ['ZZA01', [0, 0, 178_200, 0, 1, 5, 10]], ['ZZA02', [36, 534_600, 0, 0, 0, 0, 12]], ['ZZA03', null],
  ]);
});
