import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';

/** Posts that were made from a census in one go and can still be taken back in one go. */
export interface CensusStart {
  id: string;
  censusDay: IsoDate;
  posts: number;
  on: IsoDate;
}

/** Of a PCN, the newest first: those of which no post was filled or changed since. */
export async function censusStartsOf({ database }: Pick<WorkforceContext, 'database'>, { pcnCode }: { pcnCode: string }): Promise<CensusStart[]> {
  const { rows } = await sql<CensusStart>`
    select c.id, to_char(c.census_day, 'YYYY-MM-DD') as "censusDay", to_char(c.entered_at at time zone 'UTC', 'YYYY-MM-DD') as on, count(*)::int as posts
    from census_start c join census_start_post s on s.start_id = c.id where c.pcn_code = ${pcnCode} and c.taken_back_at is null
    group by c.id having not bool_or(exists (select 1 from filling f where f.post_id = s.post_id and upper_inf(f.recorded)) or exists (select 1 from post_version v where v.post_id = s.post_id and upper(v.recorded) > c.entered_at))
    order by c.entered_at desc`.execute(database.as<unknown>());
  return rows;
}
