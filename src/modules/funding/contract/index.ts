export * from './domain/figure.ts';
export { figureUsed, monthsOfSpan, monthsWithin, PER_HEAD_RULE, perHeadAmount } from './domain/streamAmount.ts';
export type { PerHead } from './domain/streamAmount.ts';
export { contractStreams } from './contractRules.ts';
export type { Stream } from './contractRules.ts';
