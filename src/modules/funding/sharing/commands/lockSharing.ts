import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { postLockedShares } from '../../ledger/index.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { SHARING_LIFE } from '../domain/sharingLife.ts';
import type { SharingEvent, SharingState } from '../domain/sharingLife.ts';

type LockHouse = Pick<FundingContext, 'database' | 'now' | 'today'>;

/** Locks a draft: from now on its practices see it, it never changes, and what it shares leaves the PCN's fund in the ledger. */
export async function lockSharing({ database, now, today }: LockHouse, acting: Acting, id: string): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { pcnCode, replacesId } = await movable({ transaction, today }, acting, id, 'lock');
    if (replacesId !== null) await requireNotReplaced(transaction, replacesId);
    await postLockedShares(transaction, acting, pcnCode, { sharesId: id, replacesId, shares: await sharesOf(transaction, id) }, now());
    await sql`update sharing set locked_at = ${now().toISOString()}, locked_by = ${acting.by} where id = ${id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'lock-sharing', subject: { module: 'funding', kind: 'sharing', id }, detail: { pcn: pcnCode, replaces: replacesId } }, now());
  });
}

/** Withdraws a draft; that it was made stays on record. */
export async function withdrawSharing({ database, now, today }: LockHouse, acting: Acting, id: string): Promise<void> {
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { pcnCode } = await movable({ transaction, today }, acting, id, 'withdraw');
    await sql`update sharing set withdrawn_at = ${now().toISOString()}, withdrawn_by = ${acting.by} where id = ${id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-sharing', subject: { module: 'funding', kind: 'sharing', id }, detail: { pcn: pcnCode } }, now());
  });
}

/** The version, held so that nobody else moves it at once; refuses who may not, and what is no draft. */
async function movable({ transaction, today }: { transaction: Transaction<unknown>; today: LockHouse['today'] }, acting: Acting, id: string, event: SharingEvent): Promise<{ pcnCode: string; replacesId: string | null }> {
  const { rows } = await sql<{ pcnCode: string; replacesId: string | null; state: SharingState }>`
    select pcn_code as "pcnCode", replaces_id as "replacesId", case when locked_at is not null then 'locked' when withdrawn_at is not null then 'withdrawn' else 'draft' end as state
    from sharing where id::text = ${id} for update`.execute(transaction);
  const [sharing] = rows;
  if (!sharing) throw new Refused({ code: 'sharing-not-found', what: 'There is no such sharing-out.', todo: 'Choose one from the PCN’s list.' });
  await requireMoneyKeeper(transaction, acting, sharing.pcnCode, today());
  const next = nextState(SHARING_LIFE, sharing.state, event, new Set());
  if (!next.ok) throw new Refused(next.refusal);
  return sharing;
}

async function sharesOf(transaction: Transaction<unknown>, id: string): Promise<{ practiceCode: string; amountPence: number }[]> {
  const { rows } = await sql<{ practiceCode: string; amountPence: number }>`select practice_code as "practiceCode", share_pence::float8 as "amountPence" from sharing_share where sharing_id = ${id} order by practice_code collate "C"`.execute(transaction);
  return rows;
}

/** Two drafts may mean to replace the same version; whoever locks second is told. */
async function requireNotReplaced(transaction: Transaction<unknown>, replacesId: string): Promise<void> {
  await sql`select from sharing where id = ${replacesId} for update`.execute(transaction);
  const { rows } = await sql`select from sharing where replaces_id = ${replacesId} and locked_at is not null`.execute(transaction);
  if (rows.length > 0) throw new Refused({ code: 'replaced-already', what: 'Another version has replaced the one that this draft was to replace.', todo: 'Withdraw this draft, and make one that replaces the newest version.' });
}
