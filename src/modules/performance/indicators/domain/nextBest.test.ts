import fc from 'fast-check';
import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { bestFor, nextBest, onBetterSide, paysAt, shareOut } from './nextBest.ts';
import type { Chance } from './nextBest.ts';

const chance = (code: string, maximum: number, better: number, outOf: number, lower: string, upper: string, reach = outOf - better): Chance => ({ code, maximum: new Fraction(maximum), better, outOf, lower: new Fraction(lower), upper: new Fraction(upper), reach: [{ practice: 'A', people: reach }] });

test('an indicator between its thresholds is worth the same for each person until the upper', () => {
  const [effort, ...rest] = nextBest([chance('HI-03', 7128, 60, 100, '0.6', '0.8')]);
  expect([effort?.people, effort?.pounds.toFraction(), effort?.each.toFraction(), rest]).toEqual([20, '7128', '1782/5', []]);
});

test('those below the lower threshold count as effort without pay', () => {
  const [effort] = nextBest([chance('HI-03', 7128, 50, 100, '0.6', '0.8')]);
  expect([effort?.people, effort?.before, effort?.each.toFraction()]).toEqual([30, 10, '1188/5']);
});

test('where the upper threshold falls between two people the last of them brings less, and stands by itself', () => {
  expect(nextBest([chance('X', 100, 0, 3, '0', '1/2')]).map(({ people, pounds }) => [people, pounds.toFraction()])).toEqual([[1, '200/3'], [1, '100/3']]);
});

test('one that cannot pass its lower threshold with those in reach is not in the order', () => {
  expect(nextBest([chance('X', 100, 0, 10, '0.5', '0.9', 5), chance('Y', 100, 10, 10, '0.5', '0.9')])).toEqual([]);
});

test('the dearer people come first, whatever their indicator', () => {
  expect(nextBest([chance('CHEAP', 100, 0, 100, '0', '1'), chance('DEAR', 100, 0, 10, '0', '1')]).map(({ code }) => code)).toEqual(['DEAR', 'CHEAP']);
});

test('where fewer are better, those who are not counted are on the better side', () => {
  const side = onBetterSide('lower', { lower: new Fraction('0.43'), upper: new Fraction('0.3'), numerator: 36, denominator: 100 });
  expect([side.better, side.lower.toFraction(), side.upper.toFraction()]).toEqual([64, '57/100', '7/10']);
});

test('people are shared out by who is left in each practice, and every one of them', () => {
  expect(shareOut([{ practice: 'A', people: 3 }, { practice: 'B', people: 1 }, { practice: 'C', people: 3 }], 5)).toEqual([{ practice: 'A', people: 2 }, { practice: 'C', people: 2 }, { practice: 'B', people: 1 }]);
});

test('within a stretch another choice can be better, and is found', () => {
  // Ten people: the steeper stretch of 20 would still pay nothing, the gentler pays from the first.
  const chances = [chance('STEEP', 1000, 0, 20, '0.9', '1'), chance('GENTLE', 100, 0, 10, '0', '1')];
  expect(nextBest(chances)[0]?.code).toBe('STEEP');
  expect(bestFor(chances, 10)).toMatchObject({ people: [{ code: 'GENTLE', people: 10 }] });
});

const anyChance = fc.record({ maximum: fc.integer({ min: 1, max: 500 }), outOf: fc.integer({ min: 1, max: 8 }), done: fc.integer({ min: 0, max: 8 }), low: fc.integer({ min: 0, max: 9 }), wide: fc.integer({ min: 1, max: 10 }), far: fc.integer({ min: 0, max: 8 }) });
const anyChances = fc.array(anyChance, { minLength: 1, maxLength: 3 }).map((all) => all.map(({ maximum, outOf, done, low, wide, far }, index) => {
  const better = Math.min(done, outOf);
  return chance(`I${index}`, maximum, better, outOf, `${low}/10`, `${Math.min(10, low + wide)}/10`, Math.min(far, outOf - better));
}));

/** Every way there is. */
function exhaustive(chances: readonly Chance[], people: number): Fraction {
  const [first, ...rest] = chances;
  if (!first) return new Fraction(0);
  let most = new Fraction(0);
  for (let count = 0; count <= Math.min(people, first.reach[0]!.people); count += 1) {
    const pounds = paysAt(first, first.better + count).sub(paysAt(first, first.better)).add(exhaustive(rest, people - count));
    if (pounds.gt(most)) most = pounds;
  }
  return most;
}

test('after every whole stretch nobody could have earned more with as many people', () => {
  fc.assert(fc.property(anyChances, (chances) => {
    let [people, pounds] = [0, new Fraction(0)];
    for (const effort of nextBest(chances)) {
      [people, pounds] = [people + effort.people, pounds.add(effort.pounds)];
      expect(pounds.toFraction()).toBe(exhaustive(chances, people).toFraction());
    }
    // All that can be earned is in the order.
    expect(pounds.toFraction()).toBe(exhaustive(chances, 100).toFraction());
  }), { numRuns: 300 });
});

test('for any number of people the best use is what an exhaustive search finds', () => {
  fc.assert(fc.property(anyChances, fc.integer({ min: 0, max: 20 }), (chances, people) => {
    expect(bestFor(chances, people).pounds.sub(exhaustive(chances, people)).abs().valueOf()).toBeLessThan(1e-9);
  }), { numRuns: 300 });
});
