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
}

/**
 * A p chart (a share of a denominator, by the binomial law) or a u chart (a rate of a denominator, by Poisson’s): the limits of each
 * point are as wide as its own denominator asks. The rules of special cause are those of the XmR chart. Denominators of tens of
 * thousands make limits so narrow that everything seems special: then the XmR chart is the better one.
 */
export function attributeChartOf(kind: AttributeKind, points: readonly CountedPoint[], settings: AttributeSettings): AttributeChart {
  const values = points.map(valueOf);
  const numbers = asNumbers(values);
  const space = spcWorkspace(points.length);
  for (const segment of segmentsOf(numbers, settings)) {
    limit(space, kind, points, values, segment);
    findCauses(space, numbers, segment.from, segment.to);
  }
  return { ...readSpc(space, numbers, { ...settings, screensOutliers: false }), values };
}

const valueOf = ({ numerator, denominator }: CountedPoint): number | null => (numerator === null || denominator === null || denominator <= 0 ? null : numerator / denominator);

function limit({ mean, lower, upper, nearLower, nearUpper }: SpcWorkspace, kind: AttributeKind, points: readonly CountedPoint[], values: readonly (number | null)[], { from, to, baselineTo }: SpcSegment): void {
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
  for (let index = from; index < to; index += 1) {
    const spread = values[index] === null ? NaN : Math.sqrt(variance / points[index]!.denominator!);
    mean[index] = centre;
    lower[index] = Math.max(0, centre - LIMIT * spread);
    upper[index] = Math.min(most, centre + LIMIT * spread);
    nearLower[index] = centre - NEAR_LIMIT * spread;
    nearUpper[index] = centre + NEAR_LIMIT * spread;
  }
}
