import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import type { Holder, Post } from '../domain/post.ts';
import { factsColumns, factsOf, fromDay, toDay } from '../storage/postRows.ts';
import type { FactsRow } from '../storage/postRows.ts';

type House = Pick<WorkforceContext, 'database'>;
type Row = FactsRow & Pick<Post, 'id' | 'reference' | 'pcnCode' | 'startsOn' | 'endsOn'>;

/**
 * The posts of a PCN as they stand on a day, by reference, each with those who fill it then; of every PCN where `pcnCode` is null.
 * Those who ask for a page show them only to whom `seesPostsOf` lets see them.
 */
export const postsOf = ({ database }: House, { pcnCode, on }: { pcnCode: string | null; on: IsoDate }): Promise<Post[]> => postsWhere(database, on, pcnCode === null ? sql`true` : sql`p.pcn_code = ${pcnCode}`);

/** Posts of which one person manages or supervises the holder on a day. */
export const postsManagedBy = ({ database }: House, { staffId, on }: { staffId: string; on: IsoDate }): Promise<Post[]> =>
  postsWhere(database, on, sql`(v.line_manager_id::text = ${staffId} or v.clinical_supervisor_id::text = ${staffId})`);

/** Posts that one person fills on a day. */
export const postsOfStaff = ({ database }: House, { staffId, on }: { staffId: string; on: IsoDate }): Promise<Post[]> =>
  postsWhere(database, on, sql`exists (select 1 from filling f where f.post_id = p.id and upper_inf(f.recorded) and f.valid @> ${on}::date and f.staff_id::text = ${staffId})`);

async function postsWhere(database: WorkforceContext['database'], on: IsoDate, condition: ReturnType<typeof sql>): Promise<Post[]> {
  const db = database.as<unknown>();
  const { rows } = await sql<Row>`
    select p.id, p.reference, p.pcn_code as "pcnCode", ${factsColumns}, life."startsOn", life."endsOn"
    from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) and v.valid @> ${on}::date
    join lateral (
      select to_char(min(lower(l.valid)), 'YYYY-MM-DD') as "startsOn", case when bool_or(upper_inf(l.valid)) then null else to_char(max(upper(l.valid)), 'YYYY-MM-DD') end as "endsOn"
      from post_version l where l.post_id = p.id and upper_inf(l.recorded)
    ) life on true
    where ${condition} order by p.pcn_code, p.reference_key`.execute(db);
  const { rows: fillings } = await sql<Holder & { postId: string }>`
    select f.id as "fillingId", f.post_id as "postId", f.staff_id as "staffId", f.wte, ${fromDay(sql`f.valid`)} as "startsOn", ${toDay(sql`f.valid`)} as "endsOn"
    from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) and v.valid @> ${on}::date
    join filling f on f.post_id = p.id and upper_inf(f.recorded) and f.valid @> ${on}::date
    where ${condition} order by lower(f.valid), f.id`.execute(db);
  const holders = new Map<string, Holder[]>();
  for (const { postId, ...holder } of fillings) holders.set(postId, [...(holders.get(postId) ?? []), holder]);
  return rows.map((row) => {
    const { id, reference, pcnCode, startsOn, endsOn } = row;
    return { id, reference, pcnCode, startsOn, endsOn, ...factsOf(row), holders: holders.get(id) ?? [] };
  });
}
