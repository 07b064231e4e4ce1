import type { IsoDate } from '#kernel/isoDate.ts';

/** Which way is better; neutral where neither is. */
export const IMPROVEMENTS = ['increase', 'decrease', 'neutral'] as const;
export type Improvement = (typeof IMPROVEMENTS)[number];

/** A figure of a period, by the day on which the period begins; null is a gap: it is neither zero nor joined by a line. */
export interface SeriesPoint {
  date: IsoDate;
  value: number | null;
}

/** A count out of a count, for what is charted by its denominator (p and u charts, funnels). Null is not known, such as suppressed. */
export interface CountedPoint {
  numerator: number | null;
  denominator: number | null;
}
