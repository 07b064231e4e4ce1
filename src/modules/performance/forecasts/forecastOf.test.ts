import { expect, it } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { definitionsOf } from '../indicators/indicatorRules.ts';
import type { MonthOfFigures } from '../indicators/domain/rolledUp.ts';
import { forecastOf } from './forecastOf.ts';

const [YEAR, FLU_YEAR] = [financialYear('2025/26'), financialYear('2023/24')];
const definition = (year: typeof YEAR, code: string) => definitionsOf(year).find((each) => each.code === code)!;

function month(countedTo: string, numerator: number, denominator: number, missing: readonly string[] = []): MonthOfFigures {
  const figure = { year: YEAR, indicator: 'HI-03', organisationCode: 'UZ001', countedTo: isoDate(countedTo), numerator, denominator, adjustments: {}, source: 'invented' };
  return { countedTo: figure.countedTo, practices: [], pcn: { ...figure, isPartial: missing.length > 0, missing }, leftOut: [] };
}

it('takes a register for a register, and referrals for what grows', () => {
  const [registered, referred] = ['HI-03', 'CAN-04'].map((code) => forecastOf(definition(YEAR, code), [month('2025-04-30', 40, 100), month('2025-05-31', 80, 200)], null));
  // Of referrals two fifths had a result; of a register of 200 two fifths were reached in two months, and ten months are left.
  expect(referred!.ok && referred!.value.share).toBeCloseTo(0.4, 2);
  expect(registered!.ok && registered!.value.share).toBeGreaterThan(0.8);
});

it('leaves out a month in which a practice is missing', () => {
  const forecast = forecastOf(definition(YEAR, 'CAN-04'), [month('2025-04-30', 40, 100), month('2025-05-31', 41, 150, ['ZZA03']), month('2025-06-30', 120, 300)], null);
  expect(forecast.ok && forecast.value.monthsSeen).toBe(2);
});

it('forecasts flu from the months of its season alone', () => {
  const forecast = forecastOf(definition(FLU_YEAR, 'VI-02'), [month('2023-08-31', 0, 1000), month('2023-09-30', 100, 1000), month('2023-10-31', 400, 1000)], null);
  expect(forecast.ok && [forecast.value.monthsSeen, forecast.value.monthsToCome]).toEqual([2, 5]);
});
