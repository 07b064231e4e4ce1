import { exactMean } from './exactMean.ts';

/**
 * The constants of the XmR chart, as NHSRplotthedots 0.2.2 has them (R/ptd_spc_standard.R): 2.66 is three over 1.128, the
 * expected range of two points in standard deviations, and 3.267 the limit of a moving range in means of it. Statistics, not policy.
 */
const LIMIT = 2.66;
const NEAR_LIMIT = 2 * (LIMIT / 3);
const SCREEN = 3.267;
/** As many points make a run or a trend. */
const RUN = 7;

const IN_RUN = 1;
const IN_TREND = 2;
const IN_TWO_OF_THREE = 4;

/** The arrays that a chart is computed in; they are used again for the next, so that a hundred thousand charts allocate nothing. */
export interface SpcWorkspace {
  mean: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  nearLower: Float64Array;
  nearUpper: Float64Array;
  /** Index into SPECIAL_CAUSES. */
  cause: Uint8Array;
  /** 1 above the mean, -1 below, 0 on it or not known. */
  side: Int8Array;
  isNear: Uint8Array;
  flags: Uint8Array;
  ranges: Float64Array;
}

export const spcWorkspace = (pointsMax: number): SpcWorkspace => {
  const numbers = () => new Float64Array(pointsMax);
  const marks = () => new Uint8Array(pointsMax);
  return { mean: numbers(), lower: numbers(), upper: numbers(), nearLower: numbers(), nearUpper: numbers(), cause: marks(), side: new Int8Array(pointsMax), isNear: marks(), flags: marks(), ranges: numbers() };
};

/**
 * Mean and limits of one segment, `from` up to but without `to`, from its points before `baselineEnd`. Values that are not known are NaN:
 * they count for nothing, and so does the range on either side of them. Limits are NaN where no moving range is left.
 */
export function limitSegment(space: SpcWorkspace, values: Float64Array, from: number, to: number, baselineEnd: number, screensOutliers: boolean): void {
  const { ranges } = space;
  for (let index = from + 1; index < baselineEnd; index += 1) ranges[index] = Math.abs(values[index]! - values[index - 1]!);
  const mean = exactMean(values, from, baselineEnd);
  let range = exactMean(ranges, from + 1, baselineEnd);
  if (screensOutliers) {
    const most = SCREEN * range;
    let isAnyOut = false;
    for (let index = from + 1; index < baselineEnd; index += 1) {
      if (ranges[index]! < most) continue;
      ranges[index] = NaN;
      isAnyOut = true;
    }
    if (isAnyOut) range = exactMean(ranges, from + 1, baselineEnd);
  }
  fillLimits(space, from, to, mean, range);
}

/** Written out as a loop: for a few points it takes a fraction of the time of five calls of `fill`. */
function fillLimits(space: SpcWorkspace, from: number, to: number, centre: number, range: number): void {
  const { mean, lower, upper, nearLower, nearUpper } = space;
  const [low, high] = [centre - LIMIT * range, centre + LIMIT * range];
  const [nearLow, nearHigh] = [centre - NEAR_LIMIT * range, centre + NEAR_LIMIT * range];
  for (let index = from; index < to; index += 1) {
    mean[index] = centre;
    lower[index] = low;
    upper[index] = high;
    nearLower[index] = nearLow;
    nearUpper[index] = nearHigh;
  }
}

/** Finds the special causes of a segment whose mean and limits stand in the workspace; a comparison with NaN is false, which is R's NA in `case_when`. */
export function findCauses(space: SpcWorkspace, values: Float64Array, from: number, to: number): void {
  markPoints(space, values, from, to);
  const { lower, upper, side, isNear, flags, cause } = space;
  for (let index = from; index < to; index += 1) {
    const value = values[index]!;
    const isAbove = side[index]! > 0;
    const flag = flags[index]!;
    if (value > upper[index]! || value < lower[index]!) cause[index] = isAbove ? 1 : 2;
    else if (flag & IN_TREND) cause[index] = isRising(values, flags, index, from, to) ? 3 : 4;
    else if (flag & IN_TWO_OF_THREE && isNear[index]) cause[index] = isAbove ? 5 : 6;
    else if (flag & IN_RUN) cause[index] = isAbove ? 7 : 8;
    else cause[index] = 0;
  }
}

function markPoints({ mean, lower, upper, nearLower, nearUpper, side, isNear, flags }: SpcWorkspace, values: Float64Array, from: number, to: number): void {
  let run = 0;
  let rise = 0;
  let fall = 0;
  for (let index = from; index < to; index += 1) {
    const value = values[index]!;
    const centre = mean[index]!;
    const where = value > centre ? 1 : value < centre ? -1 : 0;
    side[index] = where;
    isNear[index] = value <= upper[index]! && value >= lower[index]! && (value < nearLower[index]! || value > nearUpper[index]!) ? 1 : 0;
    flags[index] = 0;
    run = where === 0 ? 0 : index > from && where === side[index - 1] ? run + 1 : 1;
    if (run >= RUN) mark(flags, index - RUN + 1, index, IN_RUN);
    const before = index > from ? values[index - 1]! : NaN;
    rise = value > before ? rise + 1 : 0;
    fall = value < before ? fall + 1 : 0;
    if (rise >= RUN - 1 || fall >= RUN - 1) mark(flags, index - RUN + 1, index, IN_TREND);
    // All three on one side of the mean, two of them near the limit.
    if (index - from >= 2 && Math.abs(where + side[index - 1]! + side[index - 2]!) === 3 && isNear[index]! + isNear[index - 1]! + isNear[index - 2]! >= 2) mark(flags, index - 2, index, IN_TWO_OF_THREE);
  }
}

function mark(flags: Uint8Array, first: number, last: number, flag: number): void {
  for (let index = first; index <= last; index += 1) flags[index]! |= flag;
}

/** A point between two of a trend is named by what follows; the last by what went before. */
function isRising(values: Float64Array, flags: Uint8Array, index: number, from: number, to: number): boolean {
  if (index + 1 < to && flags[index + 1]! & IN_TREND) return values[index + 1]! > values[index]!;
  return index > from && values[index]! > values[index - 1]!;
}
