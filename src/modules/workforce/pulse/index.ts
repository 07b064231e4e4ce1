export { ANSWERS, sayResult } from './domain/staffPulse.ts';
export type { StatementResult } from './domain/staffPulse.ts';
export { pulseRules } from './pulseRules.ts';
export { openStaffPulse } from './commands/openStaffPulse.ts';
export { answerStaffPulse } from './commands/answerStaffPulse.ts';
export { fillsPostOf, pulsesToAnswer, resultsOfPulse, staffPulse, staffPulsesOf } from './queries/staffPulses.ts';
export type { StaffPulse } from './queries/staffPulses.ts';
export { staffPulseTasks } from './queries/staffPulseTasks.ts';
