import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { exactMean } from './exactMean.ts';
import { pointTypeOf, spcOf, targetAt } from './spc.ts';
import type { SpcSettings } from './spc.ts';
import { SPECIAL_CAUSES } from './spcWords.ts';
import { plainCauses, plainLimits } from '../testing/plainSpc.ts';

const PLAIN: SpcSettings = { improvement: 'increase', screensOutliers: false };
/** `.` common cause, `U`/`L` outside a limit, `+`/`-` a trend up or down, `H`/`h` two of three above or below, `A`/`B` seven above or below. */
const SIGNS: Record<string, string> = Object.fromEntries(SPECIAL_CAUSES.map((cause, index) => [cause, '.UL+-HhAB'[index]!]));
const signsOf = (values: (number | null)[], settings: Partial<SpcSettings> = {}): string => spcOf(values, { ...PLAIN, ...settings }).specialCause.map((cause) => SIGNS[cause]).join('');

describe('special causes', () => {
  // Quiet runs up and down around 50 keep the limits wide, so that one rule is seen at a time.
  const swings = [40, 60, 40, 60, 40, 60];
  test.each<[string, (number | null)[], string]>([
    ['one point is no chart', [5], '.'],
    ['equal points tell nothing', [5, 5, 5, 5, 5, 5, 5, 5, 5], '.........'],
    ['seven on one side of the mean', [...swings, 51, 52, 51, 52, 51, 52, 51, 40, 60, 40], '.....AAAAAAAA...'],
    ['six are not enough', [40, 60, 40, 51, 52, 51, 52, 51, 52, 40, 60, 40], '............'],
    ['a point on the mean breaks seven', [...swings, 40, 51, 52, 51, 50, 52, 51, 52, 51, 40, 60], '.................'],
    ['seven that rise', [...swings, 40, 43, 46, 49, 52, 55, 58, 40, 60], '......+++++++..'],
    ['a tie breaks a trend', [...swings, 40, 43, 46, 46, 52, 55, 58, 40, 60], '...............'],
    ['seven that fall', [...swings, 58, 55, 52, 49, 46, 43, 40, 60, 40], '.....--------..'],
    ['a gap breaks a trend and seven', [...swings, 40, 43, 46, null, 52, 55, 58, 40, 60], '...............'],
    ['below zero is a figure as any other', [-40, -60, -40, -60, -40, -60, -51, -52, -51, -52, -51, -52, -51, -40, -60, -40], '.....BBBBBBBB...'],
  ])('%s', (_, values, signs) => expect(signsOf(values)).toBe(signs));

  it('two of three near the limit flag those two only, and only where all three lie on one side of the mean', () => {
    const quiet = [50, 52, 50, 48, 50, 52, 50, 48, 50, 52, 50, 48];
    expect(signsOf([...quiet, 55, 51.5, 55, 48, 50, 52, 50, 48, 50], { fixAfterPoints: 12 }).slice(12)).toBe('H.H......');
    expect(signsOf([...quiet, 55, 49, 55, 48, 50, 52, 50, 48, 50], { fixAfterPoints: 12 }).slice(12)).toBe('.........');
  });

  it('outside a limit goes before a trend, a trend before two of three, two of three before seven', () => {
    const base = [50, 52, 50, 48, 50, 52, 50, 48, 50, 52, 50, 48];
    expect(signsOf([...base, 51, 51.5, 52, 52.5, 53, 54, 54.5, 90, 51, 51.2, 53.9, 53.9], { fixAfterPoints: 12 }).slice(12)).toBe('+++++++UAAHH');
  });

  it('leaves out moving ranges far from the rest once, where screening is on', () => {
    const series = [10, 12, 10, 12, 10, 40, 10, 12, 10, 12, 10, 12, 10, 12];
    const [on, off] = [true, false].map((screensOutliers) => spcOf(series, { ...PLAIN, screensOutliers }));
    expect(on!.upper[0]! - on!.mean[0]!).toBeCloseTo(2.66 * 2, 10);
    expect(off!.upper[0]! - off!.mean[0]!).toBeCloseTo(2.66 * ((11 * 2 + 60) / 13), 10);
  });

  it('equal points have no limits where screening is on, as in R, and limits on the mean where it is off', () => {
    const equal = Array.from({ length: 14 }, () => 5);
    expect(spcOf(equal, { ...PLAIN, screensOutliers: true }).upper[0]).toBeNaN();
    expect(spcOf(equal, PLAIN).upper[0]).toBe(5);
  });
});

describe('segments', () => {
  const series = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11];
  it('begin anew where re-based, and say where limits are trial', () => {
    const { segments, mean } = spcOf(series, { ...PLAIN, rebaseAt: [12] });
    expect(segments.map(({ from, to, basedOn, isTrial }) => [from, to, basedOn, isTrial])).toEqual([[0, 12, 12, false], [12, 17, 5, true]]);
    expect([mean[0], mean[16]]).toEqual([1.5, 11.4]);
  });
  it('count known points only', () => expect(spcOf([1, null, 2, 3, null, 1, 2, 3, 1, 2, 3, 1], PLAIN).segments[0]).toMatchObject({ basedOn: 10, isTrial: true }));
  it('rest on their first points where the baseline is fixed', () => expect(spcOf(series, { ...PLAIN, fixAfterPoints: 12 }).mean[16]).toBe(1.5));
  it('take re-basings in any order, more than one, and none twice', () => expect(spcOf(series, { ...PLAIN, rebaseAt: [14, 7, 14, 0] }).segments.map(({ from }) => from)).toEqual([0, 7, 14]));
});

