export * from './domain/statement.ts';
export { pcnStatement } from './domain/pcnStatement.ts';
export type { PcnYear } from './domain/pcnStatement.ts';
export { practiceStatement } from './domain/practiceLines.ts';
export type { PracticeYear } from './domain/practiceLines.ts';
export { sumOfStatements } from './domain/sumOfStatements.ts';
export { yearFacts } from './domain/yearFacts.ts';
export type { CountsUsed, Earned, PopulationBasis, YearFacts, YearFactsGiven } from './domain/yearFacts.ts';
export { ratesOf } from './domain/yearRates.ts';
