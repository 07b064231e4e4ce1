export { identifier, literal, openStatistics } from './statistics.ts';
export type { Cell, Statistics } from './statistics.ts';
