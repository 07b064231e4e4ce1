export type { WorkforceContext } from './context.ts';
export * from './permissions.ts';
export { openStaffPulse, staffPulseTasks } from './pulse/index.ts';
export { workforceDatasets } from './datasets.ts';
export { addWorkforceCommands } from './cli.ts';
export { addPost, addStaff, fillPost, managerTasks } from './posts/index.ts';
export { postsOf } from './posts/index.ts';
export { isWorkloadSeries, WORKLOAD_SERIES, workloadMonths } from './load/queries/workloadMonths.ts';
export type { WorkloadSeries } from './load/queries/workloadMonths.ts';
export { seesPostsOf } from './whosePosts.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadWorkforcePages = () => import('./web/workforcePages.ts');
