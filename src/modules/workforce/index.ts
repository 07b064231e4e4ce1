export type { WorkforceContext } from './context.ts';
export * from './permissions.ts';
export { answerStaffPulse, openStaffPulse, staffPulseTasks } from './pulse/index.ts';
export { workforceDatasets } from './datasets.ts';
export { addWorkforceCommands } from './cli.ts';
export { addPost, addStaff, addTeam, describePost, endFilling, fillPost, managerTasks, recordAway } from './posts/index.ts';
export type { PostFacts } from './posts/index.ts';
export { leftWithout, postsOf, staffOf } from './posts/index.ts';
export { belongingOfPcn } from './belonging/index.ts';
export { loadOfPcn, recordLoad, recordWorth } from './load/index.ts';
export { addScenarioChange, makeScenario, openRecruitment, planOf, stepRecruitment } from './plan/index.ts';
export { keepMinutesHad, keepRota, rotasOf } from './sharing/index.ts';
export { enterStartingOverCost, turnoverOf } from './turnover/index.ts';
export { isWorkloadSeries, WORKLOAD_SERIES, workloadMonths } from './load/queries/workloadMonths.ts';
export type { WorkloadSeries } from './load/queries/workloadMonths.ts';
export { answerNotSo, sayNotSo, yourTasks } from './you/index.ts';
export { seesPostsOf } from './whosePosts.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadWorkforcePages = () => import('./web/workforcePages.ts');
