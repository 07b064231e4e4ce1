import type { CountedPoint } from './series.ts';
import { asNumbers, readSpc, segmentsOf } from './spc.ts';
import type { Spc, SpcSegment, SpcSettings } from './spc.ts';
import { findCauses, spcWorkspace } from './spcWorkspace.ts';
import type { SpcWorkspace } from './spcWorkspace.ts';

export type AttributeKind = 'p' | 'u';
export type AttributeSettings = Omit<SpcSettings, 'screensOutliers'>;

/** Three standard deviations, and two of the three for near the limit, as on the XmR chart. */
const LIMIT = 3;
const NEAR_LIMIT = 2;

export interface AttributeChart extends Spc {
  /** The share, or the rate of one; null where a count is not known or nothing was counted. */
  values: (number | null)[];
  /** How many times wider than chance in counting alone the limits of the last segment are; 1 where chance alone is enough, or too few points tell. */
  widened: number;
}

/** Two points are so many standard deviations apart in the mean, as on the XmR chart. */
const RANGE_OF_TWO = 1.128;

/**
 * A p chart (a share of a denominator, by the binomial law) or a u chart (a rate of a denominator, by Poisson’s): the limits of each
 * point are as wide as its own denominator asks. Where points stray further than that from one to the next, the limits are widened by as
 * much (the p′ and u′ charts of Laney, Quality Engineering 2002); told from twelve points on, and never narrowed. The rules of special
 * cause are those of the XmR chart.
 */
export function attributeChartOf(kind: AttributeKind, points: readonly CountedPoint[], settings: AttributeSettings): AttributeChart {
  const values = points.map(valueOf);
  const numbers = asNumbers(values);
  const space = spcWorkspace(points.length);
  let widened = 1;
  for (const segment of segmentsOf(numbers, settings)) {
    widened = limit(space, kind, points, values, segment);
    findCauses(space, numbers, segment.from, segment.to);
  }
  return { ...readSpc(space, numbers, { ...settings, screensOutliers: false }), values, widened };
}

const valueOf = ({ numerator, denominator }: CountedPoint): number | null => (numerator === null || denominator === null || denominator <= 0 ? null : numerator / denominator);

/** Sets the limits of a segment, and answers how many times they were widened. */
function limit({ mean, lower, upper, nearLower, nearUpper }: SpcWorkspace, kind: AttributeKind, points: readonly CountedPoint[], values: readonly (number | null)[], { from, to, baselineTo, isTrial }: SpcSegment): number {
  let numerator = 0;
  let denominator = 0;
  for (let index = from; index < baselineTo; index += 1) {
    if (values[index] === null) continue;
    numerator += points[index]!.numerator ?? 0;
    denominator += points[index]!.denominator ?? 0;
  }
  const centre = denominator > 0 ? numerator / denominator : NaN;
  const variance = kind === 'p' ? centre * (1 - centre) : centre;
  const most = kind === 'p' ? 1 : Infinity;
  const byChance = (index: number): number => (values[index] === null ? NaN : Math.sqrt(variance / points[index]!.denominator!));
  const widened = isTrial || variance <= 0 ? 1 : Math.max(1, strayingOf(values.slice(from, baselineTo).map((value, index) => (value === null ? NaN : (value - centre) / byChance(from + index)))));
  for (let index = from; index < to; index += 1) {
    const spread = byChance(index) * widened;
    mean[index] = centre;
    lower[index] = Math.max(0, centre - LIMIT * spread);
    upper[index] = Math.min(most, centre + LIMIT * spread);
    nearLower[index] = centre - NEAR_LIMIT * spread;
    nearUpper[index] = centre + NEAR_LIMIT * spread;
  }
  return widened;
}

/** How far scores stray from one to the next, in standard deviations: one, where chance alone moves them. NaN is a gap. */
function strayingOf(scores: readonly number[]): number {
  const ranges = scores.slice(1).map((score, index) => Math.abs(score - scores[index]!)).filter((range) => !Number.isNaN(range));
  return ranges.length === 0 ? 1 : ranges.reduce((sum, range) => sum + range, 0) / ranges.length / RANGE_OF_TWO;
}
