import { expect, test } from 'vitest';
import { countedOn, endOf, financialYear, monthsOf, parseFinancialYear, startOf, yearAfter, yearOf, yearsBetween } from './financialYear.ts';
import { isoDate } from './isoDate.ts';

test('a financial year is read in the ways in which it is written, and no other', () => {
  expect(['2025/26', ' 2025-26 ', '2025/2026', '2099/00'].map(parseFinancialYear)).toEqual(['2025/26', '2025/26', '2025/26', '2099/00']);
  expect(['2025', '2025/27', '25/26', '2025/25', '', '2025/026'].map(parseFinancialYear)).toEqual([null, null, null, null, null, null]);
  expect(() => financialYear('2025')).toThrow('Not a financial year');
});

test('it runs from April to March, on the patients of the January before', () => {
  const year = financialYear('2024/25');
  expect([startOf(year), endOf(year), countedOn(year)]).toEqual(['2024-04-01', '2025-04-01', '2024-01-01']);
  expect(monthsOf(year)).toEqual(['2024-04-01', '2024-05-01', '2024-06-01', '2024-07-01', '2024-08-01', '2024-09-01', '2024-10-01', '2024-11-01', '2024-12-01', '2025-01-01', '2025-02-01', '2025-03-01']);
  expect([yearOf(isoDate('2025-03-31')), yearOf(isoDate('2025-04-01'))]).toEqual(['2024/25', '2025/26']);
  expect([yearAfter(year), yearAfter(year, -1), yearsBetween(year, financialYear('2026/27'))]).toEqual(['2025/26', '2023/24', ['2024/25', '2025/26', '2026/27']]);
});
