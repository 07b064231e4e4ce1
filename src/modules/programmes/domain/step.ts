import type { IsoDate } from '#kernel/isoDate.ts';
import type { FactKind } from './fact.ts';

/** Kotter's eight steps, in their order; each has the error that its lack is (rules/programmes/steps.yaml). */
export const STEPS = ['urgency', 'coalition', 'vision', 'communication', 'obstacles', 'short-term-wins', 'not-declaring-victory', 'anchoring'] as const;
export type StepId = (typeof STEPS)[number];

/** What evidence says of a step: nobody picks it. */
export const STEP_STATES = ['met', 'at-risk', 'not-yet'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** The form that does the next thing: the kind of fact that it enters, or `need` for what a programme points at. */
export type NextForm = FactKind | 'need';

/** A step as its evidence has it on a day. */
export interface StepFinding {
  step: StepId;
  state: StepState;
  /** The facts, with their numbers, in sentences. */
  because: readonly string[];
  /** The one thing to do next; null where the step is met. */
  next: { says: string; form: NextForm | null; href: string | null } | null;
  /** Somebody who disagrees, with their reason, on record. It changes nothing of the state. */
  disagreements: readonly { by: string; on: IsoDate; reason: string }[];
}
