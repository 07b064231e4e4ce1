export { registerDatasets } from './datasets/index.ts';
export { registerRules } from './rules.ts';
export type { RegisterContext } from './context.ts';
export { registerReader } from './queries/registerReader.ts';
export type { RegisterReader } from './queries/registerReader.ts';
export { populationReader } from './queries/populations.ts';
export type { PopulationReader } from './queries/populations.ts';
export { boundaryReader } from './queries/boundaries.ts';
export { applyPublications, registerFrom } from './commands/applyPublications.ts';
