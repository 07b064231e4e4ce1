import Fraction from 'fraction.js';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Step } from '#platform/explanation/working.ts';
import { listSizeAdjustment, paymentFor, pointsEarned, prevalenceAdjustment } from '#funding/domain';
import type { Deemed, Indicator, PhaseFigures } from '#funding';

/** What a point comes to for a PCN: £ a point, and its adjustments with their reasons. */
export interface PointWorth {
  figures: PhaseFigures;
  listSize: Parameters<typeof paymentFor>[2]['listSize'];
  prevalence: Parameters<typeof paymentFor>[2]['prevalence'];
}

/** A point of the average PCN, where nothing is known of a PCN's list and prevalence. */
export const averageWorth = (figures: PhaseFigures): PointWorth => ({ figures, listSize: listSizeAdjustment(null), prevalence: prevalenceAdjustment({ kind: 'fraction', prevalence: 'denominator' }, null) });

/** What an indicator is worth as it stands, and what could still be had. Amounts are whole pence, each rounded once. */
export interface IndicatorWorth {
  achievement: Fraction | null;
  points: Fraction;
  pointsMax: Fraction;
  says: string;
  earnedPence: number;
  maximumPence: number;
  /** Beyond what is earned, if everybody within reach were won. */
  stillPence: number;
  /** Beyond reach. */
  lostPence: number;
  /** What one more brings by itself; 0 below the lower threshold. Null where nobody is within reach. */
  nextPence: number | null;
  /** How many more to pass the lower threshold, and to reach the upper; 0 once there, null where they cannot be said. */
  toLower: number | null;
  toUpper: number | null;
  deemedPence: number | null;
  working: Step;
}

export interface WorthAsked {
  numerator: number;
  denominator: number;
  /** How many of those counted could still be won; how many fewer, where lower is better. */
  reach: number;
  /** How many are still to come, each counted when it comes; given only where those counted cannot be won any more. */
  toCome?: number;
  source: string;
}

/** Works an indicator that counts a part out, exactly. Refused as `pointsEarned` refuses, and for one that counts otherwise. */
export function indicatorWorth(indicator: Indicator, worth: PointWorth, { numerator, denominator, reach, toCome, source }: WorthAsked, deemed: Deemed | null = null): Result<IndicatorWorth> {
  if (indicator.kind !== 'fraction') return refuse({ code: 'other-kind', what: `${indicator.code} is ${indicator.kind === 'binary' ? 'achieved by every practice or not at all' : 'a change from the year before'}, which counts of one year alone do not tell.`, where: indicator.code });
  const sign = indicator.direction === 'higher' ? 1 : -1;
  const at = (count: number, outOf = denominator) => pointsEarned(indicator, { kind: 'fraction', numerator: new Fraction(count), denominator: new Fraction(outOf), source });
  const paid = (points: Parameters<typeof paymentFor>[0]) => paymentFor(points, worth.figures.pointValue, worth);
  const now = at(numerator);
  if (!now.ok) return now;
  const most = denominator === 0 ? 0 : Math.max(0, Math.min(reach, sign === 1 ? denominator - numerator : numerator));
  const better = sign === 1 ? 1 : 0;
  const best = toCome === undefined ? at(numerator + sign * most) : at(numerator + better * toCome, denominator + toCome);
  const next = toCome === undefined ? (most > 0 ? at(numerator + sign) : null) : toCome > 0 ? at(numerator + better, denominator + 1) : null;
  const earned = paid(now.value.working);
  const [earnedPence, maximumPence] = [earned.pence, paid(indicator.points).pence];
  const bestPence = best.ok ? Math.max(earnedPence, paid(best.value.working).pence) : earnedPence;
  const decided = deemed && pointsEarned(indicator, { kind: 'fraction', numerator: new Fraction(numerator), denominator: new Fraction(denominator), source }, deemed);
  const { toLower, toUpper } = patientsTo(indicator, numerator, denominator, toCome !== undefined);
  return ok({
    achievement: now.value.achievement, points: now.value.points, pointsMax: indicator.points.value, says: now.value.says, earnedPence, maximumPence,
    stillPence: bestPence - earnedPence, lostPence: maximumPence - bestPence, nextPence: next?.ok ? paid(next.value.working).pence - earnedPence : null, toLower, toUpper,
    deemedPence: decided?.ok ? paid(decided.value.working).pence : null, working: earned.working,
  });
}

/**
 * How many more (fewer, where lower is better) pass the lower threshold, where points begin, and reach the upper, where all are
 * earned. Of those to come: how many in a row, each of them raising the denominator too. Null where no number is enough.
 */
export function patientsTo({ lower, upper, direction }: Pick<Indicator, 'lower' | 'upper' | 'direction'>, numerator: number, denominator: number, areToCome = false): { toLower: number | null; toUpper: number | null } {
  if (!lower || !upper || denominator === 0) return { toLower: null, toUpper: null };
  const better = direction === 'higher' ? numerator : denominator - numerator;
  const [none, all] = [lower.value, upper.value].map((threshold) => (direction === 'higher' ? threshold : new Fraction(1).sub(threshold))) as [Fraction, Fraction];
  // (better + k) ÷ (denominator + k) against a part p: k against (p × denominator − better) ÷ (1 − p).
  const short = (part: Fraction): Fraction | null => (areToCome ? (part.gte(1) ? null : part.mul(denominator).sub(better).div(new Fraction(1).sub(part))) : part.mul(denominator).sub(better));
  const [toNone, toAll] = [short(none), short(all)];
  return { toLower: toNone && Math.max(0, Number(toNone.floor().add(1).valueOf())), toUpper: toAll && Math.max(0, Number(toAll.ceil().valueOf())) };
}
