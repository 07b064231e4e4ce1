import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { FigureUsed } from '#platform/explanation/working.ts';
import type { Deemed, Indicator } from './indicator.ts';
import { nextThreshold } from './pcnFund.ts';
import { pointsEarned } from './pointsEarned.ts';
import type { Counted } from './pointsEarned.ts';

const source = { title: 'Invented', address: 'https://example.org', locator: '1' };
const day = isoDate('2021-04-01');
const figure = (says: string, value: string): FigureUsed => ({ kind: 'figure', says, value: new Fraction(value), unit: 'share', figure: says, from: day, published: day, status: 'reported', source });
const indicator = (changes: Partial<Indicator> = {}): Indicator => ({
  code: 'XX-01', definition: 'Invented', kind: 'fraction', direction: 'higher', points: figure('points', '40'), lower: figure('lower', '0.8'), upper: figure('upper', '0.86'),
  prevalence: 'denominator', from: day, to: isoDate('2022-04-01'), ended: null, status: 'reported', source, ...changes,
});
const of = (numerator: number, denominator: number): Counted => ({ kind: 'fraction', numerator: new Fraction(numerator), denominator: new Fraction(denominator), source: 'test' });
const points = (one: Indicator, counted: Counted, deemed: Deemed | null = null) => {
  const earned = pointsEarned(one, counted, deemed);
  return earned.ok ? earned.value.points.toFraction() : earned.refusal.code;
};

describe('points of a part achieved', () => {
  test.each([
    [79, 100, '0'], [80, 100, '0'], [83, 100, '20'], [86, 100, '40'], [87, 100, '40'], [8001, 10000, '1/15'],
  ])('%i of %i gives %s', (numerator, denominator, expected) => expect(points(indicator(), of(numerator, denominator))).toBe(expected));

  const lowerIsBetter = indicator({ direction: 'lower', points: figure('points', '32'), lower: figure('lower', '0.43'), upper: figure('upper', '0.3') });
  test.each([
    [44, '0'], [43, '0'], [365, '16', 1000], [30, '32'], [29, '32'],
  ])('where lower is better, %i gives %s', (numerator, expected, denominator = 100) => expect(points(lowerIsBetter, of(numerator as number, denominator as number))).toBe(expected));

  test('a denominator of 0 is no achievement, and never all', () => {
    expect(points(indicator(), of(0, 0))).toBe('0');
    expect(points(lowerIsBetter, of(0, 0))).toBe('0');
  });

  test('a numerator above its denominator is refused with both numbers', () => {
    const refused = pointsEarned(indicator(), of(101, 100));
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'numerator-above-denominator', what: expect.stringMatching(/101.*100/) } });
  });

  test('thresholds that are not known give no points, but a refusal', () => expect(points(indicator({ lower: null, upper: null }), of(1, 2))).toBe('thresholds-unknown'));

  test('a count below 0 is refused', () => expect(points(indicator(), of(-1, 2))).toBe('negative-count'));
});

test('an improvement is the change from its baseline', () => {
  const rise = indicator({ kind: 'improvement', points: figure('points', '35'), lower: figure('lower', '0.004'), upper: figure('upper', '0.008') });
  const from = (baseline: string): Counted => ({ kind: 'improvement', numerator: new Fraction(150), denominator: new Fraction(1000), baseline: new Fraction(baseline), source: 'test' });
  expect(['0.15', '0.146', '0.144', '0.142', '0.1'].map((baseline) => points(rise, from(baseline)))).toEqual(['0', '0', '35/2', '35', '35']);
  expect(points(rise, of(1, 2))).toBe('other-kind');
});

test('every practice must achieve a binary indicator', () => {
  const binary = indicator({ kind: 'binary', points: figure('points', '27'), lower: null, upper: null });
  const practices = (achieved: number, all: number): Counted => ({ kind: 'binary', achieved, practices: all, source: 'test' });
  expect([points(binary, practices(5, 5)), points(binary, practices(4, 5)), points(binary, practices(0, 0)), points(binary, practices(6, 5))]).toEqual(['27', '0', '0', 'numerator-above-denominator']);
});

test('a national decision that all achieved it stands in place of what was counted, with its reason', () => {
  const deemed: Deemed = { code: 'XX-01', share: new Fraction(1), reason: 'the data were wrong', published: day, figure: figure('deemed', '1') };
  const earned = pointsEarned(indicator(), of(1, 100), deemed);
  expect(earned.ok && [earned.value.points.valueOf(), earned.value.says, earned.value.achievement?.toString()]).toEqual([40, 'Deemed: the data were wrong', '0.01']);
});

describe('the next threshold', () => {
  test.each([
    [70, 'lower', 11], [80, 'lower', 1], [81, 'upper', 5],
  ])('with %i of 100 it is the %s, %i away', (numerator, threshold, people) => expect(nextThreshold(indicator(), of(numerator, 100))).toEqual({ threshold, people }));
  test('there is none at the upper one, nor where nobody is counted', () => expect([nextThreshold(indicator(), of(86, 100)), nextThreshold(indicator(), of(0, 0))]).toEqual([null, null]));
  test('where lower is better there are fewer to reach', () => {
    expect(nextThreshold(indicator({ direction: 'lower', lower: figure('lower', '0.43'), upper: figure('upper', '0.3') }), of(50, 100))).toEqual({ threshold: 'lower', people: -8 });
  });
});
