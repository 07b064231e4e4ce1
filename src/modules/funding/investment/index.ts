export { investmentRules } from './investmentRules.ts';
export type { InvestmentRules } from './investmentRules.ts';
export { trackerAnswer } from './trackerAnswer.ts';
export type { TrackerAnswer } from './trackerAnswer.ts';
