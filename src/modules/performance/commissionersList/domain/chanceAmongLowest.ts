import type { Estimate } from './estimate.ts';
import { normalBelow } from './normal.ts';

/** Into how many cells the stretch is cut in which the cut may lie. */
const CELLS = 400;
/** Up to so many that may lie on either side of a point, how many lie below it is worked out exactly; past that, by the normal curve. */
const EXACT_MAX = 30;
/** Beyond so many standard deviations nothing is counted. */
const FAR = 8;

/** Where something truly lies, as far as its count and the spread of all of them say. */
interface Belief {
  at: number;
  deviation: number;
}

/**
 * The chance of each that it is truly among the lowest `places`. What is true of each is not its count of one month but what it
 * would be over many such months; the cut is as uncertain as those near it. Nothing is drawn by lot: the same counts give the same chances.
 *
 * 1. What is true of one is believed to lie about its count, drawn towards the middle of all by as much as its count is uncertain
 *    (normal on its scale, the spread between them by DerSimonian and Laird).
 * 2. It is among the lowest where fewer than `places` of the others lie below it: the chance of that at each point, added up over where it may lie.
 */
export function chancesAmongLowest(estimates: readonly Estimate[], places: number): Map<string, number> {
  if (places <= 0 || places >= estimates.length) return new Map(estimates.map(({ code }) => [code, places <= 0 ? 0 : 1]));
  const beliefs = believed(estimates);
  const { from, to } = whereTheCutMayLie(beliefs, places);
  const near = beliefs.flatMap((belief, index) => (belief.at + FAR * belief.deviation >= from && belief.at - FAR * belief.deviation <= to ? [index] : []));
  const chances = beliefs.map(({ at, deviation }) => normalBelow((from - at) / deviation));
  const width = (to - from) / CELLS;
  for (let cell = 0; cell < CELLS; cell += 1) {
    const [left, middle, right] = [from + cell * width, from + (cell + 0.5) * width, from + (cell + 1) * width];
    const below = belowAt(beliefs, middle);
    for (const index of near) {
      const { at, deviation } = beliefs[index]!;
      if (Math.abs(middle - at) > FAR * deviation + width) continue;
      const mass = normalBelow((right - at) / deviation) - normalBelow((left - at) / deviation);
      if (mass > 1e-9) chances[index]! += mass * fewerThan(below, index, places);
    }
  }
  return new Map(estimates.map(({ code }, index) => [code, Math.min(1, Math.max(0, chances[index]!))]));
}

/** Each drawn towards the middle by its own uncertainty. */
function believed(estimates: readonly Estimate[]): Belief[] {
  const weights = estimates.map(({ variance }) => 1 / variance);
  const total = sum(weights);
  const centre = sum(estimates.map(({ at }, index) => at * weights[index]!)) / total;
  const excess = sum(estimates.map(({ at }, index) => weights[index]! * (at - centre) ** 2)) - (estimates.length - 1);
  // Never quite none: where all are alike, each is as likely as the next to be among the lowest.
  const least = 1e-4 * (estimates.length / total);
  const between = Math.max(least, excess / (total - sum(weights.map((weight) => weight ** 2)) / total));
  const middle = sum(estimates.map(({ at, variance }) => at / (variance + between))) / sum(estimates.map(({ variance }) => 1 / (variance + between)));
  return estimates.map(({ at, variance }) => {
    const own = between / (between + variance);
    return { at: middle + own * (at - middle), deviation: Math.sqrt(own * variance) };
  });
}

/** From where surely fewer than `places` lie below, to where surely more do, any one of them left out. */
function whereTheCutMayLie(beliefs: readonly Belief[], places: number): { from: number; to: number } {
  const lowest = Math.min(...beliefs.map(({ at, deviation }) => at - FAR * deviation));
  const highest = Math.max(...beliefs.map(({ at, deviation }) => at + FAR * deviation));
  const isBefore = (point: number, count: number, side: 1 | -1): boolean => {
    const { mean, variance } = belowAt(beliefs, point);
    return mean + side * 5 * Math.sqrt(variance) < count;
  };
  return { from: lastWhere((point) => isBefore(point, places - 0.5, 1), lowest, highest), to: lastWhere((point) => isBefore(point, places + 0.5, -1), lowest, highest) };
}

/** The last point at which something holds that holds up to some point, by halving. */
function lastWhere(holds: (point: number) => boolean, lowest: number, highest: number): number {
  let [low, high] = [lowest, highest];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** How many are expected to lie below a point, and each one's own chance to. */
function belowAt(beliefs: readonly Belief[], point: number) {
  let [mean, variance, certain] = [0, 0, 0];
  const own = new Float64Array(beliefs.length);
  const uncertain: number[] = [];
  beliefs.forEach(({ at, deviation }, index) => {
    const chance = normalBelow((point - at) / deviation);
    own[index] = chance;
    mean += chance;
    variance += chance * (1 - chance);
    if (chance > 1 - 1e-9) certain += 1;
    else if (chance > 1e-9) uncertain.push(index);
  });
  return { mean, variance, certain, own, uncertain };
}

/** The chance that fewer than `places` of the others lie below. */
function fewerThan({ mean, variance, certain, own, uncertain }: ReturnType<typeof belowAt>, self: number, places: number): number {
  const chance = own[self]!;
  const isCertain = chance > 1 - 1e-9;
  const others = uncertain.length - (chance > 1e-9 && !isCertain ? 1 : 0);
  const surely = certain - (isCertain ? 1 : 0);
  const room = places - 1 - surely;
  if (room < 0) return 0;
  if (room >= others) return 1;
  if (others <= EXACT_MAX) return atMost(uncertain.flatMap((index) => (index === self ? [] : [own[index]!])), room);
  const [expected, spread] = [mean - chance, Math.sqrt(Math.max(0, variance - chance * (1 - chance)))];
  return normalBelow((places - 0.5 - expected) / spread);
}

/** The chance that at most `most` of some independent things happen, exactly. */
function atMost(chances: readonly number[], most: number): number {
  const counts = new Float64Array(most + 1);
  counts[0] = 1;
  for (const chance of chances) {
    for (let count = most; count > 0; count -= 1) counts[count] = counts[count]! * (1 - chance) + counts[count - 1]! * chance;
    counts[0] = counts[0]! * (1 - chance);
  }
  return sum(counts);
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index]!;
  return total;
}
