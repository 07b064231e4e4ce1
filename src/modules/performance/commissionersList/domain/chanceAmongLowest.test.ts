import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { generatedWorld } from '../testing/generatedMonths.ts';
import { chancesAmongLowest } from './chanceAmongLowest.ts';
import { estimateOf, monthlyWobble } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import { normalBelow } from './normal.ts';

test.each([[0, 0.5], [1, 0.8413447], [-1, 0.1586553], [1.959964, 0.975], [-3, 0.0013499], [9, 1], [-9, 0]])('the normal curve lies at %d below %d', (z, below) => {
  expect(normalBelow(z)).toBeCloseTo(below, 6);
});

describe('the chance to be truly among the lowest', () => {
  it('is nearly sure, either way, for practices far apart', () => {
    const far = [-3, -1, 1, 3, 5].map((at, index): Estimate => ({ code: `P${index}`, at, variance: 1e-4 }));
    expect([...chancesAmongLowest(far, 2).values()].map((chance) => Math.round(chance * 1e4) / 1e4)).toEqual([1, 1, 0, 0, 0]);
  });

  it('is the same for all that are alike, and the places shared out among them', () => {
    const alike = Array.from({ length: 10 }, (_, index): Estimate => ({ code: `P${index}`, at: 0.4, variance: 0.01 }));
    for (const chance of chancesAmongLowest(alike, 2).values()) expect(chance).toBeCloseTo(0.2, 2);
  });

  it('of two is that of the difference of two normals', () => {
    // The spread of two by DerSimonian and Laird: ((a − b)²/2 − v) with equal variances v. Here (1²/2 − 0.25) = 0.25; each keeps half its distance.
    const two: Estimate[] = [{ code: 'A', at: 0, variance: 0.25 }, { code: 'B', at: 1, variance: 0.25 }];
    // Believed at 0.25 and 0.75, each with variance 0.125: Φ(0.5 / √0.25) = Φ(1).
    const chances = chancesAmongLowest(two, 1);
    expect(chances.get('A')).toBeCloseTo(0.8413, 3);
    expect(chances.get('B')).toBeCloseTo(0.1587, 3);
  });

  it('agrees with drawing by lot a hundred thousand times', () => {
    const six = [-0.6, -0.5, -0.45, 0, 0.1, 0.9].map((at, index): Estimate => ({ code: `P${index}`, at, variance: 0.01 * (1 + index) }));
    const places = 2;
    const chances = chancesAmongLowest(six, places);
    // Shrunk here by its own arithmetic: the middle and the spread as the method documents them.
    const w = six.map(({ variance }) => 1 / variance);
    const [sw, sw2] = [w.reduce((a, b) => a + b), w.reduce((a, b) => a + b * b, 0)];
    const centre = six.reduce((a, { at }, i) => a + at * w[i]!, 0) / sw;
    const tau = (six.reduce((a, { at }, i) => a + w[i]! * (at - centre) ** 2, 0) - 5) / (sw - sw2 / sw);
    const v = six.map(({ variance }) => 1 / (variance + tau));
    const middle = six.reduce((a, { at }, i) => a + at * v[i]!, 0) / v.reduce((a, b) => a + b);
    const drawn = new Map<string, number>();
    let state = 12345;
    const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
    const normal = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    for (let draw = 0; draw < 100_000; draw += 1) {
      const at = six.map(({ code, at: own, variance }) => ({ code, at: middle + (tau / (tau + variance)) * (own - middle) + Math.sqrt((tau * variance) / (tau + variance)) * normal() }));
      for (const { code } of at.sort((a, b) => a.at - b.at).slice(0, places)) drawn.set(code, (drawn.get(code) ?? 0) + 1e-5);
    }
    for (const [code, chance] of chances) expect(chance).toBeCloseTo(drawn.get(code) ?? 0, 2);
  });

  const estimates = fc.array(fc.record({ at: fc.double({ min: -3, max: 3, noNaN: true }), variance: fc.double({ min: 1e-4, max: 0.5, noNaN: true }) }), { minLength: 2, maxLength: 80 })
    .map((rows) => rows.map((row, index): Estimate => ({ code: `P${index}`, ...row })));

  test('the chances of all add up to the places there are, and each is a chance', () => {
    fc.assert(fc.property(estimates, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (all, share) => {
      const places = Math.floor(all.length * share);
      const chances = [...chancesAmongLowest(all, places).values()];
      expect(chances.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
      expect(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - places)).toBeLessThan(0.02 + 0.01 * all.length);
    }), { numRuns: 40 });
  });

  test('the order in which practices come changes nothing', () => {
    fc.assert(fc.property(estimates, (all) => {
      const [one, other] = [chancesAmongLowest(all, 1), chancesAmongLowest([...all].reverse(), 1)];
      for (const [code, chance] of one) expect(other.get(code)).toBeCloseTo(chance, 6);
    }), { numRuns: 20 });
  });

  test('of two equally sure, the lower is the likelier', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 40 }), (all) => {
      const chances = chancesAmongLowest(all.map((at, index) => ({ code: `${index}`, at, variance: 0.05 })), Math.max(1, Math.floor(all.length / 5)));
      const sorted = all.map((at, index) => ({ at, chance: chances.get(`${index}`)! })).sort((a, b) => a.at - b.at);
      for (let index = 1; index < sorted.length; index += 1) expect(sorted[index]!.chance).toBeLessThanOrEqual(sorted[index - 1]!.chance + 1e-3);
    }), { numRuns: 30 });
  });
});

describe('how much a month wobbles', () => {
  it('is found again in months that were generated with it, season and outliers left out', () => {
    const { months } = generatedWorld({ seed: 7, months: 4, practices: 400, groups: 1, wobble: 0.15, spread: 0.5 });
    const found = monthlyWobble('share', months.map(({ facts }) => facts['face-to-face'].counted))!;
    expect(Math.sqrt(found)).toBeGreaterThan(0.135);
    expect(Math.sqrt(found)).toBeLessThan(0.165);
  });

  it('is none where only chance in counting is at work', () => {
    const { months } = generatedWorld({ seed: 8, months: 4, practices: 400, groups: 1, wobble: 0, spread: 0.5 });
    expect(Math.sqrt(monthlyWobble('share', months.map(({ facts }) => facts['face-to-face'].counted))!)).toBeLessThan(0.03);
  });

  it('cannot be told from one month, nor from a handful of practices', () => {
    const { months } = generatedWorld({ seed: 9, months: 2, practices: 9, groups: 1, wobble: 0.1, spread: 0.5 });
    const counted = months.map(({ facts }) => facts['face-to-face'].counted);
    expect([monthlyWobble('share', counted), monthlyWobble('share', counted.slice(0, 1))]).toEqual([null, null]);
  });
});

test('a share of none or of all has a place on the scale too', () => {
  for (const count of [0, 100]) expect(Number.isFinite(estimateOf('share', { count, of: 100 }).at)).toBe(true);
  expect(estimateOf('ratio', { count: 0, of: 20 }).variance).toBe(2);
});
