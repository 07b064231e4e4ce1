import type { Improvement } from '../../charts/domain/series.ts';

/** What is measured of access, in the order in which pages show it. */
export const ACCESS_MEASURES = [
  'appointments-per-1000', 'face-to-face', 'telephone', 'same-day', 'within-14-days', 'two-week-indicator', 'not-attended', 'with-a-gp', 'unmapped', 'online-consultations-per-1000',
] as const;
export type AccessMeasureId = (typeof ACCESS_MEASURES)[number];

export interface AccessMeasure {
  id: AccessMeasureId;
  title: string;
  /** `share` is a part of one; `rate` is for 1,000 registered patients. */
  unit: 'share' | 'rate';
  improvement: Improvement;
  /** What is counted, and of what, in a sentence; and what is left out of it. */
  says: string;
}

/** A measure of an organisation in a month. Value is null where it cannot be said; `why` then tells it. */
export interface AccessFigure {
  measure: AccessMeasureId;
  code: string;
  /** The month's first day. */
  month: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  why: string | null;
  source: string;
}
