import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { inTime, middleOf } from './inTime.ts';

const YEAR = financialYear('2026/27');

test.each<[string, number[], string, { days: number | null; startsOn: string; advertiseBy: string | null }]>([
  // 100 days after 3 June is 11 September; 100 days before 1 March is 21 November.
  ['a recruitment that takes 100 days', [100], '2026-06-03', { days: 100, startsOn: '2026-10-01', advertiseBy: '2026-11-21' }],
  ['the middle of an even number', [60, 80, 90, 200], '2026-06-03', { days: 85, startsOn: '2026-09-01', advertiseBy: '2026-12-06' }],
  ['no recruitment to go by: next month, and no last day', [], '2026-06-03', { days: null, startsOn: '2026-07-01', advertiseBy: null }],
  ['a year that has not begun', [30], '2026-01-10', { days: 30, startsOn: '2026-04-01', advertiseBy: '2027-01-30' }],
])('%s', (_, taken, today, expected) => expect(inTime(YEAR, taken, isoDate(today))).toEqual({ ...expected, recruitments: taken.length }));

test('the middle of none is not known', () => expect([middleOf([]), middleOf([3]), middleOf([9, 1, 5])]).toEqual([null, 3, 5]));
