export type { ProgrammesContext } from './context.ts';
export * from './permissions.ts';
export { addProgrammesCommands } from './cli.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadProgrammesPages = () => import('./web/programmesPages.ts');
