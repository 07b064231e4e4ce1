import { sql } from 'kysely';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';

/** What is counted by month of the work of additional roles: what they gave, and the hours that they took. */
export const WORKLOAD_SERIES = ['appointments', 'reviews', 'visits', 'hours-taken'] as const;
export type WorkloadSeries = (typeof WORKLOAD_SERIES)[number];
export const isWorkloadSeries = (text: string): text is WorkloadSeries => (WORKLOAD_SERIES as readonly string[]).includes(text);

const MINUTES_AN_HOUR = 60;

/**
 * A PCN's months of one figure, all practices and roles together, the oldest first. A month of which nothing was entered is not there: nobody
 * knows whether nothing happened. Those who ask for a page show it only to whom the PCN lets see its figures.
 */
export async function workloadMonths({ database }: Pick<WorkforceContext, 'database'>, { pcnCode, figure }: { pcnCode: string; figure: WorkloadSeries }): Promise<{ month: IsoDate; value: number }[]> {
  const source = figure === 'hours-taken'
    ? sql`select date_trunc('month', happened_on)::date as month, minutes::float8 / ${MINUTES_AN_HOUR}::float8 as value from load_record where pcn_code = ${pcnCode} and withdrawn_at is null`
    : sql`select month, count::float8 as value from worth_count where pcn_code = ${pcnCode} and kind = ${figure} and withdrawn_at is null`;
  const { rows } = await sql<{ month: string; value: number }>`select to_char(month, 'YYYY-MM-DD') as month, sum(value) as value from (${source}) counted group by counted.month order by counted.month`.execute(database.as<unknown>());
  return rows.map(({ month, value }) => ({ month: isoDate(month), value }));
}
