export * from './domain/figure.ts';
export { contractStreams } from './contractRules.ts';
export type { Stream } from './contractRules.ts';
