import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { attributeChartOf } from './attributeChart.ts';
import { dispersionOf, funnelOf } from './funnel.ts';
import type { FunnelUnit } from './funnel.ts';
import { byarInterval, wilsonInterval, Z_95, Z_998 } from './intervals.ts';
import { sustainedShift } from './sustainedShift.ts';
import type { CountedPoint } from './series.ts';
import { directlyStandardisedRate } from './standardisedRate.ts';

const UP = { improvement: 'increase' } as const;
const counted = (...pairs: (readonly [number | null, number | null])[]): CountedPoint[] => pairs.map(([numerator, denominator]) => ({ numerator, denominator }));

describe('p and u charts', () => {
  // By hand: 30 of 200 is 0.15; three times √(0.15 × 0.85 ÷ 100) is 0.1071, three times √(0.15 ÷ 100) is 0.1162.
  test.each([['p', 0.0428786, 0.2571214], ['u', 0.0338105, 0.2661895]] as const)('the limits of a %s chart', (kind, lower, upper) => {
    const chart = attributeChartOf(kind, counted([10, 100], [20, 100]), UP);
    expect([chart.mean[0], chart.lower[0], chart.upper[0]]).toEqual([0.15, expect.closeTo(lower, 6), expect.closeTo(upper, 6)]);
  });
  // By hand: 0.4 and 0.6 of 100 in turn lie two standard deviations (0.05) below and above 0.5, 4 apart from one to the next. 4 ÷ 1.128 is 3.5461.
  // Of 100 at 0.16 and 0.64 in turn about 0.4, a rate, each is 0.24 ÷ √(0.4 ÷ 100) = 3.7947 off, 7.5895 apart: 6.7283.
  test.each([['p', 40, 60, 3.5461, 0.5, 0.05], ['u', 16, 64, 6.72825, 0.4, 0.0632456]] as const)('the limits of a %s chart are widened where points stray more than counting alone would let them', (kind, low, high, widened, centre, error) => {
    const chart = attributeChartOf(kind, counted(...Array.from({ length: 12 }, (_, index) => [index % 2 ? high : low, 100] as const)), UP);
    expect([chart.widened, chart.upper[0]]).toEqual([expect.closeTo(widened, 4), expect.closeTo(kind === 'p' ? 1 : centre + 3 * widened * error, 3)]);
    expect(chart.specialCause.every((cause) => cause === 'Common Cause')).toBe(true);
  });
  it('limits are not widened by fewer than twelve points, nor narrowed by points that hardly stray', () => {
    const inTurn = (length: number, low: number, high: number) => attributeChartOf('p', counted(...Array.from({ length }, (_, index) => [index % 2 ? high : low, 100] as const)), UP);
    expect([inTurn(11, 40, 60).widened, inTurn(12, 50, 50).widened, inTurn(12, 49, 51).widened, inTurn(12, 0, 0).widened]).toEqual([1, 1, 1, 1]);
    expect(inTurn(12, 49, 51).upper[0]).toBeCloseTo(0.65, 6);
  });
  it('a gap tells nothing of how far points stray', () => {
    const pairs = Array.from({ length: 12 }, (_, index) => [[index % 2 ? 60 : 40, 100], [null, 100]] as [number | null, number][]).flat();
    expect(attributeChartOf('p', counted(...pairs), UP).widened).toBe(1);
  });
  it('a larger denominator has narrower limits', () => {
    const { upper, lower } = attributeChartOf('p', counted([10, 100], [200, 1000]), UP);
    expect(upper[1]! - lower[1]!).toBeLessThan(upper[0]! - lower[0]!);
  });
  it('what is not known is a gap, and counts for nothing', () => {
    const chart = attributeChartOf('p', counted([10, 100], [null, 100], [3, 0], [20, 100]), UP);
    expect([chart.values, chart.mean[1], chart.upper[1]]).toEqual([[0.1, null, null, 0.2], 0.15, NaN]);
  });
  it('flags what lies outside its own limits, by which way is better', () => {
    const chart = attributeChartOf('p', counted(...Array.from({ length: 12 }, (_, index) => [index % 2 ? 48 : 52, 100] as const), [90, 100]), { improvement: 'decrease', fixAfterPoints: 12 });
    expect([chart.specialCause.at(-1), chart.variation]).toEqual(['Above UCL', 'special_cause_concern']);
  });
  test('limits hold the centre and stay where a share can be', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 50, max: 500 })), { minLength: 1, maxLength: 30 }), (pairs) => {
      const { mean, lower, upper } = attributeChartOf('p', counted(...pairs), UP);
      for (const index of pairs.keys()) expect(lower[index]! >= 0 && lower[index]! <= mean[index]! && mean[index]! <= upper[index]! && upper[index]! <= 1).toBe(true);
    }));
  });
});

