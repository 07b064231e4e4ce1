import { sql } from 'kysely';
import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting, FundingContext } from '../../context.ts';
import { seesMoneyOf } from '../../whoseMoney.ts';
import { balancesOf, ENTRY_KINDS, stateOfFund } from '../domain/entry.ts';
import type { AccountId, EntryKind, FundState, Posting } from '../domain/entry.ts';
import { plainTextJournal } from '../domain/journal.ts';

export interface LedgerEntry {
  number: number;
  day: IsoDate;
  kind: EntryKind;
  month: IsoDate | null;
  /** What a person wrote with it; null where they wrote nothing, or it was erased. */
  words: string | null;
  origin: string | null;
  /** The number of the entry that it takes back, and of the one that takes it back. */
  reverses: number | null;
  reversedBy: number | null;
  by: string;
  postings: readonly Posting[];
}

export interface Ledger {
  pcnCode: string;
  year: FinancialYear;
  /** What every account held when the year began. */
  opening: readonly Posting[];
  entries: readonly LedgerEntry[];
  /** At the end of the year, or as far as it was posted. */
  fund: FundState;
  balances: Readonly<Record<AccountId, number>>;
}

type LedgerReader = Pick<FundingContext, 'database' | 'register' | 'today'>;

/** A PCN's fund in a year, for those who see its money. */
export async function ledgerOf({ database, register, today }: LedgerReader, acting: Acting, { code, year }: { code: string; year: FinancialYear }): Promise<Ledger> {
  const db = database.as<unknown>();
  const image = await register.reader.image();
  if (image.kindOf(code) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `There is no PCN with the code “${code.slice(0, 20)}”.` });
  if (!(await seesMoneyOf(db, image, acting, code, today()))) throw new Refused({ code: 'not-allowed', what: 'The money of this PCN is seen by its own people.', where: code, todo: 'Its manager or its clinical director can tell you more.' });
  const { rows: opening } = await sql<Posting>`
    select p.account, p.detail, sum(p.amount_pence)::float8 as "amountPence" from ledger_posting p join ledger_entry e on e.id = p.entry_id
    where e.pcn_code = ${code} and e.day < ${startOf(year)}::date group by p.account, p.detail having sum(p.amount_pence) <> 0 order by p.account, p.detail`.execute(db);
  const { rows: entries } = await sql<LedgerEntry>`
    select e.number, to_char(e.day, 'YYYY-MM-DD') as day, e.kind, to_char(e.month, 'YYYY-MM-DD') as month, w.words, e.origin, e.by,
      (select r.number from ledger_entry r where r.id = e.reverses_id) as reverses, (select r.number from ledger_entry r where r.reverses_id = e.id) as "reversedBy",
      (select jsonb_agg(jsonb_build_object('account', p.account, 'detail', p.detail, 'amountPence', p.amount_pence) order by p.position) from ledger_posting p where p.entry_id = e.id) as postings
    from ledger_entry e left join words_written w on w.id = e.words_id
    where e.pcn_code = ${code} and e.day >= ${startOf(year)}::date and e.day < ${endOf(year)}::date order by e.day, e.number`.execute(db);
  const balances = balancesOf([...opening, ...entries.flatMap(({ postings }) => postings)]);
  return { pcnCode: code, year, opening, entries, balances, fund: stateOfFund(balances) };
}

/** An entry in words: what happened, for which month, and what was written with it. */
export function sayEntry({ kind, words, reverses, month, origin }: Pick<LedgerEntry, 'kind' | 'words' | 'reverses' | 'month' | 'origin'>): string {
  const from = origin?.startsWith('remittance-line/') ? `remittance R${origin.split('/')[1]}` : origin?.startsWith('shares/') ? 'shares that were locked' : null;
  const about = [month && month.slice(0, 7), from].filter(Boolean).join(', ');
  return [reverses === null ? ENTRY_KINDS[kind].label : `Entry ${reverses} taken back`, about && `(${about})`, words && `– ${words}`].filter(Boolean).join(' ');
}

/** A ledger as a journal that hledger reads. */
export const journalOf = ({ pcnCode, year, opening, entries }: Ledger): string =>
  plainTextJournal(`Fund of PCN ${pcnCode}, ${year}`, { day: startOf(year), postings: opening }, entries.map((entry) => ({ number: entry.number, day: entry.day, description: sayEntry(entry), postings: entry.postings })));
