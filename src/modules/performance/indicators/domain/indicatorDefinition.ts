import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Indicator, Phase } from '#funding';

/** Whether it earns points whose number is known, points whose number is not, or nothing: management information. */
export const EARNINGS = ['points', 'unknown', 'nothing'] as const;

/** A part of one (those of the denominator who…), a rate (its numerator may be above its denominator), or a number alone. */
export const MEASURES = ['part', 'rate', 'count'] as const;

/**
 * Who can still be won for the numerator: those who are counted already; only those to come, as what was counted has happened;
 * whole practices; or it cannot be said.
 */
export const REACHES = ['counted', 'to-come', 'practices', 'unknown'] as const;

/** One rule of how people are sorted, in the NHS's order: exclusions, then success, then personalised care adjustments. */
export interface CountingStep {
  rule: number;
  kind: 'exclusion' | 'success' | 'adjustment';
  /** By which extracts name it; success has none. */
  field: string | null;
  says: string;
}

/** What an indicator counts in a year. Points, thresholds and direction of one that earns are its `funded`, of the funding rules. */
export interface IndicatorDefinition {
  year: FinancialYear;
  code: string;
  title: string;
  earns: (typeof EARNINGS)[number];
  /** What is counted: people, appointments, practices. */
  counted: string;
  measure: (typeof MEASURES)[number];
  reach: (typeof REACHES)[number];
  direction: 'higher' | 'lower' | 'unknown';
  from: IsoDate;
  to: IsoDate;
  published: IsoDate;
  numerator: string;
  denominator: string | null;
  /** Where only part of the year counts, as month and day: `09-01`, `03-31`. */
  season: { from: string; to: string } | null;
  steps: readonly CountingStep[];
  stepsStatus: string | null;
  stepsLocator: string | null;
  stepsAbsent: string | null;
  /** By which publications and extracts name it, such as NCD003. */
  codes: readonly string[];
  fields: { numerator: readonly string[]; denominator: readonly string[]; count: readonly string[] };
  note: string | null;
  source: { title: string; address: string; locator: string };
  status: 'confirmed' | 'reported' | 'derived' | 'unverified';
  funded: { indicator: Indicator; phase: Phase } | null;
}

/** `HI-03`, `hi03`, `NCD120` and `ncd 120` all come to what can be compared. */
export const bareCode = (text: string): string => text.trim().toUpperCase().replace(/[^A-Z0-9]/g, '');

/** The indicator that a text names, by its contract's code or by one of those of the publications. */
export function definitionNamed(definitions: readonly IndicatorDefinition[], text: string): IndicatorDefinition | null {
  const wanted = bareCode(text);
  if (wanted === '') return null;
  return definitions.find(({ code }) => bareCode(code) === wanted) ?? definitions.find(({ codes }) => codes.some((code) => bareCode(code) === wanted)) ?? null;
}
