export * from './domain/indicator.ts';
export * from './domain/payment.ts';
export * from './domain/pcnFund.ts';
export * from './domain/pointsEarned.ts';
export { impactFundCases } from './impactFundCases.ts';
export { figuresOf, impactFundFigure, impactFundPhases, impactFundYears, phasesOf } from './impactFundRules.ts';
export { impactFundOf } from './impactFundOf.ts';
export type { ImpactFundFacts, ImpactFundLines } from './impactFundOf.ts';
export { keptAchievements } from './queries/keptAchievements.ts';
