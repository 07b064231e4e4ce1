import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';

/** How much of what a place dealt with in a quarter general practice began. */
export interface AgendaShare {
  /** The first day of the quarter, by the clock of England. */
  quarter: IsoDate;
  questions: number;
  /** Of them, those that grew from a proposal. */
  begun: number;
  /** Items of agendas that point at a question. */
  items: number;
  itemsBegun: number;
}

/** By quarter, the oldest first, from the first with a question to the last; of one leadership team, or of all. */
export async function agendaShare(db: Kysely<unknown>, forumCode: string | null = null): Promise<AgendaShare[]> {
  const { rows } = await sql<AgendaShare>`
    with asked as (
      select id, proposal_id is not null as is_begun, date_trunc('quarter', made_at at time zone 'Europe/London')::date as quarter
      from question where ${forumCode}::text is null or forum_code = ${forumCode}
    ), taken as (
      select is_begun, date_trunc('quarter', m.starts_at at time zone 'Europe/London')::date as quarter
      from agenda_item i join meeting m on m.id = i.meeting_id join asked on i.subject ->> 'id' = asked.id
      where i.subject ->> 'module' = 'voice' and i.subject ->> 'kind' = 'question' and i.withdrawn_at is null
    ), quarters as (
      select generate_series(min(quarter), max(quarter), interval '3 months')::date as quarter from (select quarter from asked union all select quarter from taken) all_of_them
    )
    select to_char(quarter, 'YYYY-MM-DD') as quarter,
      (select count(*)::int from asked where asked.quarter = quarters.quarter) as questions,
      (select count(*)::int from asked where asked.quarter = quarters.quarter and is_begun) as begun,
      (select count(*)::int from taken where taken.quarter = quarters.quarter) as items,
      (select count(*)::int from taken where taken.quarter = quarters.quarter and is_begun) as "itemsBegun"
    from quarters order by quarter`.execute(db);
  return rows;
}