describe('assurance', () => {
  const series = [10, 12, 11, 12, 10, 11, 12, 10, 11, 12, 10, 11];
  const target = (value: number, from = 0) => ({ name: 'Target', steps: [{ from, value }] });
  test.each([
    ['increase', 30, 'consistent_fail'], ['increase', 1, 'consistent_pass'], ['increase', 11, 'inconsistent'],
    ['decrease', 30, 'consistent_pass'], ['decrease', 1, 'consistent_fail'], ['decrease', 11, 'inconsistent'], ['neutral', 30, 'NA'],
  ] as const)('where %s is better, a target of %d is %s', (improvement, value, assurance) => expect(spcOf(series, { ...PLAIN, improvement, targets: [target(value)] }).assurance).toBe(assurance));
  it('is of the target as it last stood, and of each target', () => {
    const changing = { name: 'Upper', steps: [{ from: 0, value: 30 }, { from: 6, value: 1 }] };
    expect([targetAt(changing, 5), targetAt(changing, 6), targetAt(target(5, 3), 2)]).toEqual([30, 1, null]);
    expect(spcOf(series, { ...PLAIN, targets: [changing, target(30)] }).assurances).toEqual(['consistent_pass', 'consistent_fail']);
  });
  it('is not said of a target that has ended, and is of what took its place', () => {
    const ended = { name: 'Ended', steps: [{ from: 2, until: 8, value: 30 }] };
    expect([1, 2, 7, 8, 11].map((index) => targetAt(ended, index))).toEqual([null, 30, 30, null, null]);
    expect(spcOf(series, { ...PLAIN, targets: [ended, target(30)] }).assurances).toEqual(['NA', 'consistent_fail']);
    const resumed = { name: 'Resumed', steps: [{ from: 0, until: 3, value: 30 }, { from: 6, value: 20 }] };
    expect([2, 3, 5, 6].map((index) => targetAt(resumed, index))).toEqual([30, null, null, 20]);
  });
  it('is not said without a target', () => expect(spcOf(series, PLAIN).assurance).toBe('NA'));
});

test.each([['increase', 'special_cause_improvement', 'special_cause_concern'], ['decrease', 'special_cause_concern', 'special_cause_improvement'], ['neutral', 'special_cause_neutral_high', 'special_cause_neutral_low']] as const)('where %s is better, high is %s and low %s', (improvement, high, low) => {
  for (const [index, cause] of SPECIAL_CAUSES.entries()) expect(pointTypeOf(index, improvement)).toBe(index === 0 ? 'common_cause' : /Above|Increasing/.test(cause) ? high : low);
});

test('a mean is right to the last bit where plain addition is not', () => {
  expect(exactMean(Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), 0, 10)).toBe(0.1);
  expect(exactMean(Float64Array.of(1e16, 1, -1e16), 0, 3)).toBe(1 / 3);
  expect(exactMean(Float64Array.of(NaN, 4, NaN, 6), 0, 4)).toBe(5);
  expect(exactMean(Float64Array.of(NaN), 0, 1)).toBeNaN();
});

/** The same number, or neither is one. */
const alike = (actual: number | undefined, expected: number) => (Number.isNaN(expected) ? expect(actual).toBeNaN() : expect(actual).toBeCloseTo(expected, 9));

describe('laws', () => {
  const value = fc.option(fc.integer({ min: -12, max: 12 }), { nil: null, freq: 12 });
  const series = fc.array(value, { minLength: 1, maxLength: 48 });
  const settings = fc.record({ improvement: fc.constantFrom('increase' as const, 'decrease' as const, 'neutral' as const), screensOutliers: fc.boolean(), rebaseAt: fc.array(fc.nat(47), { maxLength: 2 }), fixAfterPoints: fc.option(fc.integer({ min: 12, max: 20 })) });

  test('the fast path says what the rules say, read plainly', () => {
    fc.assert(fc.property(series, settings, (values, given) => {
      const chart = spcOf(values, given);
      for (const { from, to, baselineTo } of chart.segments) {
        const limits = plainLimits(values.slice(from, baselineTo), given.screensOutliers);
        alike(chart.mean[from], limits.mean);
        alike(chart.upper[from], limits.upper);
        expect(chart.specialCause.slice(from, to)).toEqual(plainCauses(values.slice(from, to), { ...limits, mean: chart.mean[from]!, lower: chart.lower[from]!, upper: chart.upper[from]! }));
      }
    }), { numRuns: 400 });
  });

  test('a series turned upside down tells the same story upside down', () => {
    const turned: Record<string, string> = { U: 'L', L: 'U', '+': '-', '-': '+', H: 'h', h: 'H', A: 'B', B: 'A', '.': '.' };
    fc.assert(fc.property(series, settings, (values, given) => {
      const [up, down] = [signsOf(values, given), signsOf(values.map((one) => (one === null ? null : -one)), given)];
      // Two trends that touch at a tie name the point between them “decreasing” in R, whichever way is up.
      if (!/[+-]/.test(up)) expect([...down].map((sign) => turned[sign]).join('')).toBe(up);
    }));
  });

  test('moving or stretching a series by a power of two changes no cause', () => {
    fc.assert(fc.property(series, settings, fc.constantFrom(1, 2, 4, 0.5), fc.constantFrom(0, 64, -128), (values, given, by, plus) => {
      expect(signsOf(values.map((one) => (one === null ? null : one * by)), given)).toBe(signsOf(values, given));
      const moved = spcOf(values.map((one) => (one === null ? null : one + plus)), given);
      for (const [index, mean] of spcOf(values, given).mean.entries()) alike(moved.mean[index], mean + plus);
    }));
  });
});
