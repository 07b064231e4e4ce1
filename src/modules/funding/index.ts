export type { AgreedDecision, FundingContext } from './context.ts';
export * from './permissions.ts';
export * from './contract/index.ts';
export { impactFundOf, keepAchievements, keptAchievements } from './impactFund/index.ts';
export { achievementResult, averageListOf, figuresOf as impactFundFiguresOf, hasThresholds, impactFundPhases, impactFundYears, listAndPrevalence, listSizeAdjustment, nextThreshold, paymentFor, phasesOf, pointsEarned, prevalenceAdjustment, publishedAchievement } from './impactFund/index.ts';
export type { AchievementResult, Counted, Deemed, Indicator, IndicatorFund, NextThreshold, PcnFund, Phase, PhaseFigures, PointsEarned } from './impactFund/index.ts';
export * from './sharing/index.ts';
export * from './additionalRoles/index.ts';
export * from './statements/index.ts';
export * from './payments/index.ts';
export * from './income/index.ts';
export * from './investment/index.ts';
export * from './remittances/index.ts';
export * from './ledger/index.ts';
export { checkFundingRules } from './checkRules.ts';
export { fundingDatasets } from './datasets.ts';
export { addFundingCommands } from './cli.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadFundingPages = () => import('./web/fundingPages.ts');
