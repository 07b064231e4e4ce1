import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { keepWordsIfAny } from '#platform/words/words.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { requireMoneyKeeper } from '../../whoseMoney.ts';
import { balanced, balancesOf, BY_HAND, enoughFor, postingsOf, reversalOf, stateOfFund } from '../domain/entry.ts';
import type { AccountId, EntryKind, FundState, Posting } from '../domain/entry.ts';

export type LedgerHouse = Pick<FundingContext, 'database' | 'now' | 'today'>;

/** What is posted by hand. */
export interface HandEntry {
  pcnCode: string;
  kind: EntryKind;
  day: IsoDate;
  amountPence: number;
  /** A stream, or a practice's code. */
  detail: string | null;
  words: string;
}

const WORDS_MAX = 300;

/** Posts what a keeper says happened; refused where the fund has not as much. Gives the entry's number. */
export async function postByHand({ database, now, today }: LedgerHouse, acting: Acting, entry: HandEntry): Promise<number> {
  const { pcnCode, kind, day, amountPence, detail } = entry;
  const words = entry.words.trim();
  if (!BY_HAND.includes(kind)) throw new Refused({ code: 'kind-unknown', what: 'This is nothing that is posted by hand.', where: 'kind', todo: 'Choose what happened from the list.' });
  if (!Number.isSafeInteger(amountPence) || amountPence <= 0) throw new Refused({ code: 'not-an-amount', what: `${sayPounds(amountPence)} is not more than nothing.`, where: 'amount', todo: 'Enter an amount in pounds. An entry that was wrong is reversed, not posted with a minus.' });
  if (day > today()) throw new Refused({ code: 'day-to-come', what: `${sayDate(day)} is still to come; today is ${sayDate(today())}.`, where: 'day', todo: 'Post it once it has happened.' });
  if (words === '' || words.length > WORDS_MAX) throw new Refused({ code: 'words-missing', what: words === '' ? 'Nothing says what it was for.' : `This has ${words.length} characters; ${WORDS_MAX} are the most.`, where: 'words', todo: 'Say what it was for, in a sentence.' });
  if (detail !== null && !/^[A-Za-z0-9-]{1,40}$/.test(detail)) throw new Refused({ code: 'detail-unknown', what: `“${detail.slice(0, 40)}” is neither a practice’s code nor a stream.`, where: 'detail', todo: 'Write a code such as A81001, or leave it empty.' });
  return database.inTransaction<unknown, number>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    await lockFund(transaction, pcnCode);
    const enough = enoughFor(kind, amountPence, await fundState(transaction, pcnCode));
    if (!enough.ok) throw new Refused(enough.refusal);
    const [number] = await keepEntries(transaction, acting, pcnCode, [{ day, kind, words, postings: postingsOf(kind, [{ detail, amountPence }]) }], now());
    return number!;
  });
}

/** Takes an entry back by its opposite; what stood stays. Refused for what is taken back already, and for what takes back. */
export async function reverseEntry({ database, now, today }: LedgerHouse, acting: Acting, { pcnCode, number, words }: { pcnCode: string; number: number; words: string }): Promise<number> {
  if (words.trim() === '') throw new Refused({ code: 'words-missing', what: 'Nothing says why it is taken back.', where: 'words', todo: 'Say why, in a sentence.' });
  return database.inTransaction<unknown, number>(async (transaction) => {
    await requireMoneyKeeper(transaction, acting, pcnCode, today());
    await lockFund(transaction, pcnCode);
    const { rows } = await sql<{ id: number; kind: EntryKind; month: IsoDate | null; reversesId: number | null; reversedBy: number | null }>`
      select e.id::float8 as id, e.kind, to_char(e.month, 'YYYY-MM-DD') as month, e.reverses_id::float8 as "reversesId", (select r.number from ledger_entry r where r.reverses_id = e.id) as "reversedBy"
      from ledger_entry e where e.pcn_code = ${pcnCode} and e.number = ${number}`.execute(transaction);
    const [entry] = rows;
    if (!entry) throw new Refused({ code: 'entry-not-found', what: `This ledger has no entry ${number}.`, where: pcnCode });
    if (entry.reversedBy !== null) throw new Refused({ code: 'reversed-before', what: `Entry ${number} was taken back before, by entry ${entry.reversedBy}.`, where: 'words' });
    if (entry.reversesId !== null) throw new Refused({ code: 'is-a-reversal', what: `Entry ${number} takes another back; it is not taken back itself.`, where: 'words', todo: 'Post anew what was right.' });
    return keepReversal(transaction, acting, pcnCode, { ...entry, words: words.trim() }, now());
  });
}

