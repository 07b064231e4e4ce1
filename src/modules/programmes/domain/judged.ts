import type { Evidence } from './evidence.ts';
import type { NextForm, StepState } from './step.ts';
import type { StepRules } from './stepRules.ts';

/** The one thing to do next, and the form that does it; null where it is done away from the screen. */
export interface Next {
  says: string;
  form: NextForm | null;
}

/** What evidence says of one step, before anybody disagrees. */
export interface Judged {
  state: StepState;
  because: string[];
  next: Next | null;
}

export const met = (...because: string[]): Judged => ({ state: 'met', because, next: null });
export const atRisk = (because: string[], says: string, form: NextForm | null): Judged => ({ state: 'at-risk', because, next: { says, form } });
export const notYet = (because: string, says: string, form: NextForm | null): Judged => ({ state: 'not-yet', because: [because], next: { says, form } });

export type Judge = (evidence: Evidence, rules: StepRules) => Judged;
