import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { IndicatorDefinition } from '../domain/indicatorDefinition.ts';

export const EARNS_WORDS = { points: 'Earns points', unknown: 'Earned points that are not known here', nothing: 'Earns nothing: management information' } as const;
export const STATUS_WORDS = { confirmed: 'Read in the primary document', reported: 'Reported', derived: 'Derived', unverified: 'Not verified' } as const;

export const sayShare = (part: number | null): string => (part === null ? '–' : `${(part * 100).toFixed(2)}%`);
export const percentOf = (numerator: number | null, denominator: number | null): number | null => (numerator === null || !denominator ? null : (numerator / denominator) * 100);
export const sayMoney = (pence: number | null | undefined): string => (pence === null || pence === undefined ? '–' : sayPounds(pence));
export const sayMore = (people: number | null): string => (people === null ? '–' : people === 0 ? 'reached' : people.toLocaleString('en-GB'));

/** `36 points between 60% and 80%`. */
export function sayPoints({ funded, direction, earns }: IndicatorDefinition): string {
  if (!funded) return EARNS_WORDS[earns];
  const { points, lower, upper, kind, status } = funded.indicator;
  const part = (value: { value: { mul(by: number): { valueOf(): number } } }): string => `${value.value.mul(100).valueOf()}%`;
  const between = kind === 'binary' ? ', if every practice achieves it' : lower && upper ? ` between ${part(lower)} and ${part(upper)}` : ', its thresholds not known here';
  return `${points.value.toFraction()} points${between}${direction === 'lower' ? '; lower is better' : ''}${status === 'unverified' ? ' (not verified)' : ''}`;
}

export const saySeason = ({ season, year }: IndicatorDefinition): string | null => season && `Counts from ${sayDate(`${year.slice(0, 4)}-${season.from}`)} to ${sayDate(`${Number(year.slice(0, 4)) + 1}-${season.to}`)} alone`;
