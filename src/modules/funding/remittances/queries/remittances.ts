import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { endOf, startOf, yearOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { PaidLine } from '../domain/paidAgainstDue.ts';

const cells = sql`id::float8 as id, stream, to_char(month, 'YYYY-MM-DD') as month, amount_pence::float8 as "amountPence", reference, payee_code as "payeeCode", payee_is as "payeeIs", description, to_char(paid_on, 'YYYY-MM-DD') as "paidOn"`;

/** Every payment on a PCN's record that is for a month of a year. */
export async function paymentsFor(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<readonly PaidLine[]> {
  const { rows } = await sql<PaidLine>`
    select ${cells} from remittance_line where pcn_code = ${pcnCode} and withdrawn_at is null and month >= ${startOf(year)}::date and month < ${endOf(year)}::date order by month, paid_on, id`.execute(db);
  return rows;
}

/** What other PCNs of the same ICB were paid, without whose it is: only to see whether a payment that is missing went astray. */
export async function paymentsToOthers(db: Kysely<unknown>, pcnCodes: readonly string[], year: FinancialYear): Promise<readonly { payeeCode: null; stream: PaidLine['stream']; month: PaidLine['month']; amountPence: number }[]> {
  if (pcnCodes.length === 0) return [];
  const { rows } = await sql<{ stream: PaidLine['stream']; month: PaidLine['month']; amountPence: number }>`
    select distinct stream, to_char(month, 'YYYY-MM-DD') as month, amount_pence::float8 as "amountPence" from remittance_line
    where pcn_code = any (${pcnCodes as string[]}::text[]) and payee_is <> 'elsewhere' and withdrawn_at is null and month >= ${startOf(year)}::date and month < ${endOf(year)}::date`.execute(db);
  return rows.map((row) => ({ ...row, payeeCode: null }));
}

/** The last year for which a payment is on record. */
export async function lastYearPaid(db: Kysely<unknown>, pcnCode: string): Promise<FinancialYear | null> {
  const { rows } = await sql<{ month: IsoDate | null }>`select to_char(max(month), 'YYYY-MM-DD') as month from remittance_line where pcn_code = ${pcnCode} and withdrawn_at is null`.execute(db);
  return rows[0]?.month ? yearOf(rows[0].month) : null;
}

/** A statement of payment that was sent in. */
export interface RemittanceSent {
  id: number;
  sentOn: IsoDate;
  /** Of all its payments, whatever year they are for. */
  payments: number;
  amountPence: number;
  firstLine: number;
  lastLine: number;
  lastMonth: IsoDate;
  withdrawnOn: IsoDate | null;
  /** Why; null where it was not withdrawn, or the words were erased. */
  withdrawnWords: string | null;
}

const sentCells = sql`r.id::float8 as id, to_char(r.entered_at, 'YYYY-MM-DD') as "sentOn", count(*)::float8 as payments, sum(l.amount_pence)::float8 as "amountPence", min(l.id)::float8 as "firstLine", max(l.id)::float8 as "lastLine",
      to_char(max(l.month), 'YYYY-MM-DD') as "lastMonth", to_char(r.withdrawn_at, 'YYYY-MM-DD') as "withdrawnOn", w.words as "withdrawnWords"
    from remittance r join remittance_line l on l.remittance_id = r.id left join words_written w on w.id = r.withdrawn_words_id`;

/** The statements of payment with a payment for a year, the newest first, also those that were withdrawn. */
export async function remittancesSent(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<readonly RemittanceSent[]> {
  const { rows } = await sql<RemittanceSent>`
    select ${sentCells} where r.pcn_code = ${pcnCode} group by r.id, w.words having bool_or(l.month >= ${startOf(year)}::date and l.month < ${endOf(year)}::date) order by r.id desc`.execute(db);
  return rows;
}

export async function remittanceSent(db: Kysely<unknown>, pcnCode: string, id: number): Promise<RemittanceSent | null> {
  const { rows } = await sql<RemittanceSent>`select ${sentCells} where r.pcn_code = ${pcnCode} and r.id = ${id} group by r.id, w.words`.execute(db);
  return rows[0] ?? null;
}
