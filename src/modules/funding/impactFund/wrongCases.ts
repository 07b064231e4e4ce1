import Fraction from 'fraction.js';
import { impactFundCases } from './impactFundCases.ts';
import { figuresOf, phasesOf } from './impactFundRules.ts';
import { pcnFund, upToOf } from './domain/pcnFund.ts';
import type { England, PcnFund } from './domain/pcnFund.ts';
import type { Phase } from './domain/indicator.ts';
import { listSizeAdjustment } from './domain/payment.ts';
import type { Counted } from './domain/pointsEarned.ts';

const NO_ENGLAND: England = { averageList: null, prevalence: new Map() };
const same = (one: Fraction | null, other: Fraction | null): boolean => (one === null || other === null ? one === other : one.equals(other));
type Cases = ReturnType<typeof impactFundCases>;

/** What is wrong with the cases of the fund: which, and what it came to. */
export function wrongImpactFundCases({ table, between }: Cases = impactFundCases()): { where: string; says: string }[] {
  const faults: { where: string; says: string }[] = [];
  const say = (where: string, says: string | null): void => void (says !== null && faults.push({ where, says }));
  const phase = phasesOf(table.year)[0];
  const figures = phase && figuresOf(phase);
  if (!phase || !figures) return [{ where: table.year, says: 'there is no such phase, or its points have no value' }];
  for (const line of table.lines) say(`${line.code}, ${table.year}`, faultOfLine(phase, line));
  const { maximum, budgeted } = upToOf(phase, figures, listSizeAdjustment(null));
  say(`total, ${table.year}`, compared([maximum.points, maximum.pence, budgeted.pence], [table.total.points, table.total.pounds, table.total.budgeted]));
  for (const { year, code, numerator, denominator, points, pounds } of between) {
    const fund = fundOf(phasesOf(year)[0], code, { kind: 'fraction', numerator: new Fraction(numerator), denominator: new Fraction(denominator), source: 'cases.yaml' });
    const [line] = fund?.lines ?? [];
    say(`${code} with ${numerator} of ${denominator}, ${year}`, line ? compared([line.earned.points, line.pence], [points, pounds]) : 'it could not be worked out');
  }
  return faults;
}

export const impactFundCaseCount = ({ table, between }: Cases = impactFundCases()): number => table.lines.length + 1 + between.length;

function faultOfLine(phase: Phase, { code, points, lower, upper, pounds }: Cases['table']['lines'][number]): string | null {
  const indicator = phase.indicators.find((one) => one.code === code);
  if (!indicator) return 'there is no such indicator';
  if (!same(indicator.lower?.value ?? null, lower) || !same(indicator.upper?.value ?? null, upper)) return 'its thresholds are others in the rules';
  const all: Counted = indicator.kind === 'binary' ? { kind: 'binary', achieved: 1, practices: 1, source: 'cases.yaml' } : { kind: 'fraction', numerator: new Fraction(95), denominator: new Fraction(100), source: 'cases.yaml' };
  const line = fundOf(phase, code, all)?.lines[0];
  return line ? compared([line.earned.points, line.pence], [points, pounds]) : 'it could not be worked out';
}

function fundOf(phase: Phase | undefined, code: string, counted: Counted): PcnFund | null {
  const figures = phase && figuresOf(phase);
  const fund = figures && pcnFund(phase, figures, { code: 'case', list: null, counted: new Map([[code, counted]]) }, NO_ENGLAND);
  return fund?.ok ? fund.value : null;
}

const sayAll = (values: readonly (Fraction | number)[]): string => values.map((value, index) => `${typeof value === 'number' ? value : value.toFraction()} ${index === 0 ? 'points' : 'pence'}`).join(' and ');
const compared = (found: readonly (Fraction | number)[], expected: readonly (Fraction | number)[]): string | null =>
  found.every((value, index) => new Fraction(value).equals(expected[index]!)) ? null : `expected ${sayAll(expected)}, and it comes to ${sayAll(found)}`;
