/** Turns what a person points at – files, folders, archives – into clean tables of text, or says plainly why not. */
export { findSources, type FoundFile } from './findSources.ts';
export { openSources, type OpenOptions } from './openSources.ts';
export type { IntakeSource, IntakeTable } from './intakeSource.ts';
export { defaultIntakeLimits, type IntakeLimits } from './inflateBudget.ts';
export { hasValidNhsNumber, patientIdentifierHeader } from './patientIdentifiers.ts';
