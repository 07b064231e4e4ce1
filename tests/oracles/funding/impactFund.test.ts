import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { figuresOf, impactFundCases, impactFundFigure, impactFundPhases, impliedPcns, listSizeAdjustment, pcnFund, phasesOf, upToOf } from '../../../src/modules/funding/impactFund/index.ts';
import type { Counted, England, Phase } from '../../../src/modules/funding/impactFund/index.ts';

const fact = (value: number) => ({ value: new Fraction(value), source: 'test' });
const NO_ENGLAND: England = { averageList: null, prevalence: new Map() };
const phaseOf = (year: string): Phase => phasesOf(financialYear(year))[0]!;
const countedAs = (numerator: number, denominator: number): Counted => ({ kind: 'fraction', numerator: new Fraction(numerator), denominator: new Fraction(denominator), source: 'test' });

function fundOf(phase: Phase, counted: ReadonlyMap<string, Counted>, list: number | null = null, england = NO_ENGLAND) {
  const fund = pcnFund(phase, figuresOf(phase)!, { code: 'U00001', list: list === null ? null : fact(list), counted }, england);
  if (!fund.ok) throw new Error(fund.refusal.what);
  return fund.value;
}

describe('domain dossier A4, item 27: the table of “The Investment and Impact Fund Year 2” (Ockham Healthcare), line by line', () => {
  const { table } = impactFundCases();
  const phase = phaseOf(table.year);
  test.each(table.lines)('$code', ({ code, points, lower, upper, pounds }) => {
    const indicator = phase.indicators.find((one) => one.code === code)!;
    expect([indicator.points.value, indicator.lower?.value ?? null, indicator.upper?.value ?? null]).toEqual([points, lower, upper]);
    const all: Counted = indicator.kind === 'binary' ? { kind: 'binary', achieved: 5, practices: 5, source: 'test' } : countedAs(95, 100);
    expect(fundOf(phase, new Map([[code, all]])).achieved).toMatchObject({ label: 'Achieved', pence: pounds });
  });
  test('its total is £45,000, of which nine tenths, £40,500, are budgeted', () => {
    const { maximum, budgeted } = upToOf(phase, figuresOf(phase)!, listSizeAdjustment(null));
    expect([maximum.label, maximum.pence, maximum.points.valueOf()]).toEqual(['Maximum', table.total.pounds, table.total.points.valueOf()]);
    expect([budgeted.label, budgeted.pence]).toEqual(['Budgeted (nine tenths)', table.total.budgeted]);
    expect(table.lines.reduce((sum, { pounds }) => sum + pounds, 0)).toBe(maximum.pence);
  });
});

describe('domain dossier B11, check 1: the four years’ sums and budgets (A9, I-2)', () => {
  test('2020/21 was £21,534 for the average PCN, and twice that the next year, like for like', () => {
    const sum = (year: string) => upToOf(phaseOf(year), figuresOf(phaseOf(year))!, listSizeAdjustment(null));
    expect(sum('2020/21').maximum.pence).toBe(2_153_400);
    for (const which of ['maximum', 'budgeted'] as const) expect((sum('2021/22')[which].pence / sum('2020/21')[which].pence).toFixed(2)).toBe('2.09');
  });
  test.each([['2020-10-01', '1251.3'], ['2021-04-01', '1251.9'], ['2021-10-01', '1251.3'], ['2022-04-01', '1252.8']])('the budget published for %s implies %s PCNs', (from, pcns) => {
    const figure = (name: string) => impactFundFigure(name, isoDate(from))!.value;
    expect(impliedPcns(figure('published-budget').mul(1_000_000), figure('points-in-all'), figure('point-value'), figure('budget-share')).valueOf().toFixed(1)).toBe(pcns);
  });
});

describe('domain dossier B11, check 2: points between the thresholds', () => {
  test.each(impactFundCases().between)('$code with $numerator of $denominator', ({ year, code, numerator, denominator, points, pounds }) => {
    const { achieved, lines } = fundOf(phaseOf(year), new Map([[code, countedAs(numerator, denominator)]]));
    expect([lines[0]!.earned.points, achieved!.pence]).toEqual([points, pounds]);
  });
  test('83% on VI-01 is exactly 20 points, where floating point says 19.99999999999996', () => {
    expect((40 * (0.83 - 0.8)) / (0.86 - 0.8)).not.toBe(20);
    expect(fundOf(phaseOf('2021/22'), new Map([['VI-01', countedAs(83, 100)]])).lines[0]!.earned.points.equals(20)).toBe(true);
  });
});

