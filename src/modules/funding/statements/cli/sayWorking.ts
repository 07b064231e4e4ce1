import type Fraction from 'fraction.js';
import { sayDate } from '#kernel/isoDate.ts';
import type { Working } from '#platform/explanation/working.ts';

const GROUPED = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });
const MONEY = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 6 });

/** A number with its unit: `£8.427 a year`, `3,000 patients`; one without an end as a decimal, with its fraction beside it. */
export function sayNumber(value: Fraction, unit: string): string {
  const written = sayDecimal(value, unit);
  return value.mul(1_000_000).d === 1n ? written : `${written} (exactly ${value.toFraction()})`;
}

/** The same to six places at the most, for a cell of a table. */
export function sayDecimal(value: Fraction, unit: string): string {
  const [, after] = /^£(.*)$/.exec(unit) ?? [];
  return after === undefined ? `${GROUPED.format(value.valueOf())} ${unit}` : `£${MONEY.format(value.valueOf())}${after}`;
}

/** A working as an indented tree: each step, and under it what it was made of. */
export function workingLines(working: Working, depth = 0): string[] {
  const start = `${'  '.repeat(depth)}${sayNumber(working.value, working.unit)}`;
  if (working.kind === 'fact') return [`${start}  ${working.says}; ${working.source}${working.proxyFor === undefined ? '' : `, standing in for ${working.proxyFor}`}`];
  if (working.kind === 'figure') {
    const { says, figure, from, published, status, source } = working;
    return [`${start}  ${says} (${figure}), from ${sayDate(from)}, published ${sayDate(published)}, ${status}; ${source.title}, ${source.locator}`];
  }
  return [`${start}  ${working.sign === 'rounded' ? '' : `${working.sign} `}${working.says} [${working.rule}]`, ...working.parts.flatMap((part) => workingLines(part, depth + 1))];
}
