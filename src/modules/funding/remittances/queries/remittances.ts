import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { PaidLine } from '../domain/paidAgainstDue.ts';

const cells = sql`id::float8 as id, stream, to_char(month, 'YYYY-MM-DD') as month, amount_pence::float8 as "amountPence", reference, payee_code as "payeeCode", payee_is as "payeeIs", description, to_char(paid_on, 'YYYY-MM-DD') as "paidOn"`;

/** Every payment on a PCN's record that is for a month of a year. */
export async function paymentsFor(db: Kysely<unknown>, pcnCode: string, year: FinancialYear): Promise<readonly PaidLine[]> {
  const { rows } = await sql<PaidLine>`
    select ${cells} from remittance_line where pcn_code = ${pcnCode} and month >= ${startOf(year)}::date and month < ${endOf(year)}::date order by month, paid_on, id`.execute(db);
  return rows;
}

/** What other PCNs of the same ICB were paid, without whose it is: only to see whether a payment that is missing went astray. */
export async function paymentsToOthers(db: Kysely<unknown>, pcnCodes: readonly string[], year: FinancialYear): Promise<readonly { payeeCode: null; stream: PaidLine['stream']; month: PaidLine['month']; amountPence: number }[]> {
  if (pcnCodes.length === 0) return [];
  const { rows } = await sql<{ stream: PaidLine['stream']; month: PaidLine['month']; amountPence: number }>`
    select distinct stream, to_char(month, 'YYYY-MM-DD') as month, amount_pence::float8 as "amountPence" from remittance_line
    where pcn_code = any (${pcnCodes as string[]}::text[]) and payee_is <> 'elsewhere' and month >= ${startOf(year)}::date and month < ${endOf(year)}::date`.execute(db);
  return rows.map((row) => ({ ...row, payeeCode: null }));
}
