import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Acting } from '#platform/web/acting.ts';
import { keepWords, keepWordsIfAny } from '#platform/words/words.ts';
import type { PerformanceContext } from '../../context.ts';
import { REGISTER_DEMANDS } from '../../permissions.ts';
import { commissionsFor } from '../../whoseFigures.ts';
import { ASKED_OF } from '../domain/demand.ts';
import type { AskedOf } from '../domain/demand.ts';

export interface NewDemand {
  asks: string;
  of: AskedOf;
  by: string;
  withinCode: string | null;
  contract: string;
  clause: string;
  from: IsoDate;
  due: IsoDate | null;
  source: string;
}

const WORDS_MAX = 2_000;
type House = Pick<PerformanceContext, 'database' | 'register' | 'now' | 'today'>;

/** Adds a demand to the register. Gives its number. */
export async function registerDemand({ database, register, now }: House, acting: Acting, demand: NewDemand): Promise<number> {
  if (!acting.permissions.has(REGISTER_DEMANDS)) throw new Refused({ code: 'not-allowed', what: 'You do not keep the register of demands.', todo: 'A practice or PCN manager, the LMC or the commissioner does.' });
  const { of, withinCode, from, due } = demand;
  for (const [field, missing] of [['asks', 'Nothing says what is asked.'], ['by', 'Nothing says who asks it.'], ['source', 'Nothing says where it is to be read.']] as const) {
    if (demand[field].trim() === '') throw new Refused({ code: 'words-missing', what: missing, where: field, todo: 'Say it in a few words.' });
    if (demand[field].length > WORDS_MAX) throw new Refused({ code: 'too-long', what: `This has ${demand[field].length} characters; ${WORDS_MAX} are the most.`, where: field, todo: 'Shorten it.' });
  }
  const [contract, clause] = [demand.contract.trim(), demand.clause.trim()];
  if ((contract === '') !== (clause === '')) throw new Refused({ code: 'clause-incomplete', what: contract ? 'A contract is named without its clause.' : 'A clause is named without its contract.', where: contract ? 'clause' : 'contract', todo: 'Name both, or neither where no contract asks it.' });
  if (!Object.hasOwn(ASKED_OF, of)) throw new Refused({ code: 'asked-of-unknown', what: 'Nothing says of whom it is asked.', where: 'of', todo: 'Choose one.' });
  if (due !== null && due < from) throw new Refused({ code: 'due-before-asked', what: `It is due on ${due}, before it was asked on ${from}.`, where: 'due', todo: 'Correct one of the two days.' });
  if (withinCode !== null && (await register.reader.image()).kindOf(withinCode) === null) throw new Refused({ code: 'place-unknown', what: `There is no organisation with the code “${withinCode.slice(0, 20)}”.`, where: 'within', todo: 'Give the code of an ICB, a PCN or a practice, or leave it empty for all of England.' });
  return database.inTransaction<unknown, number>(async (transaction) => {
    const asksId = await keepWords(transaction, { personId: acting.personId, words: demand.asks.trim() }, now());
    const { rows } = await sql<{ id: number }>`
      insert into demand (asks_id, asked_of, asked_by, within_code, contract, clause, asked_on, due, source, recorded_at, recorded_by)
      values (${asksId}, ${of}, ${demand.by.trim()}, ${withinCode}, ${contract || null}, ${clause || null}, ${from}, ${due}, ${demand.source.trim()}, ${now().toISOString()}, ${acting.by}) returning id::float8 as id`.execute(transaction);
    const id = rows[0]!.id;
    await appendAudit(transaction, { by: acting.by, action: 'register-demand', subject: { module: 'performance', kind: 'demand', id: `D${id}` }, detail: { of, withinCode, due, hasClause: clause !== '' } }, now());
    return id;
  });
}

/** Withdraws a demand, once: who entered it, or who commissions where it is asked. It stays to be seen. */
export async function withdrawDemand({ database, register, now, today }: House, acting: Acting, { id, why }: { id: number; why: string }): Promise<void> {
  if (why.trim() === '') throw new Refused({ code: 'words-missing', what: 'Nothing says why it is withdrawn.', where: 'why', todo: 'Say it in a sentence.' });
  const image = await register.reader.image();
  await database.inTransaction<unknown, void>(async (transaction) => {
    const { rows } = await sql<{ by: string; within: string | null; isWithdrawn: boolean }>`select recorded_by as by, within_code as within, withdrawn_at is not null as "isWithdrawn" from demand where id = ${id} for update`.execute(transaction);
    const [demand] = rows;
    if (!demand) throw new Refused({ code: 'demand-not-found', what: `There is no demand D${id}.` });
    const mayCommission = demand.within !== null && (await commissionsFor(transaction, image, acting, demand.within, today()));
    if (acting.personId !== null && demand.by !== acting.by && !mayCommission) throw new Refused({ code: 'not-allowed', what: 'A demand is withdrawn by who entered it, or by who commissions where it is asked.', where: `D${id}` });
    if (demand.isWithdrawn) throw new Refused({ code: 'withdrawn-already', what: `D${id} is withdrawn already.`, where: 'why' });
    const wordsId = await keepWordsIfAny(transaction, { personId: acting.personId, words: why }, now());
    await sql`update demand set withdrawn_at = ${now().toISOString()}, withdrawn_by = ${acting.by}, withdrawn_words_id = ${wordsId} where id = ${id}`.execute(transaction);
    await appendAudit(transaction, { by: acting.by, action: 'withdraw-demand', subject: { module: 'performance', kind: 'demand', id: `D${id}` }, detail: {} }, now());
  });
}
