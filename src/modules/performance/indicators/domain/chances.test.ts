import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { impactFundFiguresOf } from '#funding';
import { definitionsOf } from '../indicatorRules.ts';
import { chanceOf } from './chances.ts';
import type { IndicatorFigure } from './indicatorFigure.ts';
import { windowOf } from './reach.ts';
import { averageWorth } from './worth.ts';
import type { MonthOfFigures } from './rolledUp.ts';

const [YEAR, FLU_YEAR] = [financialYear('2025/26'), financialYear('2023/24')];
type Counts = readonly [code: string, numerator: number | null, denominator: number | null];

function chance(code: string, { today, counts, countedTo = '2025-09-30', year = YEAR }: { today: string; counts: readonly Counts[] | null; countedTo?: string; year?: FinancialYear }) {
  const definition = definitionsOf(year).find((one) => one.code === code)!;
  const base = definition.funded && impactFundFiguresOf(definition.funded.phase);
  const figure = (organisationCode: string, numerator: number | null, denominator: number | null): IndicatorFigure => ({ year, indicator: code, organisationCode, countedTo: isoDate(countedTo), numerator, denominator, adjustments: {}, source: 'invented' });
  const sum = (at: 1 | 2): number => (counts ?? []).reduce((total, one) => total + (one[at] ?? 0), 0);
  const latest: MonthOfFigures | null = counts && { countedTo: isoDate(countedTo), practices: counts.map((one) => figure(...one)), pcn: { ...figure('UZ001', sum(1), sum(2)), isPartial: false, missing: [] }, leftOut: [] };
  return chanceOf({ definition, latest, window: windowOf(definition, isoDate(today)), pointWorth: base && averageWorth(base) });
}

test('of a register those not reached can be won, practice by practice, and a practice that is not known adds none', () => {
  const found = chance('HI-03', { today: '2025-10-15', counts: [['ZZA01', 20, 40], ['ZZA02', 30, 30], ['ZZA03', null, null]] });
  // 36 points at £198.
  expect('chance' in found && { ...found.chance, maximum: found.chance.maximum.toFraction(), lower: found.chance.lower.toFraction(), upper: found.chance.upper.toFraction() }).toEqual({ code: 'HI-03', maximum: '7128', better: 50, outOf: 70, lower: '3/5', upper: '4/5', reach: [{ practice: 'ZZA01', people: 20 }] });
});

test('of what has happened only those to come can be won, at the pace so far, shared as they came', () => {
  const found = chance('CAN-04', { today: '2025-10-15', counts: [['ZZA01', 60, 122], ['ZZA02', 30, 61]] });
  // 183 came in the 183 days from April to September; 182 days are left.
  expect('chance' in found && [found.chance.better, found.chance.outOf, found.chance.reach]).toEqual([90, 365, [{ practice: 'ZZA01', people: 121 }, { practice: 'ZZA02', people: 61 }]]);
});

test.each<[string, string, Parameters<typeof chance>[1], RegExp]>([
  ['what earns nothing', 'HI-21', { today: '2025-10-15', counts: [['ZZA01', 1, 40]] }, /earns nothing/],
  ['one of which nothing is known', 'HI-03', { today: '2025-10-15', counts: null }, /Nothing is known/],
  ['one that is over', 'HI-03', { today: '2026-04-01', counts: [['ZZA01', 20, 40]] }, /Over since/],
  ['flu before its season', 'VI-02', { today: '2023-06-01', counts: [['ZZA01', 0, 40]], year: FLU_YEAR, countedTo: '2023-05-31' }, /Counts from 1 September 2023/],
  ['one that all have achieved', 'HI-03', { today: '2025-10-15', counts: [['ZZA01', 40, 40]] }, /Nobody is left/],
])('%s is not in the order, and says why', (_, code, given, says) => {
  const found = chance(code, given);
  expect('chance' in found ? null : found.whyNot).toMatch(says);
});
