import Fraction from 'fraction.js';
import { endOf, monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sourcesOfWorking, statusOfWorking } from '#platform/explanation/working.ts';
import type { Working } from '#platform/explanation/working.ts';
import { monthsOfSpan, perHeadAmount } from '../../contract/domain/streamAmount.ts';
import { runsOf, spreadOver } from './monthRuns.ts';
import type { StatementLine } from './statement.ts';
import type { YearRate } from './yearRates.ts';

/** The first day of each of a year's months, and the first day after it. */
export const daysOf = (year: FinancialYear): IsoDate[] => [...monthsOf(year), endOf(year)];

/**
 * What a rate pays in a year: a line for each run of months in which its value and those counted stay the same. Quantities
 * are by month, the same object where they are the same; null in months that pay nothing or cannot be counted. `days` as
 * `daysOf` gives them.
 */
export function perHeadLines({ stream, figure, months: values }: YearRate, quantities: readonly (Working | null)[], days: readonly IsoDate[]): StatementLine[] {
  const together = values.map((value, month) => {
    const quantity = quantities[month] ?? null;
    return value && quantity && { value, quantity };
  });
  const runs = runsOf(together, (one, other) => one.value === other.value && one.quantity === other.quantity);
  return runs.map(({ from, to, value: { value, quantity } }) => {
    const { pence, working } = perHeadAmount({ figure, value, quantity, months: to - from, monthsOfSpan: monthsOfSpan(value) });
    return {
      id: figure.id, stream: stream.id, figure: figure.id, title: figure.title, paidTo: stream.paidTo, basis: figure.basis,
      quantity: quantity.value, rate: new Fraction(value.value), from: days[from]!, to: days[to]!,
      amountPence: pence, monthsPence: spreadOver(pence, { from, to }), status: statusOfWorking(working), sources: sourcesOfWorking(working), working, parts: [],
    };
  });
}

/** Gives the lines their ids: of one figure the first bears its name alone, each later one its first month too. */
export function withIds(lines: readonly StatementLine[]): StatementLine[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    const own = line.figure ?? line.id;
    if (!seen.has(own)) {
      seen.add(own);
      return { ...line, id: own };
    }
    return { ...line, id: `${own}/${line.from.slice(0, 7)}` };
  });
}
