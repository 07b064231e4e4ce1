import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { leavesOf } from '#platform/explanation/working.ts';
import type { FactUsed } from '#platform/explanation/working.ts';
import type { FigureUnit, FigureValue } from './figure.ts';
import { monthsOfSpan, monthsWithin, perHeadAmount } from './streamAmount.ts';

const figure = (unit: FigureUnit) => ({ id: 'enhanced-access/rate', title: 'Enhanced access payment', unit, basis: 'pcn-adjusted' as const });
const value = (text: string): FigureValue & { value: string } => ({
  from: isoDate('2022-10-01'), to: null, published: isoDate('2022-04-01'), value: text, status: 'reported', source: { title: 'T', address: 'A', locator: 'L' },
});
const patients = (count: number): FactUsed => ({ kind: 'fact', says: 'patients', value: new Fraction(count), unit: 'patients', source: 'x/2022-01-01' });

test.each([
  ['a whole year', '£ a year', '7.46', 50_000, 12, undefined, 37_300_000],
  ['half a year at the yearly rate', '£ a year', '7.46', 50_000, 6, undefined, 18_650_000],
  ['one month', '£ a year', '7.46', 50_001, 1, undefined, 3_108_396],
  ['a period paid whole', '£ for the period', '1.099', 48_020, 9, 9, 5_277_398],
  ['four months of nine', '£ for the period', '1.099', 45_000, 4, 9, 2_198_000],
  ['half a penny goes up', '£ a year', '0.005', 1, 12, undefined, 1],
] as const)('pays %s to the penny', (_what, unit, rate, count, months, span, expected) =>
  expect(perHeadAmount({ figure: figure(unit), value: value(rate), quantity: patients(count), months, ...(span === undefined ? {} : { monthsOfSpan: span }) }).pence).toBe(expected));

test('the working holds the figure with its source, the count, and the share of the year', () => {
  const { working } = perHeadAmount({ figure: figure('£ a year'), value: value('7.46'), quantity: patients(50_000), months: 6 });
  expect(leavesOf(working).map(({ kind, says }) => [kind, says])).toEqual([['figure', 'Enhanced access payment'], ['fact', 'patients'], ['fact', '6 of 12 months']]);
});

test('a figure that is not paid by the head, and more months than there are, are no amounts', () => {
  const asked = { value: value('1'), quantity: patients(1), months: 12 };
  expect(() => perHeadAmount({ ...asked, figure: figure('£ a point') })).toThrow('not paid by the head');
  expect(() => perHeadAmount({ ...asked, figure: figure('£ for the period') })).toThrow('must be given');
  expect(() => perHeadAmount({ ...asked, figure: figure('£ a year'), months: 13 })).toThrow('13 of 12 months');
});

test('a value that says no end runs to the end of its year', () => {
  expect(monthsOfSpan({ from: isoDate('2019-07-01'), to: null })).toBe(9);
  expect(monthsOfSpan({ from: isoDate('2022-04-01'), to: isoDate('2022-10-01') })).toBe(6);
  expect(monthsWithin({ from: isoDate('2021-10-01'), to: isoDate('2023-04-01') }, financialYear('2022/23'))).toBe(12);
  expect(monthsWithin({ from: isoDate('2021-10-01'), to: isoDate('2023-04-01') }, financialYear('2021/22'))).toBe(6);
  expect(monthsWithin({ from: isoDate('2021-10-01'), to: null }, financialYear('2020/21'))).toBe(0);
});