describe('intervals', () => {
  // Newcombe, Statistics in Medicine 1998, table I, method 3.
  test.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('Wilson’s of %d in %d', (numerator, denominator, lower, upper) => {
    const interval = wilsonInterval(numerator, denominator)!;
    expect([interval.lower.toFixed(4), interval.upper.toFixed(4)]).toEqual([lower.toFixed(4), upper.toFixed(4)]);
  });
  it('Wilson’s of nobody, or of more than all, is not known', () => expect([wilsonInterval(0, 0), wilsonInterval(3, 2), wilsonInterval(-1, 2)]).toEqual([null, null, null]));
  test('Wilson’s ends are where the score test just holds', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }).chain((whole) => fc.tuple(fc.nat(whole), fc.constant(whole))), ([part, whole]) => {
      const { lower, upper } = wilsonInterval(part, whole)!;
      for (const end of [lower, upper]) if (end > 1e-9 && end < 1 - 1e-9) expect(Math.abs(part / whole - end) / Math.sqrt((end * (1 - end)) / whole)).toBeCloseTo(Z_95, 6);
    }));
  });
  // The exact Poisson limits of published tables: 10 → 4.795 to 18.390; 100 → 81.36 to 121.63. Byar's come within 0.2%.
  test.each([[10, 4.795, 18.39], [100, 81.36, 121.63]])('Byar’s of %d is near the exact one', (count, lower, upper) => {
    const interval = byarInterval(count);
    expect(Math.abs(interval.lower / lower - 1)).toBeLessThan(0.002);
    expect(Math.abs(interval.upper / upper - 1)).toBeLessThan(0.002);
  });
});

describe('a directly standardised rate', () => {
  const strata = [{ band: 'under 65', events: 20, population: 1000, standard: 80 }, { band: '65 and over', events: 40, population: 200, standard: 20 }];
  it('weighs each band’s rate by the standard population', () => {
    const rate = directlyStandardisedRate(strata);
    expect(rate).toMatchObject({ ok: true, value: { rate: expect.closeTo(0.056, 12) as number, events: 60, eventsInStandard: expect.closeTo(5.6, 12) as number, interval: { lower: expect.closeTo(0.04266398, 7) as number, upper: expect.closeTo(0.07216620, 7) as number } } });
  });
  it('has no interval below ten events', () => expect(directlyStandardisedRate([{ ...strata[0]!, events: 9 }])).toMatchObject({ value: { interval: null } }));
  it('refuses a band of nobody that the standard has, naming it', () => expect(directlyStandardisedRate([strata[0]!, { ...strata[1]!, population: 0 }])).toMatchObject({ refusal: { code: 'stratum-not-usable', where: '65 and over', what: expect.stringContaining('20 in the standard population') as string } }));
  it('refuses what is no count, and a standard of nobody', () => {
    expect(directlyStandardisedRate([{ ...strata[0]!, events: -1 }])).toMatchObject({ refusal: { code: 'stratum-not-usable' } });
    expect(directlyStandardisedRate([])).toMatchObject({ refusal: { code: 'standard-missing' } });
  });
  test('is the crude rate where the standard population is one’s own', () => {
    const stratum = fc.record({ band: fc.constant('x'), events: fc.nat(50), population: fc.integer({ min: 50, max: 5000 }) });
    fc.assert(fc.property(fc.array(stratum, { minLength: 1, maxLength: 18 }), (rows) => {
      const rate = directlyStandardisedRate(rows.map((row) => ({ ...row, standard: row.population })));
      const [events, people] = [rows.reduce((sum, row) => sum + row.events, 0), rows.reduce((sum, row) => sum + row.population, 0)];
      expect(rate.ok && rate.value.rate).toBeCloseTo(events / people, 12);
      if (rate.ok && rate.value.interval) expect(rate.value.interval.lower).toBeCloseTo(byarInterval(events).lower / people, 10);
    }));
  });
});

