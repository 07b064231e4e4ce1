/** Types of decision for which a network agreement may have a rule of its own, and what each is for. */
export const DECISION_TYPES = {
  ordinary: 'Ordinary: how things are run',
  money: 'Money: spending, sharing or giving up money',
  staff: 'Staff: who is employed, by whom, for whom',
  structure: 'Structure: which body does what, who joins or leaves',
} as const;
export type DecisionType = keyof typeof DECISION_TYPES;

export const isDecisionType = (text: string): text is DecisionType => Object.hasOwn(DECISION_TYPES, text);
