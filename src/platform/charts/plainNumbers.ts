import { sayList, sayNumber } from '#kernel/sayWords.ts';

/** A share (0 to 1) as a whole percentage; a share that is there but rounds to nothing is "under 1%". */
export function sayShare(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1%';
  return `${Math.round(share * 100)}%`;
}

/** A relative change (0.034 or -0.034) without its sign: `3.4%`, `34%`, `under 0.1%`. */
export function sayChange(change: number): string {
  const percent = Math.abs(change) * 100;
  if (percent > 0 && percent < 0.05) return 'under 0.1%';
  return `${percent < 9.95 ? Math.round(percent * 10) / 10 : sayNumber(Math.round(percent))}%`;
}

/** `A, B and C`; past `most` names, `A, B and 5 more`. */
export const sayMost = (names: readonly string[], most: number): string => sayList(names.length > most ? [...names.slice(0, most), `${sayNumber(names.length - most)} more`] : names);

/** Half of one unit of a drawing cannot be seen, so a tenth is enough; it keeps pages small. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
