import Fraction from 'fraction.js';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { FactUsed, Step, Working } from '#platform/explanation/working.ts';
import { hasThresholds } from './indicator.ts';
import type { Deemed, Indicator } from './indicator.ts';

/** What was counted of an indicator in a PCN. Counts are whole, save for an improvement's, which may be standardised. */
export type Counted =
  | { kind: 'fraction'; numerator: Fraction; denominator: Fraction; source: string }
  /** `baseline` is the part that was achieved in the year that it is compared with. */
  | { kind: 'improvement'; numerator: Fraction; denominator: Fraction; baseline: Fraction; source: string }
  /** How many of its practices achieved it; 1 of 1, or 0 of 1, where only the answer for all of them is known. */
  | { kind: 'binary'; achieved: number; practices: number; source: string };

export interface PointsEarned {
  points: Fraction;
  /** The part achieved, or by how much it changed; null where nothing was counted, and for a binary indicator. */
  achievement: Fraction | null;
  says: string;
  working: Working;
}

const RULE = 'investment-and-impact-fund/points';
const NONE = new Fraction(0);

/**
 * Points for what was counted: none at the lower threshold or worse, all at the upper or better, straight between, exactly.
 * A denominator of 0 is no achievement. Refuses a numerator above its denominator, and an indicator whose thresholds are not known.
 */
export function pointsEarned(indicator: Indicator, counted: Counted, deemed: Deemed | null = null): Result<PointsEarned> {
  const wrong = whyNotCounted(indicator, counted);
  if (wrong) return refuse({ code: wrong.code, what: wrong.what, where: indicator.code, todo: wrong.todo });
  if (deemed) return ok(deemedPoints(indicator, counted, deemed));
  if (counted.kind === 'binary') return ok(binaryPoints(indicator, counted));
  if (counted.denominator.equals(0)) return ok(nothingCounted(indicator, counted));
  return ok(pointsBetween(indicator, achievementOf(counted)));
}

function whyNotCounted(indicator: Indicator, counted: Counted): { code: string; what: string; todo: string } | null {
  if (counted.kind !== indicator.kind) return { code: 'other-kind', what: `${indicator.code} is ${sayKind(indicator.kind)}; what was given is ${sayKind(counted.kind)}.`, todo: 'Give what this indicator counts.' };
  if (counted.kind === 'binary') {
    if (counted.achieved <= counted.practices) return null;
    return { code: 'numerator-above-denominator', what: `${counted.achieved} practices achieved it, and there are ${counted.practices}.`, todo: 'Correct one of the two.' };
  }
  if (counted.numerator.lt(0) || counted.denominator.lt(0)) return { code: 'negative-count', what: `A count is below 0: ${plain(counted.numerator)} of ${plain(counted.denominator)}.`, todo: 'Correct it.' };
  if (counted.kind === 'fraction' && counted.numerator.gt(counted.denominator)) {
    return { code: 'numerator-above-denominator', what: `The numerator, ${plain(counted.numerator)}, is above the denominator, ${plain(counted.denominator)}.`, todo: 'Those who achieved it are among those counted; correct one of the two.' };
  }
  return hasThresholds(indicator) ? null : { code: 'thresholds-unknown', what: `The thresholds of ${indicator.code} are not known here, so its points cannot be worked out.`, todo: 'Leave the indicator out, or add its thresholds to the rules with their source.' };
}

const sayKind = (kind: Counted['kind']): string => ({ fraction: 'a part of those counted', improvement: 'a change from a baseline', binary: 'achieved by every practice or not' })[kind];
const plain = (value: Fraction): string => (value.d === 1n ? value.n.toString() : value.valueOf().toString());
const fact = (says: string, value: Fraction, unit: string, source: string): FactUsed => ({ kind: 'fact', says, value, unit, source });
const step = (part: Omit<Step, 'kind'>): Step => ({ kind: 'step', ...part });

function achievementOf(counted: Exclude<Counted, { kind: 'binary' }>): Step {
  const { numerator, denominator, source } = counted;
  const part = step({ rule: `${RULE}/achievement`, says: 'Part achieved', sign: '÷', unit: 'share', value: numerator.div(denominator), parts: [fact('Numerator', numerator, 'count', source), fact('Denominator', denominator, 'count', source)] });
  if (counted.kind === 'fraction') return part;
  return step({ rule: `${RULE}/improvement`, says: 'Change from the baseline', sign: '−', unit: 'share', value: part.value.sub(counted.baseline), parts: [part, fact('Baseline', counted.baseline, 'share', source)] });
}

function pointsBetween({ code, direction, points, lower, upper }: Indicator, achievement: Step): PointsEarned {
  const [x, none, all] = [achievement.value, lower!.value, upper!.value];
  const isNone = direction === 'higher' ? x.lte(none) : x.gte(none);
  const isAll = direction === 'higher' ? x.gte(all) : x.lte(all);
  const says = isAll ? 'At the upper threshold or better: all points' : isNone ? 'At the lower threshold or worse: no points' : 'Straight between the thresholds';
  // With lower better both differences change their sign, and their quotient does not.
  const value = isAll ? points.value : isNone ? NONE : points.value.mul(x.sub(none)).div(all.sub(none));
  return { points: value, achievement: x, says, working: step({ rule: `${RULE}/${code}`, says, sign: 'between', unit: 'points', value, parts: [points, achievement, lower!, upper!] }) };
}

function binaryPoints({ code, points }: Indicator, { achieved, practices, source }: Extract<Counted, { kind: 'binary' }>): PointsEarned {
  const isAchieved = practices > 0 && achieved === practices;
  const says = practices === 1 ? `Stated as ${isAchieved ? 'achieved by every practice: all' : 'not achieved by every practice: no'} points` : isAchieved ? `All ${practices} practices achieved it: all points` : `${achieved} of ${practices} practices achieved it, and every one must: no points`;
  const value = isAchieved ? points.value : NONE;
  const parts = [points, fact('Practices that achieved it', new Fraction(achieved), 'count', source), fact('Practices', new Fraction(practices), 'count', source)];
  return { points: value, achievement: null, says, working: step({ rule: `${RULE}/${code}`, says, sign: 'between', unit: 'points', value, parts }) };
}

function nothingCounted({ code, points }: Indicator, { numerator, denominator, source }: Exclude<Counted, { kind: 'binary' }>): PointsEarned {
  const says = 'Nobody was counted (the denominator is 0): no achievement, no points';
  const parts = [points, fact('Numerator', numerator, 'count', source), fact('Denominator', denominator, 'count', source)];
  return { points: NONE, achievement: null, says, working: step({ rule: `${RULE}/${code}`, says, sign: 'between', unit: 'points', value: NONE, parts }) };
}

/** What was counted stays in sight beside what was deemed. */
function deemedPoints({ code, points }: Indicator, counted: Counted, { share, reason, figure }: Deemed): PointsEarned {
  const value = points.value.mul(share);
  const achievement = counted.kind === 'binary' || counted.denominator.equals(0) ? null : achievementOf(counted).value;
  const says = `Deemed: ${reason}`;
  return { points: value, achievement, says, working: step({ rule: `${RULE}/${code}/deemed`, says, sign: '×', unit: 'points', value, parts: [points, figure] }) };
}
