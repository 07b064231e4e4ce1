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

/** What voice knows at a decision, and what it does when it hears of one. */
export { voiceDecisionChecks } from './checks/voiceDecisionChecks.ts';
export { voiceOnDecision } from './checks/voiceOnDecision.ts';
export { agreePosition } from './commands/positions/agreePosition.ts';
export { publishPosition } from './commands/positions/publishPosition.ts';
export { giveMandate } from './commands/mandates/giveMandate.ts';
export { recordReturn, replaceMandate, revokeMandate } from './commands/mandates/endMandate.ts';
export { giveBriefing } from './commands/mandates/giveBriefing.ts';
export { ratifyAgreement } from './commands/mandates/ratifyAgreement.ts';
export { openConsultation, withdrawConsultation } from './commands/consultations/openConsultation.ts';
export { respondToConsultation, respondUnasked, takeIntoAccount } from './commands/consultations/respondToConsultation.ts';
export { consultationOwed, consultationsOf, objectionsAfterAgreement } from './queries/consultations.ts';
export { termsToRecord } from './queries/mandates.ts';
export { positionsOf } from './queries/positions.ts';
export { mandateTasks } from './queries/mandateTasks.ts';
export { positionTasks } from './queries/positionTasks.ts';
export { consultationTasks } from './queries/consultationTasks.ts';
