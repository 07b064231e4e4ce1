import Fraction from 'fraction.js';

/**
 * An indicator with people who could still be won, as the order of effort sees it: the more of them the better, whichever side
 * the contract calls better. Exact: `maximum` in pounds is what all its points pay.
 */
export interface Chance {
  code: string;
  maximum: Fraction;
  /** On the better side now, and out of how many. */
  better: number;
  outOf: number;
  /** Parts of one, on the better side: nothing at `lower` or below, all at `upper`. */
  lower: Fraction;
  upper: Fraction;
  /** Those still to be won, by practice, by code. */
  reach: readonly { practice: string; people: number }[];
}

/** One stretch of effort: so many people of one indicator, who together bring so much. */
export interface Effort {
  code: string;
  people: number;
  /** What they bring together, and each of them on average, in pounds, exactly. */
  pounds: Fraction;
  each: Fraction;
  /** How many of them bring nothing by themselves, being below the lower threshold. */
  before: number;
  /** On the better side before and after. */
  from: number;
  to: number;
  where: readonly { practice: string; people: number }[];
}

const ZERO = new Fraction(0);
const ONE = new Fraction(1);

const reachOf = ({ reach }: Chance): number => reach.reduce((sum, { people }) => sum + people, 0);

/** What an indicator pays with so many on the better side: nothing to the lower threshold, straight between, all from the upper. */
export function paysAt({ maximum, outOf, lower, upper }: Chance, better: number): Fraction {
  if (outOf === 0) return ZERO;
  const part = new Fraction(better, outOf);
  if (part.gte(upper)) return maximum;
  return part.lte(lower) ? ZERO : maximum.mul(part.sub(lower)).div(upper.sub(lower));
}

/**
 * The order in which effort earns most for each person won. Each indicator's pay is flat, then straight, then flat, so its
 * stretches are the edges of the smallest concave line above it, steepest first. After every whole stretch nobody can have
 * earned more with as many people. Within a stretch another choice can be better, as those below a lower threshold bring nothing
 * until it is passed: `bestFor` says what is best for a given number.
 */
export function nextBest(chances: readonly Chance[]): Effort[] {
  const efforts = chances.flatMap(stretchesOf);
  // Exact comparisons cost most of the time; where the plain numbers are clearly apart they say the same.
  const rated = efforts.map((effort) => ({ effort, plain: effort.each.valueOf() }));
  const steeper = (a: (typeof rated)[number], b: (typeof rated)[number]): number => (Math.abs(a.plain - b.plain) > 1e-9 * (a.plain + b.plain) ? b.plain - a.plain : b.effort.each.compare(a.effort.each));
  return rated.sort((a, b) => steeper(a, b) || (a.effort.code < b.effort.code ? -1 : a.effort.code > b.effort.code ? 1 : a.effort.from - b.effort.from)).map(({ effort }) => effort);
}

/** The last whole number of people who still bring their full share, and the one who closes what is left of it. */
function edgesOf({ better, outOf, upper }: Chance, within: number): number[] {
  const edge = upper.mul(outOf);
  const [full, closing] = [Number(edge.floor().valueOf()) - better, Number(edge.ceil().valueOf()) - better];
  return [...new Set([Math.min(full, within), Math.min(closing, within)])].filter((people) => people > 0).sort((a, b) => a - b);
}

function stretchesOf(chance: Chance): Effort[] {
  const start = paysAt(chance, chance.better);
  const within = reachOf(chance);
  const corners: { people: number; pounds: Fraction }[] = [];
  for (const people of edgesOf(chance, within)) {
    const corner = { people, pounds: paysAt(chance, chance.better + people).sub(start) };
    if (corner.pounds.lte(0)) continue;
    // A corner under the line from the one before to this is no corner of the concave line.
    const last = corners.at(-1);
    if (last && last.pounds.mul(corner.people).lte(corner.pounds.mul(last.people))) corners.pop();
    corners.push(corner);
  }
  const first = Number(chance.lower.mul(chance.outOf).floor().valueOf()) - chance.better;
  let [done, paid] = [0, ZERO];
  let left = chance.reach;
  return corners.map(({ people, pounds }): Effort => {
    const [more, brings] = [people - done, pounds.sub(paid)];
    const where = shareOut(left, more);
    const effort = { code: chance.code, people: more, pounds: brings, each: brings.div(more), before: Math.max(0, Math.min(more, first - done)), from: chance.better + done, to: chance.better + people, where };
    left = left.map((place) => ({ ...place, people: place.people - (where.find(({ practice }) => practice === place.practice)?.people ?? 0) }));
    [done, paid] = [people, pounds];
    return effort;
  });
}

