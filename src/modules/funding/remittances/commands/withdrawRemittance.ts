import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting } from '../../context.ts';
import { takeBackRemittanceLines } from '../../ledger/index.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import type { RemittanceHouse } from './recordRemittances.ts';

const WORDS_MAX = 300;

export interface RemittanceWithdrawn {
  /** How many payments count no more. */
  payments: number;
  /** The open disputes in which it is noted. */
  disputes: readonly number[];
}

/**
 * Withdraws a statement of payment that was sent by mistake: it stays on record, counts no more, and what its payments posted to
 * the ledger is taken back. An open dispute about one of its streams and months stays, with a note.
 */
export async function withdrawRemittance({ database, now, today }: RemittanceHouse, acting: Acting, { pcnCode, remittanceId, words }: { pcnCode: string; remittanceId: number; words: string }): Promise<RemittanceWithdrawn> {
  const why = words.trim();
  if (why === '' || why.length > WORDS_MAX) throw new Refused({ code: 'words-missing', what: why === '' ? 'Nothing says why it is withdrawn.' : `This has ${why.length} characters; ${WORDS_MAX} are the most.`, where: 'words', todo: 'Say why, in a sentence.' });
  return database.inTransaction<unknown, RemittanceWithdrawn>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    const { rows: found } = await sql<{ withdrawnOn: IsoDate | null }>`
      select to_char(withdrawn_at, 'YYYY-MM-DD') as "withdrawnOn" from remittance where id = ${remittanceId} and pcn_code = ${pcnCode} for update`.execute(transaction);
    const [remittance] = found;
    if (!remittance) throw new Refused({ code: 'remittance-not-found', what: 'There is no such statement of payment of this PCN.', where: pcnCode, todo: 'Choose one from what was sent in.' });
    if (remittance.withdrawnOn !== null) throw new Refused({ code: 'withdrawn-already', what: `It was withdrawn on ${sayDate(remittance.withdrawnOn)}.`, where: 'words', todo: 'Nothing more is needed.' });
    const at = now();
    const wordsId = await keepWordsIfAny(transaction, { personId: acting.personId, words: why }, at);
    await sql`update remittance set withdrawn_at = ${at.toISOString()}, withdrawn_by = ${acting.by}, withdrawn_words_id = ${wordsId} where id = ${remittanceId}`.execute(transaction);
    const { rows: lines } = await sql<{ id: number }>`update remittance_line set withdrawn_at = ${at.toISOString()} where remittance_id = ${remittanceId} returning id::float8 as id`.execute(transaction);
    const takenBack = await takeBackRemittanceLines(transaction, acting, pcnCode, lines.map(({ id }) => id), at);
    const disputes = await noteInDisputes(transaction, acting, { pcnCode, remittanceId }, at);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-remittance', subject: { module: 'funding', kind: 'remittance', id: String(remittanceId) }, detail: { pcn: pcnCode, payments: lines.length, entriesTakenBack: takenBack, disputes: disputes.length } }, at);
    return { payments: lines.length, disputes };
  });
}

/** Notes in every open dispute about its streams and months what it took away; its state and what is claimed stay. */
async function noteInDisputes(transaction: Transaction<unknown>, acting: Acting, { pcnCode, remittanceId }: { pcnCode: string; remittanceId: number }, at: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with gone as (select stream, month, amount_pence from remittance_line where remittance_id = ${remittanceId} and payee_is <> 'elsewhere'),
    -- A financial year's months run from its April.
    concerned as (
      select d.id, d.state, sum(g.amount_pence) as pence from dispute d join gone g on g.stream = d.stream
        and (d.month = g.month or (d.month is null and g.month >= make_date(left(d.year, 4)::int, 4, 1) and g.month < make_date(left(d.year, 4)::int + 1, 4, 1)))
      where d.pcn_code = ${pcnCode} and d.state not in ('settled', 'withdrawn') group by d.id, d.state)
    insert into dispute_step (dispute_id, event, state, amount_pence, at, by)
    select id, 'payment-withdrawn', state, pence, ${at.toISOString()}, ${acting.by} from concerned order by id returning dispute_id::float8 as id`.execute(transaction);
  return rows.map(({ id }) => id);
}
