import type { LineCompared } from '../queries/reconciliation.ts';

/** A share in words: `12.3%`. */
export const sayShare = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** The lines that differ most, in pounds, the largest first. */
export const largestDifferences = (lines: readonly LineCompared[], most: number): LineCompared[] =>
  lines.filter(({ isWithin }) => !isWithin).toSorted((a, b) => Math.abs(b.differencePence) - Math.abs(a.differencePence)).slice(0, most);
