import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { StreamId } from '../../contract/index.ts';
import type { Acting } from '../../context.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { postingsOf } from '../domain/entry.ts';
import { keepEntries, lockFund } from './postEntry.ts';
import type { LedgerHouse } from './postEntry.ts';

/** What fell due under a stream for a month. */
export interface FallenDue {
  stream: StreamId;
  month: IsoDate;
  amountPence: number;
}

/**
 * Posts what fell due, as far as it does not stand in the ledger yet: where a rate was raised since, only the difference.
 * Doing it twice posts nothing more. Gives how many entries were posted.
 */
export async function postDue({ database, now, today }: LedgerHouse, acting: Acting, pcnCode: string, due: readonly FallenDue[]): Promise<number> {
  return database.inTransaction<unknown, number>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    return postDueAlong(transaction, acting, pcnCode, due, now());
  });
}

/** The same within a transaction that changes what is due. Who calls it has made sure that the actor keeps the fund. */
export async function postDueAlong(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, due: readonly FallenDue[], at: Date): Promise<number> {
  await lockFund(transaction, pcnCode);
  const { rows } = await sql<FallenDue>`
    select p.detail as stream, to_char(e.month, 'YYYY-MM-DD') as month, sum(p.amount_pence)::float8 as "amountPence"
    from ledger_entry e join ledger_posting p on p.entry_id = e.id and p.account = 'assets:due'
    where e.pcn_code = ${pcnCode} and e.kind = 'due' and e.month is not null group by p.detail, e.month`.execute(transaction);
  const posted = new Map(rows.map(({ stream, month, amountPence }) => [`${stream} ${month}`, amountPence]));
  const changes = due.map(({ stream, month, amountPence }) => ({ stream, month, amountPence: amountPence - (posted.get(`${stream} ${month}`) ?? 0) })).filter(({ amountPence }) => amountPence !== 0);
  const months = [...new Set(changes.map(({ month }) => month))].sort();
  const entries = months.map((month) => ({ day: month, kind: 'due' as const, month, postings: postingsOf('due', changes.filter((one) => one.month === month).map(({ stream, amountPence }) => ({ detail: stream, amountPence }))) }));
  if (entries.length > 0) await keepEntries(transaction, acting, pcnCode, entries, at);
  return entries.length;
}
