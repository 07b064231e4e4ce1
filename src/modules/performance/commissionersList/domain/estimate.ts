/** A count out of a count: appointments face to face out of all, calls against those expected, appointments against those of before. */
export interface Counted {
  count: number;
  of: number;
}

/** A count on a scale where its chance variation is about normal. */
export interface Estimate {
  code: string;
  at: number;
  variance: number;
}

export type Scale = 'share' | 'ratio';

/** A share as its log-odds, with a half added to each side so that none and all have a place too. */
const shareOf = ({ count, of }: Counted) => ({ at: Math.log((count + 0.5) / (of - count + 0.5)), variance: 1 / (count + 0.5) + 1 / (of - count + 0.5) });
/** A count against what was expected, as a logarithm; what was expected is taken as known. */
const ratioOf = ({ count, of }: Counted) => ({ at: Math.log((count + 0.5) / of), variance: 1 / (count + 0.5) });

export const estimateOf = (scale: Scale, counted: Counted): { at: number; variance: number } => (scale === 'share' ? shareOf(counted) : ratioOf(counted));

/** Squares past this quantile count as it: one practice that changed its system does not make every other uncertain. */
const WINSORISED_AT = 0.95;
/** What that takes from the mean square of a normal: E[min(χ²₁, 3.841)]. */
const KEPT_OF_SQUARE = 0.913;
/** Fewer practices than this say nothing of how much a month wobbles. */
const PRACTICES_MIN = 10;

/**
 * How much a practice's figure wobbles from month to month beyond the chance in counting: half the mean square of its change between
 * months that follow each other, less what counting alone would give, and less what changed for all (a season). In the square of
 * the scale's unit. Null where no two months that follow each other are held.
 */
export function monthlyWobble(scale: Scale, months: readonly ReadonlyMap<string, Counted>[]): number | null {
  const wobbles = months.slice(1).flatMap((later, index) => wobbleBetween(scale, months[index]!, later) ?? []);
  return wobbles.length === 0 ? null : Math.max(0, wobbles.reduce((sum, one) => sum + one, 0) / wobbles.length);
}

function wobbleBetween(scale: Scale, before: ReadonlyMap<string, Counted>, after: ReadonlyMap<string, Counted>): number | null {
  const changes = [...after].flatMap(([code, counted]) => {
    const earlier = before.get(code);
    if (!earlier) return [];
    const [a, b] = [estimateOf(scale, earlier), estimateOf(scale, counted)];
    return [{ by: b.at - a.at, counting: a.variance + b.variance }];
  });
  if (changes.length < PRACTICES_MIN) return null;
  const shared = middleOf(changes.map(({ by }) => by));
  const squares = changes.map(({ by }) => (by - shared) ** 2).sort((a, b) => a - b);
  const most = squares[Math.min(squares.length - 1, Math.floor(WINSORISED_AT * squares.length))]!;
  const square = mean(squares.map((one) => Math.min(one, most))) / KEPT_OF_SQUARE;
  return (square - mean(changes.map(({ counting }) => counting))) / 2;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
