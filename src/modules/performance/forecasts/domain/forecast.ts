import { tBound } from '#kernel/distributionBounds.ts';

/** What was counted of an indicator in one month of its year, not since the year began. */
export interface MonthCount {
  numerator: number;
  denominator: number;
}

/** An indicator’s months of one year, April first. Those not counted yet, or not known, are null. */
export type YearOfCounts = readonly (MonthCount | null)[];

/** How quickly the level may move, and how far a month strays before anything was seen of the organisation itself. */
export interface ForecastSettings {
  /** The weight of the newest month in the level, above 0 and at most 1. */
  weight: number;
  /** The variance of a month’s log-odds about the level before anything was seen. */
  variance: number;
  /** How many months that belief is worth. */
  months: number;
}

export interface Range {
  low: number;
  high: number;
}

/** The share at the year’s end: most likely, and where it ends one time in two and nine times in ten. All are parts of one. */
export interface Forecast {
  share: number;
  half: Range;
  ninety: Range;
  monthsSeen: number;
  monthsToCome: number;
  /** Whether last year’s months told what the season brings. */
  knowsSeason: boolean;
}

const MONTHS = 12;
const logOdds = ({ numerator, denominator }: MonthCount): number => Math.log((numerator + 0.5) / (denominator - numerator + 0.5));
const shareOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

/**
 * Forecasts a share whose counts come month by month, such as appointments within two weeks. A month’s log-odds follow a level that is smoothed
 * exponentially, with last year’s season where it is known; how far they stray is learnt from this organisation’s own months, from a prior belief
 * on. Null where nothing was counted yet. Where all is counted, the range is the share itself.
 */
export function forecastShare(thisYear: YearOfCounts, lastYear: YearOfCounts | null, settings: ForecastSettings): Forecast | null {
  const seen = thisYear.slice(0, MONTHS);
  const last = seen.findLastIndex((month) => month !== null && month.denominator > 0);
  if (last < 0) return null;
  const season = seasonOf(lastYear);
  const { level, variance, degrees } = levelOf(seen.slice(0, last + 1), season, settings);
  const toCome = Array.from({ length: MONTHS - last - 1 }, (_, index) => last + 1 + index);
  const sizes = sizesToCome(seen, lastYear, toCome);
  const counted = { numerator: sum(seen.map((month) => month?.numerator ?? 0)), denominator: sum(seen.map((month) => month?.denominator ?? 0)) };
  const shares = toCome.map((month) => shareOf(level + (season?.[month] ?? 0)));
  const whole = counted.denominator + sum(sizes);
  const share = (counted.numerator + sum(sizes.map((size, index) => size * shares[index]!))) / whole;
  // How the share at the end moves with each month's log-odds.
  const slopes = shares.map((each, index) => ((sizes[index] ?? 0) / whole) * each * (1 - each));
  const spread = Math.sqrt(varianceAhead(slopes, variance, settings.weight));
  return { share, half: rangeAbout(share, spread * tBound(0.5, degrees)), ninety: rangeAbout(share, spread * tBound(0.9, degrees)), monthsSeen: seen.filter((month) => month !== null).length, monthsToCome: toCome.length, knowsSeason: season !== null };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** By how much each month’s log-odds lay above the mean of last year; null unless every month is known. */
function seasonOf(lastYear: YearOfCounts | null): number[] | null {
  if (!lastYear || lastYear.length < MONTHS || lastYear.some((month) => month === null || month.denominator === 0)) return null;
  const odds = lastYear.map((month) => logOdds(month!));
  const mean = sum(odds) / MONTHS;
  return odds.map((each) => each - mean);
}

/** The level after the last month seen, and how far each month lay from what the months before it foretold. */
function levelOf(seen: YearOfCounts, season: readonly number[] | null, { weight, variance, months }: ForecastSettings): { level: number; variance: number; degrees: number } {
  let level: number | null = null;
  let squares = variance * months;
  let degrees = months;
  seen.forEach((month, index) => {
    if (!month || month.denominator === 0) return;
    const odds = logOdds(month) - (season?.[index] ?? 0);
    if (level === null) {
      level = odds;
      return;
    }
    const error: number = odds - level;
    squares += error ** 2;
    degrees += 1;
    level += weight * error;
  });
  return { level: level ?? 0, variance: squares / degrees, degrees };
}

/** Last year’s sizes of the months to come, scaled as this year’s months so far stand to last year’s; without them, the mean month of this year. */
function sizesToCome(seen: YearOfCounts, lastYear: YearOfCounts | null, toCome: readonly number[]): number[] {
  const known = seen.flatMap((month, index) => (month ? [{ now: month.denominator, before: lastYear?.[index]?.denominator ?? 0 }] : []));
  const mean = sum(known.map(({ now }) => now)) / known.length;
  const before = sum(known.map((each) => each.before));
  const scale = before > 0 ? sum(known.map(({ now }) => now)) / before : null;
  return toCome.map((month) => (scale !== null && lastYear?.[month] ? lastYear[month].denominator * scale : mean));
}

/** The variance of a sum of months ahead: each strays by itself, and all move with the level (simple exponential smoothing). */
function varianceAhead(slopes: readonly number[], variance: number, weight: number): number {
  let total = 0;
  slopes.forEach((slope, ahead) => {
    total += slope ** 2 * (1 + ahead * weight ** 2);
    for (let later = ahead + 1; later < slopes.length; later += 1) total += 2 * slope * slopes[later]! * (weight + ahead * weight ** 2);
  });
  return total * variance;
}

/** Bounds at this distance in shares, taken along the log-odds so that they stay between nothing and all. */
function rangeAbout(share: number, distance: number): Range {
  if (distance === 0 || share <= 0 || share >= 1) return { low: share, high: share };
  const [middle, reach] = [Math.log(share / (1 - share)), distance / (share * (1 - share))];
  return { low: shareOf(middle - reach), high: shareOf(middle + reach) };
}
