export type { Acting, DecisionCheck, DecisionListener, GovernanceContext } from './context.ts';
export * from './domain/forum.ts';
export * from './domain/decision.ts';
export { forumOf, forumsOn, seatsOfPerson, seatsOn } from './queries/forums.ts';
export { isKeeper, requireKeeper } from './commands/requireKeeper.ts';
export { GOVERNANCE_PERMISSIONS } from './permissions.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadGovernancePages = () => import('./web/governancePages.ts');
export { addGovernanceCommands } from './cli/governanceCommands.ts';
