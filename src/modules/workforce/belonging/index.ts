export { BELONGING, belongingOf, countBelonging, TEST_IDS } from './domain/belonging.ts';
export type { Belonging, BelongingRules, BelongsTo, TestId } from './domain/belonging.ts';
export { belongingRules } from './belongingRules.ts';
export { belongingOfPcn } from './queries/belongingOfPcn.ts';
export type { BelongingAnswer } from './queries/belongingOfPcn.ts';
