export { postByHand, postShares, reverseEntry } from './commands/postEntry.ts';
export type { HandEntry } from './commands/postEntry.ts';
export { postDue } from './commands/postDue.ts';
export { postRemittanceLines } from './commands/postRemittances.ts';
export { journalOf, ledgerOf } from './queries/ledger.ts';
export type { Ledger } from './queries/ledger.ts';
