export { EXIT, noteLine, sayJson, sayLine } from './io.ts';
export type { CommandIo } from './io.ts';
export { startProgress } from './progress.ts';
export type { Progress } from './progress.ts';
export { textTable } from './textTable.ts';
