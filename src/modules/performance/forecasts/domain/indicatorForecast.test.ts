import { describe, expect, it } from 'vitest';
import { endOf, financialYear, monthsOf } from '#kernel/financialYear.ts';
import { dayBefore } from '#kernel/isoDate.ts';
import { forecastRules } from '../forecastRules.ts';
import { indicatorForecast } from './indicatorForecast.ts';
import type { ForecastKind, YearSoFar } from './indicatorForecast.ts';

const rules = forecastRules();
const GROWING: ForecastKind = { counts: 'growing', ...rules.share };
const REGISTER: ForecastKind = { counts: 'register', settings: { ...rules.reach, season: Array.from({ length: 12 }, (_, index) => index) } };

/** Counts since April at the ends of the year’s months; null leaves a month out. */
function soFar(text: string, counts: readonly ([numerator: number | null, denominator: number | null] | null)[]): YearSoFar {
  const year = financialYear(text);
  const ends = [...monthsOf(year).slice(1), endOf(year)].map((next) => dayBefore(next));
  return { year, months: counts.flatMap((count, index) => (count ? [{ countedTo: ends[index]!, numerator: count[0], denominator: count[1] }] : [])) };
}

const shareOf = (...of: Parameters<typeof indicatorForecast>): number | string => {
  const forecast = indicatorForecast(...of);
  return forecast.ok ? forecast.value.share : forecast.refusal.what;
};

describe('an indicator whose denominator grows', () => {
  it('is forecast from what each month added', () => {
    expect(shareOf(soFar('2025/26', [[80, 100], [160, 200], [240, 300]]), null, GROWING)).toBeCloseTo(0.8, 2);
  });

  it('has a month after a gap bear what the gap added', () => {
    expect(shareOf(soFar('2025/26', [[80, 100], null, [240, 300]]), null, GROWING)).toBeCloseTo(0.8, 2);
  });

  it('leaves out a month in which counts were taken away', () => {
    expect(shareOf(soFar('2025/26', [[80, 100], [70, 90], [150, 190]]), null, GROWING)).toBeCloseTo(0.8, 2);
  });

  it('believes the season of a whole year before', () => {
    const before = soFar('2024/25', Array.from({ length: 12 }, (_, index) => [80 * (index + 1), 100 * (index + 1)] as [number, number]));
    const forecast = indicatorForecast(soFar('2025/26', [[80, 100]]), before, GROWING);
    expect(forecast).toMatchObject({ ok: true, value: { knowsSeason: true } });
  });
});

describe('an indicator of a register', () => {
  it('is forecast from the register as it stands now', () => {
    const forecast = indicatorForecast(soFar('2025/26', [[5, 90], [10, 100]]), null, REGISTER);
    expect(forecast.ok && forecast.value.share).toBeGreaterThan(0.4);
  });
});

const nothing: [string, [number | null, number | null][]][] = [['nothing was counted', []], ['what was counted is not known', [[null, 100], [3, null]]]];
it.each(nothing)('says that nothing is forecast where %s', (_, counts) => {
  expect(shareOf(soFar('2025/26', counts), null, REGISTER)).toMatch(/No month of 2025\/26/);
});
