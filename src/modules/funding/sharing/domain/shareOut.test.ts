import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it, test } from 'vitest';
import { readBasis, shareOut } from './shareOut.ts';
import type { SharingMethod, ToShare } from './shareOut.ts';

const MEMBERS = ['A', 'B', 'C'];
const among = (method: SharingMethod, bases: Record<string, number | string>, more: Partial<ToShare> = {}): ToShare => ({
  sumPence: 10_000, costs: [], method, members: MEMBERS, practices: Object.entries(bases).map(([code, basis]) => ({ code, basis: new Fraction(basis) })), ...more,
});
const penceOf = (toShare: ToShare): Record<string, number> => {
  const result = shareOut(toShare);
  if (!result.ok) throw new Error(result.refusal.what);
  return Object.fromEntries(result.value.shares.map(({ code, pence }) => [code, pence]));
};

describe('a sum is shared', () => {
  test.each<[string, ToShare, Record<string, number>]>([
    ['equally, the odd penny to the first code', among('equal', { C: 1, A: 1, B: 1 }), { A: 3_334, B: 3_333, C: 3_333 }],
    ['equally, two odd pennies to the first two', among('equal', { A: 1, B: 1, C: 1 }, { sumPence: 10_001 }), { A: 3_334, B: 3_334, C: 3_333 }],
    ['by lists', among('registered', { A: 4_000, B: 6_000, C: 10_000 }), { A: 2_000, B: 3_000, C: 5_000 }],
    // 10,000 × 1/7 = 1,428 4/7; × 2/7 = 2,857 1/7; × 4/7 = 5,714 2/7: the one penny goes to the largest remainder.
    ['with the odd penny to whom rounding took most from', among('registered', { A: 2, B: 1, C: 4 }), { A: 2_857, B: 1_429, C: 5_714 }],
    ['after costs', among('equal', { A: 1, B: 1, C: 1 }, { costs: [{ label: 'Room', amountPence: 4_000 }] }), { A: 2_000, B: 2_000, C: 2_000 }],
    ['in percentages', among('percentages', { A: '33.34', B: '33.33', C: '33.33' }), { A: 3_334, B: 3_333, C: 3_333 }],
    ['by points, thirds and all', among('points', { A: '104/3', B: '52/3', C: 0 }), { A: 6_667, B: 3_333, C: 0 }],
    ['in fixed amounts', among('fixed', { A: '50', B: '25.5', C: 0 }), { A: 5_000, B: 2_550, C: 0 }],
  ])('%s', (_, toShare, expected) => expect(penceOf(toShare)).toEqual(expected));

  it('and what fixed amounts do not use stays with the PCN', () => expect(shareOut(among('fixed', { A: '50', B: '25.5', C: 0 }))).toMatchObject({ value: { leftPence: 2_450, netPence: 10_000 } }));
});

describe('is refused with the numbers', () => {
  test.each<[string, ToShare, string, RegExp]>([
    ['fixed amounts above what there is', among('fixed', { A: '60', B: '40.01', C: 0 }), 'more-than-there-is', /£100\.01 .* £100: £0\.01 more/],
    ['costs above the sum', among('equal', { A: 1 }, { costs: [{ label: 'Room', amountPence: 10_050 }] }), 'more-than-there-is', /£100\.50 .* £100: £0\.50 more/],
    ['percentages that add up to 99.99%', among('percentages', { A: '33.33', B: '33.33', C: '33.33' }), 'percentages-do-not-add-up', /99\.99%, not to 100%/],
    ['percentages above 100', among('percentages', { A: '50', B: '50.01' }), 'percentages-do-not-add-up', /100\.01%/],
    ['weights that add up to nothing', among('points', { A: 0, B: 0, C: 0 }), 'nothing-to-share-by', /3 practices add up to 0/],
    ['a negative figure', among('points', { A: -1, B: 2 }), 'negative-figure', /A is -1/],
    ['a negative cost', among('equal', { A: 1 }, { costs: [{ label: 'Room', amountPence: -1 }] }), 'negative-cost', /−£0\.01/],
    ['no sum', among('equal', { A: 1 }, { sumPence: 0 }), 'no-sum', /£0/],
    ['a negative sum', among('equal', { A: 1 }, { sumPence: -500 }), 'no-sum', /−£5/],
    ['a practice that is no member', among('equal', { A: 1, Z: 1 }), 'not-a-member', /Z is not among the 3 practices/],
    ['no practice', among('equal', {}), 'no-practice', /£100/],
    ['a part of a penny', among('fixed', { A: '1.005' }), 'part-of-a-penny', /£1\.005/],
  ])('%s', (_, toShare, code, what) => expect(shareOut(toShare)).toMatchObject({ ok: false, refusal: { code, what: expect.stringMatching(what) } }));

  it('a practice named twice', () => {
    const practices = [{ code: 'A', basis: new Fraction(1) }, { code: 'A', basis: new Fraction(1) }];
    expect(shareOut({ ...among('equal', {}), practices })).toMatchObject({ refusal: { code: 'practice-twice' } });
  });
});

test.each([['12,345', '12345'], ['33.34%', '33.34'], ['£250.50', '250.5'], ['34 2/3', '104/3'], ['0', '0'], ['-3', '-3']])('reads the figure %s', (text, value) => expect(readBasis(text)?.equals(value)).toBe(true));
test.each(['', 'ten', '1/0', '1,23', '--1', '1e9', 'NaN'])('does not read “%s” as a figure', (text) => expect(readBasis(text)).toBeNull());

describe('whatever is shared', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 25 }).filter((all) => all.some((one) => one > 0));
  const money = fc.integer({ min: 1, max: 5_000_000_00 });
  const toShare = (list: readonly number[], sumPence: number, method: SharingMethod = 'registered'): ToShare => {
    const practices = list.map((basis, index) => ({ code: `P${String(index).padStart(2, '0')}`, basis: new Fraction(basis) }));
    return { sumPence, costs: [{ label: 'Costs', amountPence: Math.floor(sumPence / 7) }], method, practices, members: practices.map(({ code }) => code) };
  };

  it('adds up to the penny', () => {
    fc.assert(fc.property(weights, money, (list, sum) => {
      const costs = Math.floor(sum / 7);
      expect(Object.values(penceOf(toShare(list, sum))).reduce((total, pence) => total + pence, 0) + costs).toBe(sum);
    }));
  });

  it('is the same in whatever order the practices are named', () => {
    fc.assert(fc.property(weights, money, fc.infiniteStream(fc.nat()), (list, sum, keys) => {
      const one = toShare(list, sum);
      const order = new Map(one.practices.map(({ code }) => [code, keys.next().value as number]));
      const shuffled = one.practices.toSorted((a, b) => order.get(a.code)! - order.get(b.code)!);
      expect(penceOf({ ...one, practices: shuffled })).toEqual(penceOf(one));
    }));
  });

  it('differs by at most a penny between practices with the same weight', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 25 }), money, (weight, count, sum) => {
      const shares = Object.values(penceOf(toShare(Array.from({ length: count }, () => weight), sum)));
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }));
  });

  it('never moves a share by a whole penny from its exact part', () => {
    fc.assert(fc.property(weights, money, (list, sum) => {
      const result = shareOut(toShare(list, sum));
      if (result.ok) for (const { exactPence, pence } of result.value.shares) expect(exactPence.sub(pence).abs().compare(1)).toBeLessThan(0);
    }));
  });
});
