import Fraction from 'fraction.js';
import { monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { halfUp } from '#platform/explanation/arithmetic.ts';
import { figureOn } from './figure.ts';
import type { Basis, Figure, FigureValue } from './figure.ts';
import { monthsOfSpan, perHeadAmount } from './streamAmount.ts';

/** Facts and a year whose amount is known from elsewhere. */
export interface YearFacts {
  year: FinancialYear;
  /** Null for all that is known. */
  knownOn: IsoDate | null;
  facts: Readonly<Partial<Record<Basis, number>>>;
}

interface Run {
  value: FigureValue & { value: string };
  months: number;
}

/** What a figure pays in a year, value by value, each to the penny. Throws where its population is not among the facts. */
export function penceOfYear(figure: Figure, asked: YearFacts): number {
  return runsOf(figure, asked).reduce((sum, { value, months }) => {
    const count = figure.basis === null ? undefined : asked.facts[figure.basis];
    if (count === undefined) throw new Error(`${figure.id} needs ${figure.basis ?? 'a basis'}, which is not among the facts`);
    const quantity = { kind: 'fact', says: figure.basis!, value: new Fraction(count), unit: figure.basis!, source: 'given' } as const;
    return sum + perHeadAmount({ figure, value, quantity, months, monthsOfSpan: monthsOfSpan(value) }).pence;
  }, 0);
}

/** A part of a maximum, to the penny, where it holds at the year's beginning. */
export function penceOfPart(maximum: Figure, part: Figure, asked: YearFacts): number {
  const share = figureOn(part, { on: monthsOf(asked.year)[0]!, knownOn: asked.knownOn });
  return share ? halfUp(new Fraction(penceOfYear(maximum, asked)).mul(share.value)) : 0;
}

function runsOf(figure: Figure, { year, knownOn }: YearFacts): Run[] {
  const runs: Run[] = [];
  for (const on of monthsOf(year)) {
    const value = figureOn(figure, { on, knownOn });
    if (!value) continue;
    const last = runs.at(-1);
    if (last && last.value.from === value.from && last.value.published === value.published) last.months += 1;
    else runs.push({ value, months: 1 });
  }
  return runs;
}
