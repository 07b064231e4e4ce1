export { postByHand, reverseEntry } from './commands/postEntry.ts';
export { originOfShares, postLockedShares } from './commands/postShares.ts';
export type { LockedShares } from './commands/postShares.ts';
export type { HandEntry } from './commands/postEntry.ts';
export { postDue, postDueAlong } from './commands/postDue.ts';
export { postRemittanceLines, takeBackRemittanceLines } from './commands/postRemittances.ts';
export { journalOf, ledgerOf } from './queries/ledger.ts';
export type { Ledger } from './queries/ledger.ts';
