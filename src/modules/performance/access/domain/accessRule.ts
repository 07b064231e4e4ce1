import type { FigureSource, FigureStatus } from '#platform/explanation/working.ts';
import type { AccessMeasure, AccessMeasureId } from './accessMeasure.ts';

/** By what the publications count an appointment. */
export const DIMENSIONS = ['who', 'how', 'booked', 'status', 'category'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A word of a dimension: ours, how it is shown, and the spellings that were published. */
export interface AccessWord {
  id: string;
  label: string;
  spellings: readonly string[];
}

export interface DimensionWords {
  dimension: Dimension;
  label: string;
  words: readonly AccessWord[];
}

/** Words of some dimensions, all of which must hold. Empty holds for every appointment. */
export type Condition = Partial<Record<Dimension, readonly string[]>>;

/** A measure with what is counted of it. `numerator` is null where it is not counted of appointments; `denominator` where that is the registered list. */
export interface MeasureRule extends AccessMeasure {
  numerator: Condition | null;
  denominator: Condition | null;
  /** The indicator of the impact fund whose thresholds are this measure’s targets; null where it has none. */
  indicator: string | null;
  status: FigureStatus;
  source: FigureSource;
}

export const LIMITS = ['small-list', 'most-appointments', 'fewest-appointments', 'most-unmapped', 'least-covered', 'list-age', 'swollen-month'] as const;
export type LimitId = (typeof LIMITS)[number];

/** A figure by which it is told whether others should be used. */
export interface Limit {
  id: LimitId;
  value: number;
  unit: string;
  says: string;
  status: FigureStatus;
  source: FigureSource;
}

export interface AccessRules {
  measures: readonly MeasureRule[];
  dimensions: readonly DimensionWords[];
  limits: Readonly<Record<LimitId, Limit>>;
}

/** Which dimensions a measure is counted by. */
export const dimensionsOf = ({ numerator, denominator }: MeasureRule): Dimension[] =>
  DIMENSIONS.filter((dimension) => numerator?.[dimension] !== undefined || denominator?.[dimension] !== undefined);

export const ruleOf = (rules: AccessRules, id: AccessMeasureId): MeasureRule => rules.measures.find((rule) => rule.id === id)!;

/** What tells one spelling from another: neither case nor runs of spaces. */
export const bareWord = (word: string): string => word.trim().replace(/\s+/g, ' ').toLowerCase();

/** Our word for a published one; null where the rules have none. */
export const wordFor = ({ words }: DimensionWords, published: string): AccessWord | null => words.find(({ spellings }) => spellings.some((spelling) => bareWord(spelling) === bareWord(published))) ?? null;
