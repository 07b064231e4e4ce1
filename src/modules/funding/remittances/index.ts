export { recordRemittances, remittanceNumber } from './commands/recordRemittances.ts';
export { withdrawRemittance } from './commands/withdrawRemittance.ts';
export { openDispute, stepDispute } from './commands/disputes.ts';
export { dueByRules, paidOf } from './queries/paid.ts';
export type { DueReader, PaidContext, PaidOfPcn } from './queries/paid.ts';
export { disputeOf, disputesFor } from './queries/disputes.ts';
export { disputeTasks } from './queries/disputeTasks.ts';
export { paidAgainstDue } from './domain/paidAgainstDue.ts';
export type { PaidYear } from './domain/paidAgainstDue.ts';
