import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';

/** The stream of which only what is claimed is paid. */
export const CLAIMED_STREAM = 'additional-roles-sum';

/** What is due to a PCN for its additional roles, month by month: the claims that the commissioner approved, paid or not. */
export async function claimsDue(db: Kysely<unknown>, pcnCode: string, months: readonly IsoDate[]): Promise<{ stream: typeof CLAIMED_STREAM; month: IsoDate; amountPence: number }[]> {
  const { rows } = await sql<{ month: IsoDate; amountPence: number }>`
    select to_char(month, 'YYYY-MM-DD') as month, sum(claim_pence)::float8 as "amountPence" from role_claim
    where pcn_code = ${pcnCode} and status in ('approved', 'paid') and month = any(${months}::date[]) group by month`.execute(db);
  const byMonth = new Map(rows.map(({ month, amountPence }) => [month, amountPence]));
  return months.map((month) => ({ stream: CLAIMED_STREAM, month, amountPence: byMonth.get(month) ?? 0 }));
}
