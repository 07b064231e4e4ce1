import type { IsoDate } from '#kernel/isoDate.ts';

/** A month's figure of a measure; null is a gap. */
export interface MeasuredMonth {
  month: IsoDate;
  value: number | null;
}

/** The chart's own line before the start, from which its limits come; null where there are too few figures for one. */
export interface BeforeStart {
  mean: number;
  /** Standard deviation by the moving range, as the chart's limits have it. */
  sigma: number;
  points: number;
}

export const CHANGES = ['no-figures', 'too-early', 'none', 'better', 'faded', 'worse'] as const;
export type Change = (typeof CHANGES)[number];

/** What a measure did since its programme began. */
export interface Difference {
  change: Change;
  /** Against what the figures since the start are held: the mean before it, or the baseline that was entered. */
  from: number;
  fromIs: 'mean-before' | 'baseline';
  meanSince: number | null;
  pointsBefore: number;
  pointsSince: number;
  latest: { month: IsoDate; value: number } | null;
  /** How many of the latest figures in a row lie on the better side of `from`. */
  better: number;
  /** The difference of the two means with 19 chances in 20, from the chart's own variation; null where too little is known before or since. */
  interval: { low: number; high: number } | null;
  /** Whether the latest figure is at the target or past it. */
  isAtTarget: boolean;
}

export interface DifferenceOf {
  improvement: 'increase' | 'decrease';
  baseline: number;
  target: number;
  before: BeforeStart | null;
  /** Months that begin on the day of the start or later. */
  since: readonly MeasuredMonth[];
  holdsForPoints: number;
}

const Z_95 = 1.96;
/** Fewer give no interval that means anything. */
const INTERVAL_POINTS = 5;

/**
 * Whether a measure has changed: a run on the better side of where it began that lasts to the newest figure, as long as the rule
 * asks. A run that was there and broke has faded; a run on the worse side is worse; anything shorter is no change yet.
 */
export function differenceOf({ improvement, baseline, target, before, since, holdsForPoints }: DifferenceOf): Difference {
  const known = since.flatMap(({ month, value }) => (value === null ? [] : [{ month, value }])).sort((a, b) => (a.month < b.month ? -1 : 1));
  const from = before?.mean ?? baseline;
  const gain = (value: number): number => (improvement === 'increase' ? value - from : from - value);
  const better = runAtEnd(known, ({ value }) => gain(value) > 0);
  const worse = runAtEnd(known, ({ value }) => gain(value) < 0);
  const meanSince = known.length === 0 ? null : known.reduce((sum, { value }) => sum + value, 0) / known.length;
  const latest = known.at(-1) ?? null;
  return {
    change: changeOf(), from, fromIs: before ? 'mean-before' : 'baseline', meanSince, pointsBefore: before?.points ?? 0, pointsSince: known.length, latest, better,
    interval: intervalOf(before, known.length, meanSince),
    isAtTarget: latest !== null && (improvement === 'increase' ? latest.value >= target : latest.value <= target),
  };

  function changeOf(): Change {
    if (known.length === 0) return 'no-figures';
    if (better >= holdsForPoints) return 'better';
    if (worse >= holdsForPoints) return 'worse';
    if (longestRun(known, ({ value }) => gain(value) > 0) >= holdsForPoints) return 'faded';
    return known.length < holdsForPoints ? 'too-early' : 'none';
  }
}

function intervalOf(before: BeforeStart | null, pointsSince: number, meanSince: number | null): Difference['interval'] {
  if (!before || meanSince === null || before.points < INTERVAL_POINTS || pointsSince < INTERVAL_POINTS || !Number.isFinite(before.sigma)) return null;
  const margin = Z_95 * before.sigma * Math.sqrt(1 / before.points + 1 / pointsSince);
  const by = meanSince - before.mean;
  return { low: by - margin, high: by + margin };
}

type Known = readonly { month: IsoDate; value: number }[];

function runAtEnd(known: Known, holds: (point: Known[number]) => boolean): number {
  let length = 0;
  while (length < known.length && holds(known[known.length - 1 - length]!)) length += 1;
  return length;
}

function longestRun(known: Known, holds: (point: Known[number]) => boolean): number {
  let [longest, run] = [0, 0];
  for (const point of known) {
    run = holds(point) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
