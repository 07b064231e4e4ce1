import type { Evidence } from './evidence.ts';
import type { StepState } from './step.ts';
import type { StepRules } from './stepRules.ts';

/** What evidence says of one step, before anybody disagrees. */
export interface Judged {
  state: StepState;
  because: string[];
  next: string | null;
}

export const met = (...because: string[]): Judged => ({ state: 'met', because, next: null });
export const atRisk = (because: string[], next: string): Judged => ({ state: 'at-risk', because, next });
export const notYet = (because: string, next: string): Judged => ({ state: 'not-yet', because: [because], next });

export type Judge = (evidence: Evidence, rules: StepRules) => Judged;
