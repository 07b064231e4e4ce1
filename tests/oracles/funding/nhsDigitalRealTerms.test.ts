import Fraction from 'fraction.js';
import { describe, expect, it, test } from 'vitest';
import { deflatorsThatFit, realGrowth } from '../../../src/modules/funding/investment/domain/realTerms.ts';
import { investmentRules } from '../../../src/modules/funding/investment/investmentRules.ts';

/**
 * NHS Digital, Investment in General Practice: 2012/13 to 2016/17 (PUB30090; England's real growth as HSJ 7020613 gives
 * it) and 2013/14 to 2017/18, key facts. Seven pairs of a growth in cash and the same in real terms, each rounded to two
 * places, give one deflator a year. Typed here from the publications, not read from our rules.
 */
const PAIRS: [country: string, year: string, cash: string, real: string][] = [
  ['England', '2016/17', '5.23', '3.17'],
  ['United Kingdom', '2016/17', '5.07', '3.02'],
  ['England', '2017/18', '6.72', '4.93'],
  ['Wales', '2017/18', '6.37', '4.59'],
  ['Northern Ireland', '2017/18', '3.09', '1.36'],
  ['Scotland', '2017/18', '4.93', '3.17'],
  ['United Kingdom', '2017/18', '6.49', '4.70'],
];
const part = (percent: string) => new Fraction(percent).div(100);
const HALF = new Fraction(1, 20_000);
const fitOf = (year: string) =>
  deflatorsThatFit(PAIRS.filter(([, one]) => one === year).map(([, , cash, real]) => ({ cash: part(cash), cashHalf: HALF, real: part(real), realHalf: HALF })))!;
const ours = (year: string) => investmentRules().deflators[0].values.find((one) => one.year === year)!.value.div(100);

describe.each([['2016/17', 1.98, 2.0], ['2017/18', 1.7, 1.712]])('the deflator of %s', (year, from, to) => {
  test('is one for all pairs', () => {
    const { least, most } = fitOf(year);
    expect(least.valueOf() * 100).toBeGreaterThanOrEqual(from);
    expect(most.valueOf() * 100).toBeLessThanOrEqual(to + 0.001);
  });
  test('in our rules is one of those that fit', () => {
    const { least, most } = fitOf(year);
    expect([ours(year).compare(least) >= 0, ours(year).compare(most) <= 0]).toEqual([true, true]);
  });
});

it.each(PAIRS)('%s %s: %s%% in cash is %s%% in real terms', (_, year, cash, real) => {
  expect(Math.abs(realGrowth(part(cash), ours(year)).mul(100).sub(real).valueOf())).toBeLessThanOrEqual(0.0101);
});

test('England, from the published amounts, narrows 2016/17 to between 1.993% and 1.998%', () => {
  const exact = new Fraction('10203.9').div('9696.6').sub(1);
  const kingdom = new Fraction('11852.6').div('11280.3').sub(1);
  const fit = deflatorsThatFit([
    { cash: exact, cashHalf: new Fraction(0), real: part('3.17'), realHalf: HALF },
    { cash: kingdom, cashHalf: new Fraction(0), real: part('3.02'), realHalf: HALF },
  ])!;
  expect([fit.least.valueOf(), fit.most.valueOf()].map((value) => Number((value * 100).toFixed(3)))).toEqual([1.993, 1.998]);
});

test('pairs that were not made with one deflator are found out', () => {
  expect(deflatorsThatFit([PAIRS[0]!, PAIRS[2]!].map(([, , cash, real]) => ({ cash: part(cash), cashHalf: HALF, real: part(real), realHalf: HALF })))).toBeNull();
});
