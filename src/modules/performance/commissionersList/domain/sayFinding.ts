import type { Criterion, Finding, Rating } from './criterion.ts';

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
export const sayCount = (count: number): string => numbers.format(count);

/** A value as the criterion reads it: a share in per cent, a count against another as a multiple of it. */
export const sayValue = ({ rule }: Criterion, value: number): string => (rule.kind === 'lowest' ? `${(100 * value).toFixed(1)}%` : `${value.toFixed(2)} times`);

/** A chance in words that promise no more than it holds: never 0% or 100%. */
export function sayChance(chance: number): string {
  if (chance > 0.99) return 'more than 99%';
  if (chance < 0.01) return 'less than 1%';
  return `${Math.round(100 * chance)}%`;
}

const ordinal = (rank: number): string => {
  const last = rank % 100 > 10 && rank % 100 < 14 ? 0 : rank % 10;
  return `${rank}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`;
};

/** What a criterion found of a practice, with its numbers, in a sentence or two. */
export function sayFinding(criterion: Criterion, finding: Pick<Finding, 'verdict' | 'count' | 'of' | 'value' | 'rank' | 'among' | 'places' | 'cut'>, whyNone: string, rated: Rating | null): string {
  const { rule, counts, of: ofWhat } = criterion;
  const { verdict, count, of, value, rank, among, places, cut } = finding;
  if (verdict === 'no-data') return whyNone;
  if (rule.kind === 'rated') return `Rated “${rated!.rating}” in ${rated!.year}.`;
  if (rule.kind === 'raised') return count === 0 ? 'None was raised.' : `${sayCount(count!)} ${count === 1 ? 'was' : 'were'} raised.`;
  const figure = `${sayCount(count!)} ${counts}, ${rule.kind === 'lowest' ? 'of' : 'against'} ${sayCount(of!)} ${ofWhat}: ${sayValue(criterion, value!)}`;
  if (rule.kind === 'fewer') return `${figure}.`;
  const end = rule.kind === 'lowest' ? 'lowest' : 'highest';
  const where = places === 0 ? `With ${among} practices, ${Math.round(rule.share * 100)}% is not one.` : `${rank === 1 ? `The ${end}` : `The ${ordinal(rank!)} ${end}`} of ${among}; ${places === 1 ? `the ${end} one is` : `the ${places} ${end} are`} listed, ${rule.kind === 'lowest' ? 'up to' : 'from'} ${sayValue(criterion, cut!)}.`;
  return `${figure}. ${where}`;
}
