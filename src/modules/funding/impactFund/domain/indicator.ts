import type Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureSource, FigureStatus, FigureUsed } from '#platform/explanation/working.ts';

/** How an indicator is achieved: by a part of those counted, by how that part changed, or by every practice or not at all. */
export const INDICATOR_KINDS = ['fraction', 'improvement', 'binary'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** An indicator of the investment and impact fund, as it held in one phase. */
export interface Indicator {
  code: string;
  definition: string;
  kind: IndicatorKind;
  /** Which side is better. */
  direction: 'higher' | 'lower';
  points: FigureUsed;
  /** At it, or worse, nothing is earned; null where it is not known, or there is none. */
  lower: FigureUsed | null;
  /** At it, or better, all is earned. */
  upper: FigureUsed | null;
  prevalence: 'denominator' | 'one';
  from: IsoDate;
  to: IsoDate;
  /** Why it ended before its phase did. */
  ended: string | null;
  status: FigureStatus;
  source: FigureSource;
}

/** A national decision that everybody achieved an indicator to some part, whatever was counted. */
export interface Deemed {
  code: string;
  share: Fraction;
  reason: string;
  published: IsoDate;
  figure: FigureUsed;
}

/** The indicators that were announced together, for a year or from some day in it. */
export interface Phase {
  id: string;
  year: FinancialYear;
  title: string;
  from: IsoDate;
  to: IsoDate;
  published: IsoDate;
  /** Whether all its indicators are known here; else `absent` says what is not. */
  isWhole: boolean;
  absent: string | null;
  absentCodes: readonly string[];
  indicators: readonly Indicator[];
  deemed: readonly Deemed[];
}

/** Whether points can be worked out from what was achieved. */
export const hasThresholds = ({ kind, lower, upper }: Indicator): boolean => kind === 'binary' || (lower !== null && upper !== null);
