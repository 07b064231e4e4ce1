import type { SpecialCause } from '../domain/spcWords.ts';

export interface PlainLimits {
  mean: number;
  lower: number;
  upper: number;
  range: number;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The limits of one segment, written down as the rules say them: slow, and easy to check against their text. */
export function plainLimits(values: readonly (number | null)[], screens: boolean): PlainLimits {
  const known = values.filter((value) => value !== null);
  const ranges = values.slice(1).flatMap((value, index) => (value === null || values[index] === null || values[index] === undefined ? [] : [Math.abs(value - values[index])]));
  const mean = meanOf(known);
  const first = meanOf(ranges);
  const range = screens ? meanOf(ranges.filter((one) => one < 3.267 * first)) : first;
  return { mean, range, lower: mean - 2.66 * range, upper: mean + 2.66 * range };
}

/** Every rule asked of every point by itself. */
export function plainCauses(values: readonly (number | null)[], { mean, lower, upper, range }: PlainLimits): SpecialCause[] {
  const at = (index: number): number => values[index] ?? NaN;
  const side = (index: number): number => Math.sign(at(index) - mean);
  const isOutside = (index: number): boolean => at(index) > upper || at(index) < lower;
  const isNear = (index: number): boolean => !isOutside(index) && !Number.isNaN(upper) && Math.abs(at(index) - mean) > (2 / 3) * 2.66 * range;
  const windows = (index: number, size: number): number[][] =>
    Array.from({ length: size }, (_, back) => index - back).filter((from) => from >= 0 && from + size <= values.length).map((from) => Array.from({ length: size }, (_, step) => from + step));
  const rises = (window: readonly number[], sign: number): boolean => window.slice(1).every((index) => Math.sign(at(index) - at(index - 1)) === sign);
  const isTrend = (index: number): boolean => index < values.length && windows(index, 7).some((window) => rises(window, 1) || rises(window, -1));
  return values.map((_, index): SpecialCause => {
    const word = side(index) > 0 ? 'Above' : 'Below';
    if (isOutside(index)) return side(index) > 0 ? 'Above UCL' : 'Below LCL';
    if (isTrend(index)) {
      const step = isTrend(index + 1) ? at(index + 1) - at(index) : at(index) - at(index - 1);
      return step > 0 ? '7 Point Trend (Increasing)' : '7 Point Trend (Decreasing)';
    }
    if (isNear(index) && windows(index, 3).some((window) => window.filter(isNear).length >= 2 && Math.abs(window.reduce((sum, one) => sum + side(one), 0)) === 3)) return `2 in 3 ${word} CL`;
    return windows(index, 7).some((window) => Math.abs(window.reduce((sum, one) => sum + side(one), 0)) === 7) ? `7 Points ${word} CL` : 'Common Cause';
  });
}
