import type { Disagreement, Evidence } from './evidence.ts';
import { coalition, urgency, vision } from './firstFindings.ts';
import { anchoring, communication, notDeclaringVictory, obstacles, shortTermWins } from './laterFindings.ts';
import type { Judge } from './judged.ts';
import { STEPS } from './step.ts';
import type { NextForm, StepFinding, StepId } from './step.ts';
import type { StepRules } from './stepRules.ts';

const JUDGES: Readonly<Record<StepId, Judge>> = {
  urgency, coalition, vision, communication, obstacles, 'short-term-wins': shortTermWins, 'not-declaring-victory': notDeclaringVictory, anchoring,
};

/** Every step as its evidence has it, in Kotter's order. A disagreement stands beside the state and changes nothing of it. */
export const stepFindings = (evidence: Evidence, rules: StepRules, disagreements: readonly Disagreement[], hrefOf: (step: StepId, form: NextForm | null) => string): StepFinding[] =>
  STEPS.map((step) => {
    const { state, because, next } = JUDGES[step](evidence, rules);
    return { step, state, because, next: next && { ...next, href: hrefOf(step, next.form) }, disagreements: disagreements.filter((one) => one.step === step).map(({ by, on, reason }) => ({ by, on, reason })) };
  });
