import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { IndicatorFigure } from './indicatorFigure.ts';

/** A PCN's figure, added up over its practices. Where some practice is missing it is the sum of the known, which is not the PCN's. */
export interface RolledUpFigure extends IndicatorFigure {
  isPartial: boolean;
  /** The PCN's practices of that day of which nothing is known, or of which a count is not, such as suppressed. */
  missing: readonly string[];
}

/** An indicator at the end of a month: every practice of which something was said, and their sum. */
export interface MonthOfFigures {
  countedTo: IsoDate;
  /** Of practices that belonged to the PCN on that day, by code. */
  practices: readonly IndicatorFigure[];
  pcn: RolledUpFigure;
  /** Practices with figures that were sent in, which the register no longer has in the PCN on that day: left out of the sum. */
  leftOut: readonly string[];
}

export interface IndicatorOverYear {
  /** The contract's code, such as `HI-03`. */
  indicator: string;
  /** The oldest first. A month of which nothing was said is not in it: a gap, not zero. */
  months: readonly MonthOfFigures[];
}

export interface FiguresOfPcn {
  pcnCode: string;
  year: FinancialYear;
  /** By code. */
  indicators: readonly IndicatorOverYear[];
}

/** Of what a sum is. */
export interface RolledUpAs {
  year: FinancialYear;
  indicator: string;
  countedTo: IsoDate;
  pcnCode: string;
  /** Whether the indicator is a number alone, without a denominator. */
  isCount?: boolean;
}

/** Adds practices' figures of one indicator and day up to their PCN. `members` are its practices on that day. */
export function rolledUp(members: readonly string[], figures: readonly IndicatorFigure[], { year, indicator, countedTo, pcnCode, isCount = false }: RolledUpAs): MonthOfFigures {
  const inPcn = new Set(members);
  const practices = figures.filter(({ organisationCode }) => inPcn.has(organisationCode)).sort((a, b) => (a.organisationCode < b.organisationCode ? -1 : 1));
  const known = practices.filter(({ numerator, denominator }) => numerator !== null && (isCount || denominator !== null));
  const isKnown = new Set(known.map(({ organisationCode }) => organisationCode));
  const missing = members.filter((code) => !isKnown.has(code)).sort();
  const sum = (of: (figure: IndicatorFigure) => number | null): number | null => (known.length === 0 ? null : known.reduce((total, figure) => total + (of(figure) ?? 0), 0));
  const pcn: RolledUpFigure = {
    year, indicator, countedTo, organisationCode: pcnCode, isPartial: missing.length > 0, missing,
    numerator: sum(({ numerator }) => numerator), denominator: isCount ? null : sum(({ denominator }) => denominator), adjustments: sumOfAdjustments(known),
    source: [...new Set(known.map(({ source }) => source))].join('; '),
  };
  return { countedTo, practices, pcn, leftOut: figures.map(({ organisationCode }) => organisationCode).filter((code) => !inPcn.has(code)).sort() };
}

/** A reason's sum is known only where every practice tells it. */
function sumOfAdjustments(figures: readonly IndicatorFigure[]): Record<string, number | null> {
  const reasons = [...new Set(figures.flatMap(({ adjustments }) => Object.keys(adjustments)))].sort();
  return Object.fromEntries(reasons.map((reason) => {
    const counts = figures.map(({ adjustments }) => adjustments[reason] ?? null);
    return [reason, counts.includes(null) ? null : counts.reduce<number>((total, count) => total + (count ?? 0), 0)];
  }));
}
