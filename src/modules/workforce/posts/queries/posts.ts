import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import type { Post } from '../domain/post.ts';
import { factsColumns, factsOf, fromDay, toDay } from '../storage/postRows.ts';
import type { FactsRow } from '../storage/postRows.ts';

type House = Pick<WorkforceContext, 'database'>;
type Row = FactsRow & Pick<Post, 'id' | 'reference' | 'pcnCode' | 'startsOn' | 'endsOn' | 'holders'>;

/**
 * The posts of a PCN as they stand on a day, by reference, each with those who fill it then.
 * Those who ask for a page show them only to whom `seesPostsOf` lets see them.
 */
export const postsOf = ({ database }: House, { pcnCode, on }: { pcnCode: string; on: IsoDate }): Promise<Post[]> => postsWhere(database, on, sql`p.pcn_code = ${pcnCode}`);

/** Posts of which one person manages or supervises the holder on a day. */
export const postsManagedBy = ({ database }: House, { staffId, on }: { staffId: string; on: IsoDate }): Promise<Post[]> =>
  postsWhere(database, on, sql`(v.line_manager_id::text = ${staffId} or v.clinical_supervisor_id::text = ${staffId})`);

/** Posts that one person fills on a day. */
export const postsOfStaff = ({ database }: House, { staffId, on }: { staffId: string; on: IsoDate }): Promise<Post[]> =>
  postsWhere(database, on, sql`exists (select 1 from filling f where f.post_id = p.id and upper_inf(f.recorded) and f.valid @> ${on}::date and f.staff_id::text = ${staffId})`);

/** One statement, and one value a post: taking columns apart takes longest where all of England's posts are read. */
async function postsWhere(database: WorkforceContext['database'], on: IsoDate, condition: ReturnType<typeof sql>): Promise<Post[]> {
  const { rows } = await sql<{ post: Row }>`
    with chosen as materialized (
      select p.id, p.reference, p.pcn_code, p.reference_key, v.*
      from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) and v.valid @> ${on}::date where ${condition}
    ), life as (
      select l.post_id, to_char(min(lower(l.valid)), 'YYYY-MM-DD') as "startsOn", case when bool_or(upper_inf(l.valid)) then null else to_char(max(upper(l.valid)), 'YYYY-MM-DD') end as "endsOn"
      from chosen c join post_version l on l.post_id = c.id and upper_inf(l.recorded) group by l.post_id
    ), held as (
      select f.post_id, json_agg(json_build_object('fillingId', f.id, 'staffId', f.staff_id, 'wte', f.wte, 'startsOn', ${fromDay(sql`f.valid`)}, 'endsOn', ${toDay(sql`f.valid`)}) order by lower(f.valid), f.id) as holders
      from chosen c join filling f on f.post_id = c.id and upper_inf(f.recorded) and f.valid @> ${on}::date group by f.post_id
    )
    select to_json(one) as post from (
      select v.id, v.reference, v.pcn_code as "pcnCode", ${factsColumns}, life."startsOn", life."endsOn", coalesce(held.holders, '[]') as holders
      from chosen v join life on life.post_id = v.id left join held on held.post_id = v.id order by v.pcn_code, v.reference_key
    ) one`.execute(database.as<unknown>());
  return rows.map(({ post }) => {
    const { id, reference, pcnCode, startsOn, endsOn, holders } = post;
    return { id, reference, pcnCode, startsOn, endsOn, ...factsOf(post), holders };
  });
}
