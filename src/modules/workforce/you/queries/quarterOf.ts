import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { WorkforceContext } from '../../context.ts';
import { loadRules } from '../../load/index.ts';
import { postsManagedBy } from '../../posts/index.ts';
import { quarterLines } from '../domain/ownLoad.ts';
import type { OwnRecord, QuarterLine } from '../domain/ownLoad.ts';
import { lastDayOfQuarter } from '../domain/quarter.ts';
import type { Quarter } from '../domain/quarter.ts';

/** What somebody has to say of a quarter, and what was said. */
export interface QuarterOf {
  quarter: Quarter;
  lines: readonly QuarterLine[];
  /** All that stands of these posts and kinds, whoever entered it. */
  records: readonly OwnRecord[];
  /** They said that there is nothing more to record. */
  isNothingMore: boolean;
}

/** The time of a quarter for whom somebody managed and supervised on its last day. */
export async function quarterOf({ database }: Pick<WorkforceContext, 'database'>, { staffId, pcnCode, quarter }: { staffId: string; pcnCode: string; quarter: Quarter }): Promise<QuarterOf> {
  const db = database.as<unknown>();
  const posts = (await postsManagedBy({ database }, { staffId, on: lastDayOfQuarter(quarter) })).filter((post) => post.pcnCode === pcnCode);
  const ids = posts.map(({ id }) => id);
  const { rows: fillings } = await sql<Parameters<typeof quarterLines>[0]['fillings'][number]>`
    select post_id as "postId", to_char(lower(valid), 'YYYY-MM-DD') as "from", to_char(upper(valid), 'YYYY-MM-DD') as "to" from filling
    where post_id = any(${ids}::uuid[]) and upper_inf(recorded) and valid && daterange(${quarter.from}::date, ${quarter.to}::date)`.execute(db);
  const { rows: all } = await sql<OwnRecord>`
    select id::float8 as id, post_id as "postId", kind, minutes, to_char(happened_on, 'YYYY-MM-DD') as on, entered_by as by from load_record
    where post_id = any(${ids}::uuid[]) and kind in ('management', 'supervision') and withdrawn_at is null and happened_on >= ${quarter.from}::date and happened_on < ${quarter.to}::date order by id`.execute(db);
  const lines = quarterLines({ staffId, posts, fillings, records: all, defaults: loadRules().defaults, quarter });
  return { quarter, lines, records: all.filter(({ postId, kind }) => lines.some((line) => line.post.id === postId && line.kind === kind)), isNothingMore: await isNothingMore(db, staffId, quarter) };
}

async function isNothingMore(db: Kysely<unknown>, staffId: string, quarter: Quarter): Promise<boolean> {
  const { rows } = await sql`select 1 from quarter_nothing_more where staff_id::text = ${staffId} and quarter = ${quarter.from}::date and withdrawn_at is null`.execute(db);
  return rows.length > 0;
}
