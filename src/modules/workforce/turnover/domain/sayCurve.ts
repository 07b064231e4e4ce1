import type { Comparison, StayCurve } from './stays.ts';

const MONTH_DAYS = 365.25 / 12;

/** Days as months, to the tenth. */
export const inMonths = (days: number): number => Math.round((days / MONTH_DAYS) * 10) / 10;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** One sentence on a curve: how many stays, how many left, how many are still there after a year with the interval, and when half had left. */
export function sayCurve({ name, stays, left, curve, median, afterYear, watched }: StayCurve, fewest: number): string {
  const counted = `${name}: ${stays} ${stays === 1 ? 'stay' : 'stays'}, ${left} of which ended with a leaving`;
  if (curve === null) return `${counted}; no curve is drawn of fewer than ${fewest}.`;
  const year = afterYear
    ? `${percent(afterYear.survival)} stay longer than a year${afterYear.interval ? ` (between ${percent(afterYear.interval.low)} and ${percent(afterYear.interval.high)}, 95 times in 100)` : ''}`
    : `nobody was watched for a year (${inMonths(watched)} months at most)`;
  return `${counted}; ${year}; ${median === null ? 'half had not left by the end of what was watched' : `half had left after ${inMonths(median)} months`}.`;
}

/** Whether the groups differ, in a sentence. */
export function sayTest({ curves, test }: Comparison): string {
  const drawn = curves.filter(({ curve }) => curve !== null).length;
  if (drawn < 2) return 'There are not two groups large enough to compare.';
  if (test === null) return 'Nobody left whom the comparison could rest on.';
  const found = `log-rank test: chi-squared ${test.chiSquared.toFixed(2)} with ${test.degrees} ${test.degrees === 1 ? 'degree' : 'degrees'} of freedom`;
  return test.isMoreThanChance ? `These groups leave at different rates, by more than chance would make likely (${found}).` : `These groups do not differ by more than chance would (${found}).`;
}
