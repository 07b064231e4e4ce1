import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastShare } from './forecast.ts';
import type { ForecastSettings, MonthCount } from './forecast.ts';

const SETTINGS: ForecastSettings = { weight: 0.3, variance: 0.01, months: 6 };
const month = (numerator: number, denominator: number): MonthCount => ({ numerator, denominator });
const padded = (months: readonly (MonthCount | null)[]): (MonthCount | null)[] => [...months, ...Array.from({ length: 12 - months.length }, () => null)];

/** A repeatable stream of numbers between 0 and 1, and of normal ones made of it. */
function chance(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  return { next, normal: () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()) };
}

describe('a forecast of a share', () => {
  it('is null where nothing was counted', () => {
    expect(forecastShare(padded([]), null, SETTINGS)).toBeNull();
    expect(forecastShare(padded([month(0, 0)]), null, SETTINGS)).toBeNull();
  });

  it('is what was counted once the year is whole', () => {
    const year = Array.from({ length: 12 }, () => month(85, 100));
    expect(forecastShare(year, null, SETTINGS)).toMatchObject({ share: 0.85, half: { low: 0.85, high: 0.85 }, ninety: { low: 0.85, high: 0.85 }, monthsToCome: 0 });
  });

  it('goes on at the level that it sees', () => {
    const forecast = forecastShare(padded([month(800, 1000), month(800, 1000), month(800, 1000)]), null, SETTINGS)!;
    expect(forecast.share).toBeCloseTo(0.8, 3);
    expect(forecast).toMatchObject({ monthsSeen: 3, monthsToCome: 9, knowsSeason: false });
  });

  it('expects the season of last year, in its size too', () => {
    const lastYear = Array.from({ length: 12 }, (_, index) => (index === 6 ? month(1000, 2000) : month(800, 1000)));
    const forecast = forecastShare(padded(Array.from({ length: 6 }, () => month(800, 1000))), lastYear, SETTINGS)!;
    // 11 months of 800 in 1,000 and one of 1,000 in 2,000, as last year: 9,800 of 13,000.
    expect(forecast.knowsSeason).toBe(true);
    expect(forecast.share).toBeCloseTo(9800 / 13000, 2);
  });

  it('leaves a gap out, and does not take it for zero', () => {
    const whole = forecastShare(padded([month(800, 1000), month(800, 1000), month(800, 1000)]), null, SETTINGS)!;
    const gap = forecastShare(padded([month(800, 1000), null, month(800, 1000)]), null, SETTINGS)!;
    expect(gap.share).toBeCloseTo(whole.share, 3);
    expect(gap.monthsSeen).toBe(2);
  });

  it('narrows from month to month', () => {
    const widths = [1, 3, 6, 9, 11].map((seen) => forecastShare(padded(Array.from({ length: seen }, () => month(700, 1000))), null, SETTINGS)!.ninety).map(({ low, high }) => high - low);
    expect([...widths].sort((a, b) => b - a)).toEqual(widths);
  });

  it('always has the half within the nine tenths, both around the likeliest, and between nothing and all', () => {
    const months = fc.array(fc.tuple(fc.nat(500), fc.nat(500)).map(([reached, more]) => month(reached, reached + more + 1)), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(months, (seen) => {
      const { share, half, ninety } = forecastShare(padded(seen), null, SETTINGS)!;
      const bounds = [0, ninety.low, half.low, share, half.high, ninety.high, 1];
      bounds.slice(1).forEach((bound, index) => expect(bound).toBeGreaterThanOrEqual(bounds[index]! - 1e-9));
    }));
  });

  it('holds about one time in two and nine times in ten where months stray as it believes', () => {
    const { next, normal } = chance(20261122);
    let [half, ninety] = [0, 0];
    const series = 600;
    for (let each = 0; each < series; each += 1) {
      let level = 1 + next();
      const year = Array.from({ length: 12 }, () => {
        const odds = level + normal() * 0.1;
        level += 0.3 * (odds - level);
        return month(Math.round(100_000 / (1 + Math.exp(-odds))), 100_000);
      });
      const end = year.reduce((sum, { numerator }) => sum + numerator, 0) / 1_200_000;
      const forecast = forecastShare(padded(year.slice(0, 5)), null, SETTINGS)!;
      if (end >= forecast.half.low && end <= forecast.half.high) half += 1;
      if (end >= forecast.ninety.low && end <= forecast.ninety.high) ninety += 1;
    }
    expect(half / series).toBeGreaterThan(0.44);
    expect(half / series).toBeLessThan(0.58);
    expect(ninety / series).toBeGreaterThan(0.86);
    expect(ninety / series).toBeLessThan(0.95);
  });
});
