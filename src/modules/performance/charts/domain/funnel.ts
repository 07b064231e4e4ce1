import type { CountedPoint } from './series.ts';
import { Z_95, Z_998 } from './intervals.ts';

/**
 * `proportion`: so many of so many, with the binomial law’s limits. `ratio`: observed against expected (the denominator), with Poisson’s
 * limits on the square-root scale, on which the spread does not depend on the ratio.
 */
export type FunnelKind = 'proportion' | 'ratio';

export interface FunnelUnit extends CountedPoint {
  code: string;
  name: string;
}

export const FUNNEL_POSITIONS = { 'far-above': 'above the 99.8% limit', above: 'above the 95% limit', within: 'within the limits', below: 'below the 95% limit', 'far-below': 'below the 99.8% limit' } as const;
export type FunnelPosition = keyof typeof FUNNEL_POSITIONS;

export interface FunnelPoint extends FunnelUnit {
  numerator: number;
  denominator: number;
  value: number;
  /** Standard deviations from the centre, over-dispersion allowed for. */
  z: number;
  position: FunnelPosition;
}

export interface FunnelLimits {
  lower998: number;
  lower95: number;
  upper95: number;
  upper998: number;
}

export interface Funnel {
  kind: FunnelKind;
  centre: number;
  /** How much wider apart than chance alone the units lie, as a ratio of variances; the limits are widened by its root where it is above 1. */
  dispersion: number;
  isOverDispersed: boolean;
  points: FunnelPoint[];
  /** Units with no known count, or of nobody: never shown as zero. */
  leftOut: FunnelUnit[];
  limitsAt(denominator: number): FunnelLimits;
}

/** A tenth of the units at either end count as no further out than the tenth’s own edge, so that a few odd ones do not widen the funnel for all (Spiegelhalter 2005). */
const WINSORISED = 0.1;

/**
 * A funnel plot (Spiegelhalter, Statistics in Medicine 2005), with multiplicative over-dispersion. The centre is the whole’s own: all
 * numerators over all denominators, or the one given, such as England’s.
 */
export function funnelOf(kind: FunnelKind, units: readonly FunnelUnit[], { centre: given }: { centre?: number } = {}): Funnel {
  const known = units.filter(isUsable);
  const leftOut = units.filter((unit) => !isUsable(unit));
  const total = (pick: 'numerator' | 'denominator') => known.reduce((sum, unit) => sum + unit[pick], 0);
  const centre = given ?? (known.length === 0 ? NaN : total('numerator') / total('denominator'));
  const spread = spreadOf(kind, centre);
  const scores = known.map((unit) => spread.score(unit));
  const dispersion = dispersionOf(scores.filter(Number.isFinite));
  const widening = Math.sqrt(Math.max(1, dispersion));
  const points = known.map((unit, index) => {
    const z = scores[index]! / widening;
    return { ...unit, value: unit.numerator / unit.denominator, z, position: positionOf(z) };
  });
  const limitsAt = (denominator: number): FunnelLimits => {
    const at = (z: number) => spread.limit(denominator, z * widening);
    return { lower998: at(-Z_998), lower95: at(-Z_95), upper95: at(Z_95), upper998: at(Z_998) };
  };
  return { kind, centre, dispersion, isOverDispersed: dispersion > 1, points, leftOut, limitsAt };
}

type Known = FunnelUnit & { numerator: number; denominator: number };
const isUsable = (unit: FunnelUnit): unit is Known => unit.numerator !== null && unit.denominator !== null && unit.denominator > 0;

function spreadOf(kind: FunnelKind, centre: number): { score(unit: Known): number; limit(denominator: number, z: number): number } {
  if (kind === 'proportion') {
    const errorAt = (denominator: number) => Math.sqrt((centre * (1 - centre)) / denominator);
    return {
      score: ({ numerator, denominator }) => scoreOf(numerator / denominator - centre, errorAt(denominator)),
      limit: (denominator, z) => Math.min(1, Math.max(0, centre + z * errorAt(denominator))),
    };
  }
  return {
    score: ({ numerator, denominator }) => 2 * (Math.sqrt(numerator) - Math.sqrt(centre * denominator)),
    limit: (denominator, z) => Math.max(0, Math.sqrt(centre) + z / (2 * Math.sqrt(denominator))) ** 2,
  };
}

/** Where all are alike at 0% or 100% there is no spread, and none lies outside. */
const scoreOf = (difference: number, error: number): number => (difference === 0 ? 0 : difference / error);

/** The mean square of the winsorised scores: one, where chance alone moves the units. */
export function dispersionOf(scores: readonly number[]): number {
  if (scores.length === 0) return 1;
  const sorted = [...scores].sort((a, b) => a - b);
  const [low, high] = [quantile(sorted, WINSORISED), quantile(sorted, 1 - WINSORISED)];
  return scores.reduce((sum, score) => sum + Math.min(high, Math.max(low, score)) ** 2, 0) / scores.length;
}

/** Between the two nearest, by their distance, as R’s and Excel’s do (type 7). */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  return sorted[below]! + (place - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
}

function positionOf(z: number): FunnelPosition {
  if (z > Z_998) return 'far-above';
  if (z > Z_95) return 'above';
  if (z < -Z_998) return 'far-below';
  return z < -Z_95 ? 'below' : 'within';
}
