export type { PerformanceContext } from './context.ts';
export * from './permissions.ts';
export { performanceDatasets } from './datasets.ts';
export { addPerformanceCommands } from './cli.ts';
export { listTasks } from './commissionersList/index.ts';
export { declarationTasks } from './declarations/index.ts';
export { demandTasks, registerDemand } from './demands/index.ts';
export { indicatorDefinitions, indicatorFaults, keepFigures } from './indicators/index.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadPerformancePages = () => import('./web/performancePages.ts');
