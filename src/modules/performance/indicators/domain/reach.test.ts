import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { impactFundFiguresOf } from '#funding';
import { definitionsOf } from '../indicatorRules.ts';
import { definitionNamed } from './indicatorDefinition.ts';
import { reachOf, windowOf } from './reach.ts';
import { averageWorth, indicatorWorth, patientsTo } from './worth.ts';

const definition = (year: string, code: string) => definitionNamed(definitionsOf(financialYear(year)), code)!;
const window = (year: string, code: string, day: string) => windowOf(definition(year, code), isoDate(day)).is;

describe('when effort counts', () => {
  test.each([
    ['flu in August', '2023/24', 'VI-02', '2023-08-31', 'later'],
    ['flu on 1 September', '2023/24', 'VI-02', '2023-09-01', 'open'],
    ['flu on 31 March', '2023/24', 'VI-02', '2024-03-31', 'open'],
    ['flu on 1 April', '2023/24', 'VI-02', '2024-04-01', 'over'],
    ['a health check in August', '2025/26', 'HI-03', '2025-08-31', 'open'],
    ['an indicator that was deferred in September 2022', '2022/23', 'ACC-08', '2022-10-01', 'over'],
  ])('%s', (_, year, code, day, is) => expect(window(year, code, day)).toBe(is));
});

const open = { is: 'open', until: isoDate('2026-04-01') } as const;
const counts = { numerator: 12, denominator: 40, countedTo: isoDate('2025-09-30') };

test('those counted and not achieved can be won; of referrals that were made, only those to come at the pace so far', () => {
  expect(reachOf(definition('2025/26', 'HI-03'), open, counts)).toEqual({ people: 28, toCome: null });
  // 40 referrals in 183 days; 182 days are left.
  expect(reachOf(definition('2025/26', 'CAN-04'), open, counts)).toEqual({ people: 40, toCome: 40 });
  expect(reachOf(definition('2025/26', 'HI-03'), { is: 'over', since: open.until }, counts).people).toBe(0);
});

describe('what HI-03 of 2025/26 is worth to the average PCN: 36 points at £198, from 60% to 80%', () => {
  const { funded } = definition('2025/26', 'HI-03');
  const worth = averageWorth(impactFundFiguresOf(funded!.phase)!);
  const at = (numerator: number, reach: number) => {
    const result = indicatorWorth(funded!.indicator, worth, { numerator, denominator: 100, reach, source: 'test' });
    if (!result.ok) throw new Error(result.refusal.what);
    const { earnedPence, maximumPence, stillPence, lostPence, nextPence, toLower, toUpper } = result.value;
    return { earnedPence, maximumPence, stillPence, lostPence, nextPence, toLower, toUpper };
  };
  test('below the lower threshold the next patient brings nothing by themselves', () => expect(at(50, 50)).toEqual({ earnedPence: 0, maximumPence: 712_800, stillPence: 712_800, lostPence: 0, nextPence: 0, toLower: 11, toUpper: 30 }));
  test('between the thresholds each brings the same', () => expect(at(70, 30)).toEqual({ earnedPence: 356_400, maximumPence: 712_800, stillPence: 356_400, lostPence: 0, nextPence: 35_640, toLower: 0, toUpper: 10 }));
  test('what is beyond reach is lost', () => expect(at(70, 4)).toMatchObject({ stillPence: 142_560, lostPence: 213_840 }));
  test('at the upper all is earned', () => expect(at(80, 20)).toMatchObject({ earnedPence: 712_800, stillPence: 0, lostPence: 0, nextPence: 0, toUpper: 0 }));
  test('a numerator above its denominator is refused with both', () => {
    const result = indicatorWorth(funded!.indicator, worth, { numerator: 101, denominator: 100, reach: 0, source: 'test' });
    expect(result.ok ? '' : result.refusal.what).toMatch(/101.*100/);
  });
});

test('of those to come, so many in a row reach a threshold, as each raises the denominator too', () => {
  const { indicator } = definition('2025/26', 'CAN-04').funded!;
  // 12 of 40: (12 + k) ÷ (40 + k) is over 65% from k = 41, where it is 53/81; at 80% with k = 100, 112/140.
  expect(new Fraction(52, 80).gt('0.65')).toBe(false);
  expect(patientsTo(indicator, 12, 40, true)).toEqual({ toLower: 41, toUpper: 100 });
});
