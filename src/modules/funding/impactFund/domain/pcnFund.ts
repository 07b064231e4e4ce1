import Fraction from 'fraction.js';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { plusOf } from '#platform/explanation/arithmetic.ts';
import { statusOfWorking } from '#platform/explanation/working.ts';
import type { FigureStatus, FigureUsed, Step, Working } from '#platform/explanation/working.ts';
import type { Indicator, Phase } from './indicator.ts';
import { budgetedOf, listAndPrevalence, listSizeAdjustment, paymentFor, prevalenceAdjustment } from './payment.ts';
import type { Adjustments, Count } from './payment.ts';
import { pointsEarned } from './pointsEarned.ts';
import type { Counted, PointsEarned } from './pointsEarned.ts';

export interface PhaseFigures {
  pointValue: FigureUsed;
  budgetShare: FigureUsed;
  pointsInAll: FigureUsed;
}

/** A PCN as the fund sees it: its list at 1 January, and what was counted of each indicator. */
export interface PcnCounted {
  code: string;
  list: Count | null;
  counted: ReadonlyMap<string, Counted>;
}

/** Those counted by an indicator in all PCNs and their lists; or the mean of those counted, by which list sizes cancel. */
export type NationalCount = { denominator: Count; list: Count } | { mean: Count };

/** England beside a PCN: the average list, and those counted of the lists of all. */
export interface England {
  averageList: Count | null;
  prevalence: ReadonlyMap<string, NationalCount>;
}

/** What an indicator gives a PCN. The exact points and adjustments stand in the working. */
export interface IndicatorFund {
  indicator: Indicator;
  counted: Counted;
  earned: PointsEarned;
  listSize: Working;
  prevalence: Working;
  pence: number;
  working: Step;
  next: NextThreshold | null;
}

/** One of the three sums, which never stand in for one another. */
export interface FundSum {
  label: 'Maximum' | 'Budgeted (nine tenths)' | 'Achieved';
  points: Fraction;
  pence: number;
  status: FigureStatus;
  working: Working;
}

export interface PcnFund {
  phase: Phase;
  code: string;
  lines: readonly IndicatorFund[];
  maximum: FundSum;
  budgeted: FundSum;
  /** Null where nothing was counted. */
  achieved: FundSum | null;
}

/** A PCN's fund in a phase. Refused where a count cannot be right, or belongs to no indicator whose points are known. */
export function pcnFund(phase: Phase, figures: PhaseFigures, pcn: PcnCounted, england: England): Result<PcnFund> {
  const listSize = listSizeAdjustment(pcn.list && england.averageList && { list: pcn.list, average: england.averageList });
  const lines: IndicatorFund[] = [];
  for (const indicator of phase.indicators) {
    const counted = pcn.counted.get(indicator.code);
    if (!counted) continue;
    const earned = pointsEarned(indicator, counted, phase.deemed.find(({ code }) => code === indicator.code) ?? null);
    if (!earned.ok) return earned;
    const prevalence = prevalenceOf(indicator, counted, pcn, england);
    const { pence, working } = paymentFor(earned.value.working, figures.pointValue, { listSize, prevalence });
    lines.push({ indicator, counted, earned: earned.value, listSize, prevalence, pence, working, next: nextThreshold(indicator, counted) });
  }
  const { maximum, budgeted } = upToOf(phase, figures, listSize, lines);
  return ok({ phase, code: pcn.code, lines, maximum, budgeted, achieved: lines.length === 0 ? null : sumOf('Achieved', lines.map(({ earned, working }) => ({ points: earned.points, working }))) });
}

function prevalenceOf(indicator: Indicator, counted: Counted, { list }: PcnCounted, england: England): Working {
  const national = england.prevalence.get(indicator.code);
  if (counted.kind === 'binary' || !national || indicator.prevalence === 'one') return prevalenceAdjustment(indicator, null);
  const denominator = { value: counted.denominator, source: counted.source };
  if ('mean' in national) return list ? prevalenceAdjustment(indicator, null) : listAndPrevalence(denominator, national.mean);
  return prevalenceAdjustment(indicator, list && { denominator, list, nationalDenominator: national.denominator, nationalList: national.list });
}

/**
 * The maximum and what is budgeted of it. While prevalences are not known they are counted as 1, and all points of the phase
 * make one sum; once every indicator's is known, each counts with its own.
 */
export function upToOf(phase: Phase, { pointValue, budgetShare, pointsInAll }: PhaseFigures, listSize: Working, lines: readonly IndicatorFund[] = []): { maximum: FundSum; budgeted: FundSum } {
  const isByIndicator = phase.isWhole && lines.length === phase.indicators.length && lines.some(({ prevalence }) => prevalence.kind === 'step');
  const parts: { points: FigureUsed; adjustments: Adjustments }[] = isByIndicator
    ? lines.map(({ indicator, prevalence }) => ({ points: indicator.points, adjustments: { listSize, prevalence } }))
    : [{ points: pointsInAll, adjustments: { listSize, prevalence: prevalenceAdjustment({ kind: 'fraction', prevalence: 'denominator' }, null) } }];
  return {
    maximum: sumOf('Maximum', parts.map(({ points, adjustments }) => ({ points: points.value, working: paymentFor(points, pointValue, adjustments).working }))),
    budgeted: sumOf('Budgeted (nine tenths)', parts.map(({ points, adjustments }) => ({ points: points.value.mul(budgetShare.value), working: budgetedOf(points, pointValue, adjustments, budgetShare).working }))),
  };
}

function sumOf(label: FundSum['label'], parts: readonly { points: Fraction; working: Step }[]): FundSum {
  const working = parts.length === 1 ? parts[0]!.working : plusOf({ rule: 'investment-and-impact-fund/sum', says: `${label}: the sum of the indicators`, unit: '£' }, parts.map((part) => part.working));
  return { label, points: parts.reduce((sum, { points }) => sum.add(points), new Fraction(0)), pence: Number(working.value.mul(100).valueOf()), status: statusOfWorking(working), working };
}

/** How many more (or fewer, where lower is better) of those counted reach the next threshold. */
export interface NextThreshold {
  threshold: 'lower' | 'upper';
  /** Above 0 for more, below 0 for fewer. */
  people: number;
}

/** The next threshold that is not passed yet; null at the upper one, and where nobody is counted or people do not count. */
export function nextThreshold({ kind, direction, lower, upper }: Indicator, counted: Counted): NextThreshold | null {
  if (kind !== 'fraction' || counted.kind !== 'fraction' || !lower || !upper || counted.denominator.equals(0)) return null;
  const { numerator, denominator } = counted;
  for (const [threshold, { value }] of [['lower', lower], ['upper', upper]] as const) {
    const edge = value.mul(denominator);
    // Points begin beyond the lower threshold; at the upper they are whole.
    if (direction === 'higher' && (threshold === 'lower' ? numerator.lte(edge) : numerator.lt(edge))) return { threshold, people: Number((threshold === 'lower' ? edge.floor().add(1) : edge.ceil()).sub(numerator).valueOf()) };
    if (direction === 'lower' && (threshold === 'lower' ? numerator.gte(edge) : numerator.gt(edge))) return { threshold, people: Number((threshold === 'lower' ? edge.ceil().sub(1) : edge.floor()).sub(numerator).valueOf()) };
  }
  return null;
}
