import Fraction from 'fraction.js';
import { leastSure } from '#platform/explanation/working.ts';
import type { StatementLine } from './statement.ts';

export const totalOf = (lines: readonly StatementLine[]): number => lines.reduce((sum, { amountPence }) => sum + amountPence, 0);

/** A line and whose it is. */
export interface OwnedLine {
  code: string;
  line: StatementLine;
}

/**
 * The same line of several bodies as one: of one figure at one rate. Its quantity is the average over its months, so that a body
 * which came or went in the year counts for its part of it; its amount is the sum of theirs, never worked out anew.
 */
export function sumOfLines(owned: readonly OwnedLine[]): StatementLine[] {
  const groups = new Map<string, OwnedLine[]>();
  for (const one of owned) {
    const key = `${one.line.figure ?? one.line.id} ${one.line.figure === null ? '' : one.line.rate.toFraction()}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map(sumOfGroup);
}

function sumOfGroup(owned: readonly OwnedLine[]): StatementLine {
  const lines = owned.map(({ line }) => line);
  const [first] = lines as [StatementLine, ...StatementLine[]];
  const from = lines.reduce((least, line) => (line.from < least ? line.from : least), first.from);
  const to = lines.reduce((most, line) => (line.to > most ? line.to : most), first.to);
  const byCode = new Map<string, number>();
  for (const { code, line } of owned) byCode.set(code, (byCode.get(code) ?? 0) + line.amountPence);
  const amountPence = lines.reduce((sum, line) => sum + line.amountPence, 0);
  return {
    ...first,
    // Achievements have no rate by the head: what they sum to is the one thing that can be said.
    ...(first.figure === null ? { basis: null, quantity: new Fraction(1), rate: new Fraction(amountPence, 100) } : { quantity: averageQuantity(lines) }),
    from, to, amountPence,
    monthsPence: first.monthsPence.map((_, month) => lines.reduce((sum, line) => sum + line.monthsPence[month]!, 0)),
    status: leastSure(lines.map(({ status }) => status)),
    sources: [...new Set(lines.flatMap(({ sources }) => sources))],
    working: null,
    parts: [...byCode].map(([code, pence]) => ({ code, amountPence: pence })),
  };
}

/** Quantities times their months, over the months in which any of them is counted. */
function averageQuantity(lines: readonly StatementLine[]): Fraction {
  const covered = new Set<number>();
  const byMonths = new Map<number, Fraction>();
  for (const { from, to, quantity } of lines) {
    const [first, last] = [monthNumber(from), monthNumber(to)];
    for (let month = first; month < last; month += 1) covered.add(month);
    byMonths.set(last - first, (byMonths.get(last - first) ?? new Fraction(0)).add(quantity));
  }
  let sum = new Fraction(0);
  for (const [months, quantity] of byMonths) sum = sum.add(quantity.mul(months));
  return sum.div(covered.size);
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
