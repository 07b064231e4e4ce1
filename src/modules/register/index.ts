export { registerDatasets } from './datasets/index.ts';
export { registerRules } from './rules.ts';
export type { RegisterContext } from './context.ts';
export { registerReader } from './queries/registerReader.ts';
export type { RegisterReader } from './queries/registerReader.ts';
export { populationReader } from './queries/populations.ts';
export type { PopulationReader } from './queries/populations.ts';
export { boundaryReader } from './queries/boundaries.ts';
export { applyPublications, registerFrom } from './commands/applyPublications.ts';
export { previewPublications } from './queries/previewPublications.ts';
export type { RegisterChanges } from './queries/previewPublications.ts';
export { addRegisterCommands } from './cli/registerCommands.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadRegisterPages = () => import('./web/registerPages.ts');
export type { LoadPreview, LoadService } from './web/data/loadService.ts';
export { describeOrganisation } from './queries/describeOrganisation.ts';
export { overdueDatasets } from './queries/overdueDatasets.ts';

export * from './people/index.ts';
export { importLocalBodies, importLocalRelations } from './commands/importLocalBodies.ts';
export type { RegisterEditor } from './commands/keepEntry.ts';
export { displayName } from './domain/displayName.ts';
export { registerFaults } from './queries/registerFaults.ts';
