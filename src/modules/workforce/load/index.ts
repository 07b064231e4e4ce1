export { expectedOf, loadByPractice, supervisorLoads } from './domain/load.ts';
export type { LoadRecord, PracticeLoad, SupervisorLoad, WorthCount } from './domain/load.ts';
export { loadRules } from './loadRules.ts';
export { recordLoad, withdrawLoad, withdrawWorth } from './commands/keepLoad.ts';
export { previewWorth, recordWorth, recordWorthCount } from './commands/keepWorth.ts';
export { loadOfAll } from './queries/loadOfAll.ts';
export { loadOfPcn } from './queries/loadOfPcn.ts';
export type { LoadAnswer } from './queries/loadOfPcn.ts';
