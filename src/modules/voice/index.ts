export type { VoiceContext } from './context.ts';
export { voiceDecisionChecks } from './checks/voiceDecisionChecks.ts';
export { voiceOnDecision } from './checks/voiceOnDecision.ts';
export { VOICE_PERMISSIONS } from './permissions.ts';
export { questionList, questionOf, type Question } from './queries/questions.ts';
export { agreeNetworkRules, type AgreementEntered } from './commands/agreeNetworkRules.ts';
export { openCanvass } from './commands/openCanvass.ts';
export { answerCanvass, type AnswerGiven } from './commands/answerCanvass.ts';
export { closeCanvass, closeDueCanvasses } from './commands/closeCanvass.ts';
export { remindCanvass } from './commands/remindCanvass.ts';
export type { Answer, AnswerChoice, Canvass } from './domain/canvass/canvass.ts';
export type { RollUp } from './domain/canvass/rollUp.ts';
export { answersOf, canvassesOf, constituentRowsOf } from './queries/canvasses.ts';
export { rollUpOf } from './queries/canvassRollUp.ts';
export { canvassTasks } from './queries/canvassTasks.ts';

/** The pages, loaded only by a process that serves them: they bring React along. */
export const loadVoicePages = () => import('./web/voicePages.ts');
export { addVoiceCommands } from './cli/voiceCommands.ts';