/** People by practice, in proportion to who is still to be won there; odd ones go where most are left, then by code. */
export function shareOut(reach: Chance['reach'], people: number): { practice: string; people: number }[] {
  const all = reach.reduce((sum, place) => sum + place.people, 0);
  if (all === 0 || people === 0) return [];
  const shares = reach.map((place) => ({ ...place, whole: Math.floor((place.people * people) / all), rest: (place.people * people) % all }));
  let odd = people - shares.reduce((sum, { whole }) => sum + whole, 0);
  const order = [...shares].sort((a, b) => b.rest - a.rest || b.people - a.people || (a.practice < b.practice ? -1 : 1));
  for (const share of order) if (odd > 0 && share.whole < share.people) [share.whole, odd] = [share.whole + 1, odd - 1];
  return order.filter(({ whole }) => whole > 0).map(({ practice, whole }) => ({ practice, people: whole })).sort((a, b) => b.people - a.people || (a.practice < b.practice ? -1 : 1));
}

/** The best use of so many people, and what it brings. */
export interface BestUse {
  people: readonly { code: string; people: number }[];
  pounds: Fraction;
}

interface Way {
  value: number;
  chosen: readonly number[];
}

/**
 * The most that can be earned with so many people. At the best choice at most one indicator stops between its corners: of two
 * that do, moving people from one to the other can only gain. So whole stretches are weighed like parcels, with at most one cut.
 * It searches in floating point and gives the pounds of what it chose exactly.
 */
export function bestFor(chances: readonly Chance[], people: number): BestUse {
  const able = chances.map((chance) => ({ chance, within: reachOf(chance), corners: edgesOf(chance, reachOf(chance)) }));
  const budget = Math.min(people, able.reduce((sum, { within }) => sum + within, 0));
  const none = (): (Way | null)[] => Array.from({ length: budget + 1 }, () => null);
  let [whole, cut] = [none(), none()];
  whole[0] = { value: 0, chosen: [] };
  for (const { chance, within, corners } of able) {
    const gain = gainer(chance);
    const [nextWhole, nextCut] = [none(), none()];
    const take = (into: (Way | null)[], from: Way | null, used: number, count: number) => {
      if (!from || used + count > budget) return;
      const value = from.value + gain(count);
      if (value > (into[used + count]?.value ?? -1)) into[used + count] = { value, chosen: [...from.chosen, count] };
    };
    for (let used = 0; used <= budget; used += 1) {
      for (const count of [0, ...corners]) {
        take(nextWhole, whole[used]!, used, count);
        take(nextCut, cut[used]!, used, count);
      }
      if (whole[used]) for (let count = 1; count <= Math.min(within, budget - used); count += 1) take(nextCut, whole[used]!, used, count);
    }
    [whole, cut] = [nextWhole, nextCut];
  }
  const best = [...whole, ...cut].reduce<Way>((most, way) => (way && way.value > most.value ? way : most), { value: 0, chosen: able.map(() => 0) });
  const used = able.map(({ chance }, index) => ({ chance, people: best.chosen[index] ?? 0 })).filter((one) => one.people > 0);
  return { people: used.map(({ chance, people: count }) => ({ code: chance.code, people: count })), pounds: used.reduce((sum, { chance, people: count }) => sum.add(paysAt(chance, chance.better + count).sub(paysAt(chance, chance.better))), ZERO) };
}

/** The gain of so many more, in floating point, for the search. */
function gainer({ maximum, outOf, lower, upper, better }: Chance): (people: number) => number {
  const [most, none, all] = [maximum.valueOf(), lower.valueOf(), upper.valueOf()];
  const at = (count: number): number => (outOf === 0 ? 0 : most * Math.min(1, Math.max(0, (count / outOf - none) / (all - none))));
  const start = at(better);
  return (people) => at(better + people) - start;
}

/** An indicator's thresholds on the better side: where fewer are better, those who are not counted are. */
export const onBetterSide = (direction: 'higher' | 'lower', { lower, upper, numerator, denominator }: { lower: Fraction; upper: Fraction; numerator: number; denominator: number }): Pick<Chance, 'lower' | 'upper' | 'better' | 'outOf'> =>
  direction === 'higher' ? { lower, upper, better: numerator, outOf: denominator } : { lower: ONE.sub(lower), upper: ONE.sub(upper), better: denominator - numerator, outOf: denominator };
