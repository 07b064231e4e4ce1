import { describe, expect, it } from 'vitest';
import { forecastReach } from './reach.ts';
import type { Reached, ReachSettings } from './reach.ts';

const YEAR = Array.from({ length: 12 }, (_, index) => index);
const SETTINGS: ReachSettings = { season: YEAR, variance: 0.25, months: 4 };
const FLU: ReachSettings = { ...SETTINGS, season: [5, 6, 7, 8, 9, 10, 11] };
const reached = (denominator: number, ...counts: (number | null)[]): Reached => ({ denominator, byMonth: [...counts, ...Array.from({ length: 12 - counts.length }, () => null)] });

describe('a forecast of how much of a register is reached', () => {
  it('is null before anything was counted, and for a register of nobody', () => {
    expect(forecastReach(reached(100), null, SETTINGS)).toBeNull();
    expect(forecastReach(reached(0, 0), null, SETTINGS)).toBeNull();
  });

  it('is what was reached once the year is whole', () => {
    const { share, ninety } = forecastReach(reached(100, ...YEAR.map((month) => 5 * (month + 1))), null, SETTINGS)!;
    expect(share).toBeCloseTo(0.6, 12);
    expect(ninety).toEqual({ low: share, high: share });
  });

  it('goes on at its pace, of those still left', () => {
    // Half of those left are reached in each month: 50, 75, 87.5 …; after twelve all but 1 in 4,096.
    const { share } = forecastReach(reached(4096, 2048, 3072), null, SETTINGS)!;
    expect(share).toBeCloseTo(4095 / 4096, 6);
  });

  it('follows last year’s months, at this year’s pace', () => {
    // Last year nothing until the last month, in which half of those left were reached.
    const lastYear = reached(1000, ...YEAR.map((month) => (month < 6 ? 100 * (month + 1) / 6 : month < 11 ? 100 : 550)));
    const { share, knowsSeason } = forecastReach(reached(1000, ...YEAR.slice(0, 6).map((month) => 100 * (month + 1) / 6)), lastYear, SETTINGS)!;
    expect(knowsSeason).toBe(true);
    expect(share).toBeCloseTo(0.55, 6);
  });

  it('counts only the months of its season', () => {
    const { monthsSeen, monthsToCome } = forecastReach(reached(1000, 0, 0, 0, 0, 0, 300, 500), null, FLU)!;
    expect({ monthsSeen, monthsToCome }).toEqual({ monthsSeen: 2, monthsToCome: 5 });
  });

  it('never falls below what was reached, nor rises above all', () => {
    const { ninety } = forecastReach(reached(20, 1, 3, 3, 9), null, SETTINGS)!;
    expect(ninety.low).toBeGreaterThanOrEqual(9 / 20);
    expect(ninety.high).toBeLessThanOrEqual(1);
  });

  it('is less sure of a small register', () => {
    const width = (size: number): number => {
      const { ninety } = forecastReach(reached(size, size * 0.05, size * 0.1, size * 0.15), null, SETTINGS)!;
      return ninety.high - ninety.low;
    };
    expect(width(20)).toBeGreaterThan(width(2000));
  });
});
