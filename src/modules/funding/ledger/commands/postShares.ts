import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '../../context.ts';
import { enoughFor, postingsOf } from '../domain/entry.ts';
import { fundState, keepEntries, keepReversal, lockFund } from './postEntry.ts';

/** A version of a sharing-out that is locked. Ids are unlike any other version's. */
export interface LockedShares {
  sharesId: string;
  /** The version whose place it takes; null for the first. */
  replacesId: string | null;
  shares: readonly { practiceCode: string; amountPence: number }[];
}

/** Under which an entry of the ledger names the version that it posts. */
export const originOfShares = (sharesId: string): string => `shares/${sharesId}`;

/**
 * Posts a version of shares in the transaction that locks it, on the day of the lock: what the version before it shared is
 * taken back, and each practice's part leaves the fund. Refused where the fund has not as much. Who calls it has made sure
 * that the actor keeps the fund.
 */
export async function postLockedShares(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, { sharesId, replacesId, shares }: LockedShares, at: Date): Promise<void> {
  await lockFund(transaction, pcnCode);
  if (replacesId !== null) await takeBack(transaction, acting, pcnCode, replacesId, at);
  const parts = shares.filter(({ amountPence }) => amountPence !== 0).map(({ practiceCode, amountPence }) => ({ detail: practiceCode, amountPence }));
  if (parts.length === 0) return;
  const enough = enoughFor('shared', parts.reduce((sum, { amountPence }) => sum + amountPence, 0), await fundState(transaction, pcnCode));
  if (!enough.ok) throw new Refused({ ...enough.refusal, where: pcnCode, todo: 'Add the statement of payment that brought the money, or post it in the ledger by hand; or share less.' });
  await keepEntries(transaction, acting, pcnCode, [{ day: toIsoDate(at), kind: 'shared', origin: originOfShares(sharesId), postings: postingsOf('shared', parts) }], at);
}

/** Takes back what a version shared, unless a keeper did so by hand before. */
async function takeBack(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, sharesId: string, at: Date): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select e.id::float8 as id from ledger_entry e
    where e.pcn_code = ${pcnCode} and e.origin = ${originOfShares(sharesId)} and not exists (select from ledger_entry r where r.reverses_id = e.id)`.execute(transaction);
  for (const { id } of rows) await keepReversal(transaction, acting, pcnCode, { id, kind: 'shared', month: null }, at);
}
