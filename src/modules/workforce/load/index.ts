export { expectedOf, loadByPractice, supervisorLoads } from './domain/load.ts';
export type { LoadRecord, PracticeLoad, SupervisorLoad, WorthCount } from './domain/load.ts';
export { loadRules } from './loadRules.ts';
export { recordLoad, recordWorth, withdrawLoad } from './commands/keepLoad.ts';
export { loadOfPcn } from './queries/loadOfPcn.ts';
export type { LoadAnswer } from './queries/loadOfPcn.ts';