describe('domain dossier B11, check 3: the fund is conserved (B2.1)', () => {
  const phase = phaseOf('2021/22');
  const pcns = fc.array(fc.record({ list: fc.integer({ min: 1000, max: 300_000 }), counted: fc.integer({ min: 1, max: 1000 }) }), { minLength: 1, maxLength: 30 });
  const englandOf = (all: readonly { list: number; counted: number }[]): England => {
    const lists = all.reduce((sum, { list }) => sum + list, 0);
    return { averageList: { value: new Fraction(lists, all.length), source: 'test' }, prevalence: new Map([['VI-01', { denominator: fact(all.reduce((sum, { counted }) => sum + counted, 0)), list: fact(lists) }]]) };
  };
  /** In pounds, before rounding: what the rounded step was made of. */
  const exactOf = (all: readonly { list: number; counted: number }[], one: { list: number; counted: number }) => {
    const rounded = fundOf(phase, new Map([['VI-01', countedAs(one.counted, one.counted)]]), one.list, englandOf(all)).lines[0]!.working;
    return rounded.parts[0]!.value;
  };
  test('with all points everywhere, payments add up to PCNs × points × £', () => {
    fc.assert(fc.property(pcns, (all) => all.reduce((sum, one) => sum.add(exactOf(all, one)), new Fraction(0)).equals(all.length * 40 * 200)), { numRuns: 50 });
  });
  test('list size cancels: a payment is points × £ × the PCN’s denominator ÷ the mean denominator', () => {
    fc.assert(fc.property(pcns, (all) => {
      const mean = new Fraction(all.reduce((sum, { counted }) => sum + counted, 0), all.length);
      return all.every((one) => exactOf(all, one).equals(new Fraction(40 * 200).mul(one.counted).div(mean)));
    }), { numRuns: 50 });
  });
});

describe('domain dossier B11, check 4: points and published budgets with the factor of nine tenths (B2.3)', () => {
  test.each([['2020/21', 194], ['2021/22', 225], ['2023/24', 262], ['2024/25', 58], ['2025/26', 58]])('the indicators of %s have %i points, as many as were published', (year, points) => {
    const phase = phaseOf(year);
    expect(phase.indicators.reduce((sum, one) => sum.add(one.points.value), new Fraction(0)).valueOf()).toBe(points);
    expect(figuresOf(phase)!.pointsInAll.value.valueOf()).toBe(points);
  });
  const pointsOf = (year: string, codes: RegExp) => phaseOf(year).indicators.filter(({ code }) => codes.test(code)).reduce((sum, one) => sum + one.points.value.valueOf(), 0);
  test('2020/21 has 119 points for prevention and 75 for the rest; the first phase of 2021/22 178 and 47', () => {
    expect([pointsOf('2020/21', /^(PR|HI)/), pointsOf('2020/21', /^(PC|MS)/)]).toEqual([119, 75]);
    expect([pointsOf('2021/22', /^(VI|HI)/), pointsOf('2021/22', /^(PC|ACC)/)]).toEqual([178, 47]);
  });
  test('2022/23: CVD-05, CVD-06 and CAN-01 have 154 points, the four retired or deferred 164', () => {
    expect([pointsOf('2022/23', /^(CVD-0[56]|CAN)/), pointsOf('2022/23', /^(ACC|EHCH)/)]).toEqual([154, 164]);
  });
  const budgets = [['first-set', '2022-04-01', 225], ['added', '2022-04-01', 34.6], ['retired', '2022-10-01', 37]] as const;
  test.each(budgets)('2022/23, %s: %s, £%fm for some 1,250 PCNs', (part, from, millions) => {
    const figure = (name: string) => impactFundFigure(name, isoDate(from))!.value;
    expect(figure(`part-of-2022/${part}/budget`).valueOf()).toBe(millions);
    const pcns = impliedPcns(new Fraction(millions).mul(1_000_000), figure(`part-of-2022/${part}/points`), figure('point-value'), figure('budget-share')).valueOf();
    expect(pcns).toBeGreaterThan(1245);
    expect(pcns).toBeLessThan(1255);
  });
  test('£59m in 2023/24 implies as many PCNs as there were (1,271 in September 2023), within 1%', () => {
    const figure = (name: string) => impactFundFigure(name, isoDate('2023-04-01'))!.value;
    const pcns = impliedPcns(figure('published-budget').mul(1_000_000), figure('points-in-all'), figure('point-value'), figure('budget-share')).valueOf();
    expect(Math.abs(pcns / 1271 - 1)).toBeLessThan(0.01);
  });
});

test('what is not known is absent and said to be absent', () => {
  for (const phase of impactFundPhases()) if (!phase.isWhole) expect(phase.absent, phase.id).toMatch(/not found/);
  expect(phasesOf(financialYear('2021/22'))[1]).toMatchObject({ isWhole: false, indicators: [] });
  expect(phasesOf(financialYear('2021/22'), isoDate('2021-06-01'))).toHaveLength(1);
});
