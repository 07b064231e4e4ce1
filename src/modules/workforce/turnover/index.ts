export { BELONGS, daysBetween, staysOf } from './domain/stays.ts';
export type { Belongs, PcnStay } from './domain/stays.ts';
export { survivalCurve } from './domain/survival.ts';
export { turnoverOf } from './queries/turnover.ts';
export type { Turnover } from './queries/turnover.ts';
export { enterStartingOverCost } from './commands/enterCost.ts';
