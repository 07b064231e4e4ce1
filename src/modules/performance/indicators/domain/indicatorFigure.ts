import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';

/** What was counted of an indicator at a practice or a PCN, from the beginning of its year to a day. Null is not known, such as suppressed: never zero. */
export interface IndicatorFigure {
  year: FinancialYear;
  /** The contract's code, such as `HI-03`. */
  indicator: string;
  organisationCode: string;
  /** The last day that was counted; a month's figures are counted to its last day. */
  countedTo: IsoDate;
  numerator: number | null;
  denominator: number | null;
  /** Patients left out of the denominator by a personalised care adjustment, by its reason. */
  adjustments: Readonly<Record<string, number | null>>;
  /** `<data set>/<day>`, or who sent it in and when. */
  source: string;
}
