export type { VoiceContext } from './context.ts';
export { voiceDecisionChecks } from './checks/voiceDecisionChecks.ts';
export { voiceOnDecision } from './checks/voiceOnDecision.ts';
export { VOICE_PERMISSIONS } from './permissions.ts';
export { questionList, questionOf, type Question } from './queries/questions.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadVoicePages = () => import('./web/voicePages.ts');
export { addVoiceCommands } from './cli/voiceCommands.ts';
