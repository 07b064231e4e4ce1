export { pcnCensusOf } from './queries/pcnCensus.ts';
export type { Comparison, PcnCensusAnswer } from './queries/pcnCensus.ts';
export { censusesHeld } from './queries/censusReader.ts';
export type { Census } from './queries/censusReader.ts';
export { censusMapping } from './queries/censusMapping.ts';
export { mapCensusRole } from './commands/mapCensusRole.ts';
export { censusPostsOf } from './queries/censusPosts.ts';
export type { CensusPostsFound } from './queries/censusPosts.ts';
export { censusCountOf } from './queries/censusCount.ts';
