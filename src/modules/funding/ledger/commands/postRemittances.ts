import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { StreamId } from '../../contract/index.ts';
import type { Acting } from '../../context.ts';
import { postingsOf } from '../domain/entry.ts';
import { keepEntries, lockFund } from './postEntry.ts';

/** A payment that was kept; a negative amount was taken back. */
export interface ReceivedLine {
  id: number;
  stream: StreamId | null;
  month: IsoDate;
  paidOn: IsoDate;
  amountPence: number;
}

/** Posts payments to a PCN's fund, in the transaction that keeps them: one entry each, on the day it was paid. */
export async function postRemittanceLines(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, lines: readonly ReceivedLine[], at: Date): Promise<void> {
  if (lines.length === 0) return;
  await lockFund(transaction, pcnCode);
  // What names no stream settles nothing that is known to be due.
  const entries = [...lines].sort((left, right) => (left.paidOn < right.paidOn ? -1 : left.paidOn > right.paidOn ? 1 : left.id - right.id)).map(({ id, stream, month, paidOn, amountPence }) => {
    const kind = stream === null ? ('received' as const) : ('due-received' as const);
    return { day: paidOn, kind, month, origin: `remittance-line/${id}`, postings: postingsOf(kind, [{ detail: stream, amountPence }]) };
  });
  await keepEntries(transaction, acting, pcnCode, entries, at);
}