describe('a funnel', () => {
  const unit = (code: string, numerator: number | null, denominator: number | null): FunnelUnit => ({ code, name: code, numerator, denominator });
  it('of shares has the binomial law’s limits about the whole’s share', () => {
    const funnel = funnelOf('proportion', [unit('A', 50, 100), unit('B', 501, 1000), unit('C', 49, 100)]);
    expect(funnel.centre).toBeCloseTo(0.5, 10);
    expect(funnel.isOverDispersed).toBe(false);
    expect(funnel.limitsAt(100)).toEqual({ lower998: expect.closeTo(0.5 - 0.05 * Z_998, 10) as number, lower95: expect.closeTo(0.402002, 6) as number, upper95: expect.closeTo(0.597998, 6) as number, upper998: expect.closeTo(0.5 + 0.05 * Z_998, 10) as number });
  });
  it('of ratios has Poisson’s on the square-root scale', () => {
    const { upper95, lower95 } = funnelOf('ratio', [unit('A', 110, 100)], { centre: 1 }).limitsAt(100);
    expect([upper95, lower95]).toEqual([expect.closeTo(1.2056, 4) as number, expect.closeTo(0.8136, 4) as number]);
  });
  it('winsorises a tenth at either end: three scores of −2, 0 and 2 count as −1.6, 0 and 1.6', () => expect(dispersionOf([-2, 0, 2])).toBeCloseTo((2 * 1.6 ** 2) / 3, 12));
  it('widens its limits where units lie further apart than chance', () => {
    const spread = Array.from({ length: 20 }, (_, index) => unit(`P${index}`, index % 2 ? 30 : 70, 100));
    const funnel = funnelOf('proportion', spread);
    expect([funnel.dispersion, funnel.limitsAt(100).upper95, funnel.points[0]!.position]).toEqual([expect.closeTo(16, 9) as number, expect.closeTo(0.5 + 4 * 0.05 * Z_95, 9) as number, 'within']);
  });
  it('says who lies far outside', () => {
    const units = [...Array.from({ length: 30 }, (_, index) => unit(`P${index}`, 48 + (index % 5), 100)), unit('LOW', 20, 100), unit('HIGH', 85, 100)];
    expect(funnelOf('proportion', units).points.slice(-2).map(({ position }) => position)).toEqual(['far-below', 'far-above']);
  });
  it('leaves out what is not known, and lists it', () => {
    const funnel = funnelOf('proportion', [unit('A', 5, 10), unit('S', null, 10), unit('N', 0, 0)]);
    expect([funnel.points.map(({ code }) => code), funnel.leftOut.map(({ code }) => code)]).toEqual([['A'], ['S', 'N']]);
  });
  it('of all or of nobody has no spread, and nobody outside', () => {
    expect(funnelOf('proportion', [unit('A', 10, 10), unit('B', 5, 5)]).points.map(({ position }) => position)).toEqual(['within', 'within']);
    expect(funnelOf('proportion', []).points).toEqual([]);
  });
  test('a unit is outside exactly where its value is', () => {
    const pair = fc.integer({ min: 20, max: 400 }).chain((whole) => fc.tuple(fc.nat(whole), fc.constant(whole)));
    fc.assert(fc.property(fc.array(pair, { minLength: 3, maxLength: 25 }), (pairs) => {
      const funnel = funnelOf('proportion', pairs.map(([part, whole], index) => unit(`P${index}`, part, whole)));
      for (const { value, denominator, position } of funnel.points) {
        const { upper998, lower998 } = funnel.limitsAt(denominator);
        if (Math.abs(value - upper998) > 1e-9 && upper998 < 1) expect(position === 'far-above').toBe(value > upper998);
        if (Math.abs(value - lower998) > 1e-9 && lower998 > 0) expect(position === 'far-below').toBe(value < lower998);
      }
    }));
  });
});

describe('a re-basing is proposed', () => {
  const month = (index: number) => isoDate(`${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`);
  const series = (values: (number | null)[]) => values.map((value, index) => ({ date: month(index), value }));
  const before = [50, 52, 49, 51, 50, 48, 51, 52, 49, 50, 51, 50];
  const after = [70, 71, 69, 70, 72, 70, 69];
  const settings = { improvement: 'increase', screensOutliers: true } as const;

  it('where seven or more up to the last lie on one side, with what happened shortly before', () => {
    const events = [{ date: month(2), words: 'Long before' }, { date: isoDate('2024-12-10'), words: 'New telephones' }, { date: month(17), words: 'Later' }];
    expect(sustainedShift(series([...before, ...after]), settings, events)).toEqual({ at: '2025-01-01', index: 12, points: 7, direction: 'above', meaning: 'special_cause_improvement', event: events[1] });
  });
  it('saying that nothing is known to have happened', () => expect(sustainedShift(series([...before, ...after]), settings)).toMatchObject({ event: null }));
  test.each<[string, (number | null)[]]>([
    ['six points', [...before, ...after.slice(0, 6)]],
    ['a shift that is over', [...before, ...after, 40]],
    ['nothing at all', []],
    ['one point', [5]],
    ['a shift with a gap in it', [...before, 70, 71, 69, null, 72, 70, 69, 71]],
  ])('not for %s', (_, values) => expect(sustainedShift(series(values), settings)).toBeNull());
  it('not again from where the baseline begins', () => expect(sustainedShift(series([...before, ...after]), { ...settings, rebaseAt: [12], fixAfterPoints: 12 })).toBeNull());
  it('past months with no figure yet at the end', () => expect(sustainedShift(series([...before, ...after, null]), settings)).toMatchObject({ points: 7 }));
});
