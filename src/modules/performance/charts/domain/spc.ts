import type { Improvement } from './series.ts';
import { POINT_TYPES, SPECIAL_CAUSES } from './spcWords.ts';
import type { Assurance, PointType, SpecialCause } from './spcWords.ts';
import { findCauses, limitSegment, spcWorkspace } from './spcWorkspace.ts';
import type { SpcWorkspace } from './spcWorkspace.ts';

/** A target that may change over time: from the point with this index on, this value, up to but without `until` where it ends. */
export interface SpcTarget {
  name: string;
  steps: readonly { from: number; until?: number; value: number }[];
}

export interface SpcSettings {
  improvement: Improvement;
  /** On as in NHSRplotthedots, whose default it is; off as in the NHS’s Excel tool. Moving ranges of 3.267 times their mean and more are left out once. */
  screensOutliers: boolean;
  /** Indices of the points with which a new baseline begins, each approved by a person. */
  rebaseAt?: readonly number[];
  /** Mean and limits of every segment are fixed by its first points; all of them where null. */
  fixAfterPoints?: number | null;
  targets?: readonly SpcTarget[];
}

/** A stretch of a series with one baseline: its points `from` up to but without `to`. */
export interface SpcSegment {
  from: number;
  to: number;
  /** Its limits rest on the points before this one. */
  baselineTo: number;
  /** How many known points the limits rest on. */
  basedOn: number;
  /** Fewer than twelve: the limits are revised with each new point. NHSRplotthedots says 12 and counts 13; we hold to what it says. */
  isTrial: boolean;
}

/** Values not defined (a limit without any moving range) are NaN. */
export interface Spc {
  mean: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  specialCause: SpecialCause[];
  pointType: PointType[];
  segments: SpcSegment[];
  /** The type of the last point. */
  variation: PointType;
  /** Of the first target; `NA` without any. */
  assurance: Assurance;
  /** Of every target, in their order. */
  assurances: Assurance[];
}

export const TRIAL_POINTS = 12;

/** The values as the workspace reads them: what is not known is NaN. */
export function asNumbers(values: readonly (number | null)[]): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) numbers[index] = values[index] ?? NaN;
  return numbers;
}

/** Used by one chart after another; what is answered is copied out of it. */
let shared = spcWorkspace(64);

/** An XmR chart as Making Data Count has it; `values` in the order of time, null for a gap. */
export function spcOf(values: readonly (number | null)[], settings: SpcSettings): Spc {
  const numbers = asNumbers(values);
  if (numbers.length > shared.mean.length) shared = spcWorkspace(numbers.length);
  computeSpc(shared, numbers, numbers.length, settings);
  return readSpc(shared, numbers, settings);
}

/** Computes the chart of the first `count` values into the workspace: `mean`, `lower`, `upper` and `cause`. Allocates nothing. */
export function computeSpc(space: SpcWorkspace, values: Float64Array, count: number, { screensOutliers, rebaseAt, fixAfterPoints }: SpcSettings): void {
  let from = 0;
  while (from < count) {
    const to = segmentEnd(rebaseAt, from, count);
    limitSegment(space, values, from, to, baselineEnd(from, to, fixAfterPoints), screensOutliers);
    findCauses(space, values, from, to);
    from = to;
  }
}

/** What stands in the workspace, as an answer of its own. */
export function readSpc(space: SpcWorkspace, values: Float64Array, settings: SpcSettings): Spc {
  const count = values.length;
  const [specialCause, pointType]: [SpecialCause[], PointType[]] = [[], []];
  for (let index = 0; index < count; index += 1) {
    specialCause.push(SPECIAL_CAUSES[space.cause[index]!]!);
    pointType.push(pointTypeOf(space.cause[index]!, settings.improvement));
  }
  const assurances = (settings.targets ?? []).map((target) => assuranceOf(targetAt(target, count - 1), space, count, settings.improvement));
  return {
    mean: space.mean.slice(0, count),
    lower: space.lower.slice(0, count),
    upper: space.upper.slice(0, count),
    specialCause,
    pointType,
    segments: segmentsOf(values, settings),
    variation: pointType.at(-1) ?? 'common_cause',
    assurance: assurances[0] ?? 'NA',
    assurances,
  };
}

function segmentEnd(rebaseAt: readonly number[] | undefined, from: number, count: number): number {
  let end = count;
  if (rebaseAt) for (const index of rebaseAt) if (index > from && index < end) end = index;
  return end;
}

const baselineEnd = (from: number, to: number, fixAfterPoints: number | null | undefined): number => (fixAfterPoints ? Math.min(to, from + fixAfterPoints) : to);

/** The stretches of a series between its re-basings. */
export function segmentsOf(values: Float64Array, { rebaseAt, fixAfterPoints }: Pick<SpcSettings, 'rebaseAt' | 'fixAfterPoints'>): SpcSegment[] {
  const segments: SpcSegment[] = [];
  for (let from = 0; from < values.length; ) {
    const to = segmentEnd(rebaseAt, from, values.length);
    const baselineTo = baselineEnd(from, to, fixAfterPoints);
    let basedOn = 0;
    for (let index = from; index < baselineTo; index += 1) if (!Number.isNaN(values[index]!)) basedOn += 1;
    segments.push({ from, to, baselineTo, basedOn, isTrial: basedOn < TRIAL_POINTS });
    from = to;
  }
  return segments;
}

/** Odd causes point upwards, even ones downwards. */
export function pointTypeOf(cause: number, improvement: Improvement): PointType {
  if (cause === 0) return POINT_TYPES[0];
  const isUp = cause % 2 === 1;
  if (improvement === 'neutral') return isUp ? POINT_TYPES[3] : POINT_TYPES[4];
  return isUp === (improvement === 'increase') ? POINT_TYPES[1] : POINT_TYPES[2];
}

/** The value of a target at a point; null before its first step, and where it has ended. */
export function targetAt({ steps }: SpcTarget, index: number): number | null {
  let value: number | null = null;
  let since = -1;
  for (const { from, until = Infinity, value: own } of steps) if (from <= index && from >= since) [since, value] = [from, index < until ? own : null];
  return value;
}

function assuranceOf(target: number | null, { lower, upper }: SpcWorkspace, count: number, improvement: Improvement): Assurance {
  if (target === null || improvement === 'neutral' || count === 0) return 'NA';
  const isUpGood = improvement === 'increase';
  if (target > upper[count - 1]!) return isUpGood ? 'consistent_fail' : 'consistent_pass';
  if (target < lower[count - 1]!) return isUpGood ? 'consistent_pass' : 'consistent_fail';
  return 'inconsistent';
}
