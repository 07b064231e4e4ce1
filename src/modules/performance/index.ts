export type { PerformanceContext } from './context.ts';
export * from './permissions.ts';
export { performanceDatasets } from './datasets.ts';
export { addPerformanceCommands } from './cli.ts';
export { listTasks } from './commissionersList/index.ts';
export { approveRebase, proposeRebase } from './charts/index.ts';
export { calculateDeclarations, declarationTasks, fromFigures, stepDeclaration } from './declarations/index.ts';
export type { DeclarationEvent } from './declarations/index.ts';
export { demandTasks, registerDemand } from './demands/index.ts';
export { indicatorDefinitions, indicatorFaults, keepFigures } from './indicators/index.ts';
export { ACCESS_MEASURES, accessRules, accessSeries } from './access/index.ts';
export type { AccessMeasureId } from './access/index.ts';
export { chartedSeries, spcOf } from './charts/index.ts';
export type { ChartedSeries, ChartEvent } from './charts/index.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadPerformancePages = () => import('./web/performancePages.ts');
/** What a page of another module draws charts with. */
export const loadChartPages = () => import('./charts/web/index.ts');
