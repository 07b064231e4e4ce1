import { monthsOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { CountedPoint } from '../../charts/domain/series.ts';
import type { IndicatorDefinition } from './indicatorDefinition.ts';
import type { MonthOfFigures } from './rolledUp.ts';

export type AddedInMonth = CountedPoint & { date: IsoDate };

/**
 * What each month of a year added, up to the last that is known, by its first day: figures are counted from April on, so that each holds those
 * before it, and no chart may take them for months of their own. Where the denominator grows it is what was counted in the month; of a register it is
 * those reached in the month, out of those not reached before it. A month is unknown (null) where its own figure or that of the month before is
 * not known whole, and where counts went down, as they were corrected then.
 */
export function addedByMonth({ year, reach }: Pick<IndicatorDefinition, 'year' | 'reach'>, months: readonly MonthOfFigures[]): AddedInMonth[] {
  const last = months.at(-1)?.countedTo.slice(0, 7) ?? '';
  let before: { numerator: number; denominator: number } | null = { numerator: 0, denominator: 0 };
  return monthsOf(year).filter((first) => first.slice(0, 7) <= last).map((date) => {
    const figure = months.findLast(({ countedTo }) => countedTo.slice(0, 7) === date.slice(0, 7))?.pcn;
    const now = figure && !figure.isPartial && figure.numerator !== null && figure.denominator !== null ? { numerator: figure.numerator, denominator: figure.denominator } : null;
    const [then, none] = [before, { date, numerator: null, denominator: null }];
    before = now;
    if (!now || !then) return none;
    const numerator = now.numerator - then.numerator;
    const denominator = reach === 'to-come' ? now.denominator - then.denominator : now.denominator - then.numerator;
    return numerator < 0 || denominator < numerator ? none : { date, numerator, denominator };
  });
}
