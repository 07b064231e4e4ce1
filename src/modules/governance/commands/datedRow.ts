import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Refusal } from '#kernel/result.ts';

/** The columns of each kind of dated row that a new row keeps when the days of the old one are corrected. */
const KEPT = {
  forum_terms: ['forum_code', 'governance_form', 'quorum', 'decision_rule', 'meets_in_public', 'report_days', 'paper_id'],
  seat_holding: ['seat_id', 'person_id', 'capacity'],
  pcn_representation: ['forum_code', 'way', 'lead_code', 'quarter_sessions_a_week', 'cost_pence_a_year', 'resourced_by_code'],
  portfolio_lead: ['forum_code', 'programme', 'person_id', 'pcn_code'],
  interest: ['person_id', 'kind', 'words_id', 'declared_on'],
} as const;
export type DatedTable = keyof typeof KEPT;

interface Stamp {
  by: string;
  now: Date;
}

/** Days from `from` to `lastDay`, both in it; null goes on. */
export const daysFrom = (from: IsoDate, lastDay: IsoDate | null | undefined) => sql`daterange(${from}::date, ${lastDay ?? null}::date, '[]')`;

/** Takes a row back: it stays, as what was believed until now. */
export async function withdrawRow(transaction: Transaction<unknown>, table: DatedTable, id: string, { by, now }: Stamp): Promise<void> {
  await sql`update ${sql.table(table)} set withdrawn_at = ${now.toISOString()}, withdrawn_by = ${by} where id = ${id} and withdrawn_at is null`.execute(transaction);
}

/** Gives a row another last day: the old one is withdrawn and a new one takes its place. Gives its id. */
export async function endRow(transaction: Transaction<unknown>, table: DatedTable, id: string, lastDay: IsoDate | null, stamp: Stamp): Promise<string> {
  await withdrawRow(transaction, table, id, stamp);
  const kept = sql.join(KEPT[table].map((column) => sql.ref(column)));
  const { rows } = await sql<{ id: string }>`
    insert into ${sql.table(table)} (${kept}, valid, entered_at, entered_by)
    select ${kept}, daterange(lower(valid), ${lastDay}::date, '[]'), ${stamp.now.toISOString()}, ${stamp.by} from ${sql.table(table)} where id = ${id} returning id`.execute(transaction);
  return rows[0]!.id;
}

/** Ends on a day every row of a kind that `where` picks and that goes on past it; one that was yet to begin is withdrawn. */
export async function endRowsPast(transaction: Transaction<unknown>, table: DatedTable, where: RawBuilder<unknown>, lastDay: IsoDate, stamp: Stamp): Promise<void> {
  const { rows } = await sql<{ id: string; isBegun: boolean }>`
    select id, lower(valid) <= ${lastDay}::date as "isBegun" from ${sql.table(table)}
    where withdrawn_at is null and (upper_inf(valid) or upper(valid) - 1 > ${lastDay}::date) and ${where}`.execute(transaction);
  for (const { id, isBegun } of rows) await (isBegun ? endRow(transaction, table, id, lastDay, stamp) : withdrawRow(transaction, table, id, stamp));
}

/** Runs a write; where the database refuses days that overlap, says so in the words given. */
export async function refusingOverlap<Value>(write: () => Promise<Value>, refusal: (constraint: string) => Refusal): Promise<Value> {
  try {
    return await write();
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code !== '23P01') throw error;
    throw new Refused(refusal(String(constraint ?? '')));
  }
}
