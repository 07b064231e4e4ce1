import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { StreamId } from '../../contract/index.ts';
import type { Acting } from '../../context.ts';
import { postingsOf } from '../domain/entry.ts';
import type { EntryKind } from '../domain/entry.ts';
import { keepEntries, keepReversal, lockFund } from './postEntry.ts';

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

/** Takes back what payments posted, in the transaction that withdraws them; what was taken back by hand before stays so. Gives how many entries. */
export async function takeBackRemittanceLines(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, lineIds: readonly number[], at: Date): Promise<number> {
  await lockFund(transaction, pcnCode);
  const { rows } = await sql<{ id: number; kind: EntryKind; month: IsoDate | null }>`
    select e.id::float8 as id, e.kind, to_char(e.month, 'YYYY-MM-DD') as month from ledger_entry e
    where e.pcn_code = ${pcnCode} and e.origin = any (${lineIds.map((id) => `remittance-line/${id}`)}::text[]) and not exists (select from ledger_entry r where r.reverses_id = e.id) order by e.number`.execute(transaction);
  for (const entry of rows) await keepReversal(transaction, acting, pcnCode, entry, at);
  return rows.length;
}
