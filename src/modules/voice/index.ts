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

/** Positions, mandates and consultations. */
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

export { draftQuestion } from './commands/draftQuestion.ts';
export { moveQuestionOn } from './commands/moveQuestionOn.ts';
export { startProposal } from './commands/startProposal.ts';
export { joinProposal } from './commands/joinProposal.ts';
export { answerProposal, turnIntoQuestion } from './commands/settleProposal.ts';
export { sendReport } from './commands/sendReport.ts';
export { acknowledgeReport, noteOpened } from './commands/acknowledgeReport.ts';
export { pulseTasks, reportTasks } from './queries/reportTasks.ts';
export { openPulse } from './commands/openPulse.ts';
export { answerPulse } from './commands/answerPulse.ts';

/** Questions, proposals and opportunities. */
export { changeQuestion } from './commands/changeQuestion.ts';
export { leaveProposal } from './commands/joinProposal.ts';
export { withdrawProposal } from './commands/settleProposal.ts';
export { announceOpportunity } from './commands/announceOpportunity.ts';
export { enterOpportunity, withdrawInterest } from './commands/enterOpportunity.ts';
export { declareForPanel, scoreEntry } from './commands/scoreOpportunity.ts';
export { cancelOpportunity, settleOpportunity } from './commands/settleOpportunity.ts';
export { describeVoiceSubject } from './queries/describeVoiceSubject.ts';
export { opportunityTasks, proposalTasks, questionTasks } from './queries/ownTasks.ts';
export { newestReportOn } from './queries/reports.ts';
export { holdQuestion } from './commands/moveQuestion.ts';
export { questionOptions, questionTermUnits } from './queries/questionOptions.ts';
