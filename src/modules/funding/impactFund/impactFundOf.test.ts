import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { impactFundOf } from './impactFundOf.ts';

const of = (year: string, knownOn: string | null = null) => impactFundOf({ year: financialYear(year), knownOn: knownOn === null ? null : isoDate(knownOn), pcnCode: 'U00001', list: { value: new Fraction(60_000), source: 'test' }, averageList: { value: new Fraction(50_000), source: 'test' }, counted: null });

test('a statement shows maximum and budgeted by list size, and says that nothing was entered as achieved', () => {
  expect(of('2021/22', '2021-06-01')).toMatchObject({ line: null, missing: { says: expect.stringMatching(/not entered/) } });
  expect(of('2021/22', '2021-06-01').upTo.map(({ label, amountPence, status }) => [label, amountPence, status])).toEqual([['Maximum', 5_400_000, 'reported'], ['Budgeted (nine tenths)', 4_860_000, 'reported']]);
});

test('once a second phase is known, both stand, each with its points', () => {
  expect(of('2021/22').upTo.map(({ label, amountPence }) => [label, amountPence])).toEqual([
    ['Maximum, 225 points: first phase, from April 2021', 5_400_000], ['Budgeted (nine tenths), 225 points: first phase, from April 2021', 4_860_000],
    ['Maximum, 666 points: second phase, from October 2021', 15_984_000], ['Budgeted (nine tenths), 666 points: second phase, from October 2021', 14_385_600],
  ]);
});

test('a year without the fund has nothing, and nothing missing', () => expect(of('2019/20')).toEqual({ upTo: [], line: null, missing: null }));

test('2025/26 rests on figures that were not read, and is marked', () => expect(of('2025/26').upTo.map(({ status }) => status)).toEqual(['unverified', 'unverified']));
