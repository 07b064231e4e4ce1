/** `capacity and access` as it begins a sentence: `Capacity and access`. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `A`, `A and B`, `A, B and C`; with another last joint, `A, B or C`. */
export function sayList(items: readonly string[], joint: 'and' | 'or' = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** A number as the pages write it: `6,200`. */
export const sayNumber = (value: number): string => numbers.format(value);
