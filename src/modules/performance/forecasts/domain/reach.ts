import type { Forecast, Range } from './forecast.ts';
import { tBound } from '#kernel/distributionBounds.ts';

/** A register that hardly changes, and how many of it were reached by the end of each month, since the year began; null where a month is not known. */
export interface Reached {
  denominator: number;
  byMonth: readonly (number | null)[];
}

export interface ReachSettings {
  /** The months of the year, April being 0, in which reaching counts: flu from September to March. */
  season: readonly number[];
  /** The variance of a month’s pace about its mean, as a part of the mean squared, before anything was seen. */
  variance: number;
  /** How many months that belief is worth. */
  months: number;
}

/**
 * Forecasts how much of a register is reached by the year’s end, such as health checks. What is still to be reached shrinks by a part each month, its pace;
 * last year’s pace by month shapes it where it is known. Null until a month of its season was counted.
 */
export function forecastReach(now: Reached, lastYear: Reached | null, { season, variance, months }: ReachSettings): Forecast | null {
  const seen = pacesOf(now, season);
  const reached = now.byMonth.findLast((count) => count !== null) ?? null;
  if (reached === null || seen.length === 0 || now.denominator <= 0) return null;
  const last = now.byMonth.findLastIndex((count) => count !== null);
  const before = new Map((lastYear ? pacesOf(lastYear, season) : []).map(({ month, pace }) => [month, pace]));
  const knowsSeason = season.every((month) => before.has(month));
  const shapeOf = (month: number): number => (knowsSeason ? before.get(month)! : 1);
  // The pace of this year as a multiple of its shape: ratio of sums, so that a month of nothing in the shape does no harm.
  const shapes = seen.reduce((total, { month }) => total + shapeOf(month), 0);
  const pace = shapes > 0 ? seen.reduce((total, each) => total + each.pace, 0) / shapes : 0;
  const toCome = season.filter((month) => month > last);
  let squares = variance * months;
  for (const each of seen) if (pace * shapeOf(each.month) > 0) squares += (each.pace / (pace * shapeOf(each.month)) - 1) ** 2;
  const degrees = months + seen.length - 1;
  const aheads = toCome.map((month) => pace * shapeOf(month));
  const ahead = aheads.reduce((total, each) => total + each, 0);
  // Each month strays by itself, and the pace itself is known only from the months seen.
  const strays = (squares / degrees) * (aheads.reduce((total, each) => total + each ** 2, 0) + ahead ** 2 / seen.length);
  const left = now.denominator - reached;
  // People come or not: a small register strays further than its pace does.
  const chance = left > 0 ? (1 - Math.exp(-ahead)) / (left * Math.exp(-ahead)) : 0;
  const spread = Math.sqrt(strays + chance);
  const shareAt = (hazard: number): number => (reached + left * (1 - Math.exp(-Math.max(0, hazard)))) / now.denominator;
  const rangeOf = (share: number): Range => ({ low: shareAt(ahead - spread * tBound(share, degrees)), high: shareAt(ahead + spread * tBound(share, degrees)) });
  return { share: shareAt(ahead), half: rangeOf(0.5), ninety: rangeOf(0.9), monthsSeen: seen.length, monthsToCome: toCome.length, knowsSeason };
}

/** By month: the part of those not reached yet that was reached in it, on the scale on which months add up. A month after a gap is left out. */
function pacesOf({ denominator, byMonth }: Reached, season: readonly number[]): { month: number; pace: number }[] {
  return season.flatMap((month) => {
    const [before, after] = [month === season[0] ? (byMonth[month - 1] ?? 0) : byMonth[month - 1], byMonth[month]];
    if (before === null || before === undefined || after === null || after === undefined || before >= denominator) return [];
    // A person short of all: the last one reached would otherwise make the pace endless.
    const leftAfter = Math.max(denominator - after, 0.5);
    return [{ month, pace: Math.max(0, Math.log((denominator - before) / leftAfter)) }];
  });
}