/** Keeps the opposite of an entry of a fund that the caller has locked; gives its number. */
export async function keepReversal(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, { id, kind, month, words }: { id: number; kind: EntryKind; month: IsoDate | null; words?: string }, at: Date): Promise<number> {
  const { rows } = await sql<Posting>`select account, detail, amount_pence::float8 as "amountPence" from ledger_posting where entry_id = ${id} order by position`.execute(transaction);
  const [number] = await keepEntries(transaction, acting, pcnCode, [{ day: toIsoDate(at), kind, month, words, reversesId: id, postings: reversalOf(rows) }], at);
  return number!;
}

export interface NewEntry {
  day: IsoDate;
  kind: EntryKind;
  postings: readonly Posting[];
  month?: IsoDate | null;
  words?: string;
  origin?: string;
  reversesId?: number;
}

/** Locks a PCN's fund, opened at its first posting: who posts at once takes turns. */
export async function lockFund(transaction: Transaction<unknown>, pcnCode: string): Promise<void> {
  await sql`insert into ledger_fund (pcn_code) values (${pcnCode}) on conflict do nothing`.execute(transaction);
  await sql`select from ledger_fund where pcn_code = ${pcnCode} for update`.execute(transaction);
}

export async function fundState(transaction: Transaction<unknown>, pcnCode: string): Promise<FundState> {
  const { rows } = await sql<{ account: AccountId; amountPence: number }>`
    select p.account, sum(p.amount_pence)::float8 as "amountPence" from ledger_posting p join ledger_entry e on e.id = p.entry_id where e.pcn_code = ${pcnCode} group by p.account`.execute(transaction);
  return stateOfFund(balancesOf(rows));
}

/** Numbers, stores and audits entries of a fund that the caller has locked; gives their numbers. */
export async function keepEntries(transaction: Transaction<unknown>, acting: Acting, pcnCode: string, entries: readonly NewEntry[], at: Date): Promise<number[]> {
  const { rows } = await sql<{ last: number }>`update ledger_fund set last_number = last_number + ${entries.length}::integer where pcn_code = ${pcnCode} returning last_number as last`.execute(transaction);
  const first = rows[0]!.last - entries.length + 1;
  for (const [index, { day, kind, month = null, words, origin = null, reversesId = null, postings }] of entries.entries()) {
    const checked = balanced(postings);
    if (!checked.ok) throw new Refused(checked.refusal);
    const wordsId = await keepWordsIfAny(transaction, { personId: acting.personId, words }, at);
    await sql`
      with entry as (
        insert into ledger_entry (pcn_code, number, day, kind, month, words_id, origin, reverses_id, at, by)
        values (${pcnCode}, ${first + index}, ${day}, ${kind}, ${month}, ${wordsId}, ${origin}, ${reversesId}, ${at.toISOString()}, ${acting.by}) returning id)
      insert into ledger_posting (entry_id, position, account, detail, amount_pence)
      select entry.id, ordinality, item ->> 'account', item ->> 'detail', (item ->> 'amountPence')::bigint
      from entry, jsonb_array_elements(${JSON.stringify(checked.value)}::jsonb) with ordinality as items (item, ordinality)`.execute(transaction);
  }
  const debitPence = entries.reduce((sum, { postings }) => sum + postings.reduce((part, { amountPence }) => part + Math.max(0, amountPence), 0), 0);
  const kinds = [...new Set(entries.map(({ kind }) => kind))].sort().join(' ');
  await appendAudit(transaction, { by: acting.by, action: entries.some(({ reversesId }) => reversesId) ? 'reverse-entry' : 'post-entries', subject: { module: 'funding', kind: 'ledger', id: pcnCode }, detail: { first, entries: entries.length, kinds, debitPence, on: toIsoDate(at) } }, at);
  return entries.map((_, index) => first + index);
}
