export type { ProgrammesContext } from './context.ts';
export * from './permissions.ts';
export { addProgrammesCommands } from './cli.ts';
export { startProgramme } from './commands/startProgramme.ts';
export { recordFact, recordFacts } from './commands/recordFact.ts';
export { withdrawFact } from './commands/withdrawFact.ts';
export { closeProgramme } from './commands/closeProgramme.ts';
export { programmeOf, programmesOf } from './queries/programmes.ts';
export { programmeTasks } from './queries/programmeTasks.ts';
export { describeProgramme } from './queries/describeProgramme.ts';
export type { NewFact } from './domain/fact.ts';
export type { Programme } from './domain/programme.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadProgrammesPages = () => import('./web/programmesPages.ts');
