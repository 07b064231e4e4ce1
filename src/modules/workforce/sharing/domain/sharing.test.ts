import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { mondayOf, plannedAgainstHad } from './happened.ts';
import { sayFairness } from './sayFairness.ts';
import { checkWeights, sharesOf } from './shares.ts';
import type { PracticeWeight, SharedBy } from './shares.ts';

const weights = (...all: [string, string][]): PracticeWeight[] => all.map(([practiceCode, weight]) => ({ practiceCode, weight }));
const told = (minutes: number, all: PracticeWeight[]) => sharesOf(minutes, all).map(({ practiceCode, minutes: own }) => [practiceCode, own]);

describe('minutes shared out', () => {
  it.each<[string, number, PracticeWeight[], [string, number][]]>([
    ['in exact parts', 2_250, weights(['A', '4000'], ['B', '6000'], ['C', '10000']), [['A', 450], ['B', 675], ['C', 1125]]],
    ['with the odd minute to the largest part left', 100, weights(['A', '1'], ['B', '1'], ['C', '1.1']), [['A', 32], ['B', 32], ['C', 36]]],
    ['with the odd minute, of two alike, to the larger', 5, weights(['A', '1'], ['B', '3'], ['C', '6']), [['A', 0], ['B', 2], ['C', 3]]],
    ['with the odd minute, of three alike, to the first by code', 100, weights(['C', '1'], ['A', '1'], ['B', '1']), [['A', 34], ['B', 33], ['C', 33]]],
    ['with none to who weighs nothing', 60, weights(['A', '0'], ['B', '2']), [['A', 0], ['B', 60]]],
  ])('%s', (_, minutes, all, expected) => expect(told(minutes, all)).toEqual(expected));

  it('are together the whole, and nobody is a minute or more from an exact part', () => {
    const some = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 12 }).filter((all) => all.some((one) => one > 0));
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_080 }), some, (minutes, all) => {
      const total = all.reduce((sum, one) => sum + one, 0);
      const shares = sharesOf(minutes, all.map((one, index) => ({ practiceCode: `P${String(index).padStart(2, '0')}`, weight: String(one) })));
      expect(shares.reduce((sum, one) => sum + one.minutes, 0)).toBe(minutes);
      shares.forEach((share, index) => expect(Math.abs(share.minutes - (minutes * all[index]!) / total)).toBeLessThan(1));
    }));
  });
});

test.each<[SharedBy, number, PracticeWeight[], string, string, string]>([
  ['list', 0, weights(['A', '1']), '', 'minutes-out-of-range', '0 minutes'],
  ['list', 10_081, weights(['A', '1']), '', 'minutes-out-of-range', '10081 minutes'],
  ['list', 60.5, weights(['A', '1']), '', 'minutes-out-of-range', '60.5 minutes'],
  ['list', 60, weights(['A', '0'], ['B', '0']), '', 'no-weight', '2 practices'],
  ['agreement', 60, weights(['A', '30'], ['B', '20']), '', 'agreement-is-not-the-whole', 'together 50; the role has 60 in a week, which is 10 more'],
  ['need', 60, weights(['A', '1']), ' ', 'source-missing', 'without its source'],
])('shared by %s, %d minutes: refused', (sharedBy, minutes, all, source, code, words) => {
  expect(checkWeights(sharedBy, minutes, all, source)).toMatchObject({ refusal: { code, what: expect.stringContaining(words) as string } });
});

test.each([['2026-06-01', '2026-06-01'], ['2026-06-07', '2026-06-01'], ['2026-06-08', '2026-06-08'], ['2026-01-01', '2025-12-29']])('the week of %s began on Monday %s', (day, monday) => expect(mondayOf(isoDate(day))).toBe(monday));

test('what happened stands against what was planned then, in minutes, and weeks that nobody entered are named', () => {
  const plans = [
    { from: isoDate('2026-05-04'), to: isoDate('2026-05-18'), minutesByPractice: new Map([['A', 100], ['B', 200]]) },
    { from: isoDate('2026-05-18'), to: null, minutesByPractice: new Map([['A', 150], ['B', 150]]) },
  ];
  const had = [
    { practiceCode: 'A', week: isoDate('2026-05-04'), minutes: 180 }, { practiceCode: 'B', week: isoDate('2026-05-04'), minutes: 120 },
    { practiceCode: 'A', week: isoDate('2026-05-18'), minutes: 150 }, { practiceCode: 'C', week: isoDate('2026-05-18'), minutes: 30 },
  ];
  const found = plannedAgainstHad(plans, had, isoDate('2026-06-03'));
  expect(found.practices.map(({ practiceCode, planned, had: own, difference }) => [practiceCode, planned, own, difference])).toEqual([['A', 250, 330, 80], ['B', 350, 120, -230], ['C', 0, 30, 30]]);
  expect(found.notEntered).toEqual(['2026-05-11', '2026-05-25']);
});

test.each<[string, [string, number, number][], number, string]>([
  ['no week', [], 0, 'nobody entered what happened yet, so it cannot be told whether it is shared as planned'],
  ['one week as planned', [['A', 100, 100]], 1, 'over the one week that was entered, each practice had what was planned, to the minute'],
  ['the least first, then who had more', [['A', 400, 100], ['B', 100, 50], ['C', 100, 450]], 3, 'over the 3 weeks that were entered, Practice A had 300 minutes less and Practice B had 50 minutes less than planned; Practice C had 350 minutes more than planned'],
])('%s is said', (_, all, weeks, said) => {
  const practices = all.map(([practiceCode, planned, had]) => ({ practiceCode, planned, had, difference: had - planned }));
  expect(sayFairness({ practices, weeks: Array.from({ length: weeks }, () => ({ week: isoDate('2026-06-01'), practices })) }, (code) => `Practice ${code}`)).toBe(said);
});
