import { group } from 'd3-array';
import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import { goneOn } from '../domain/gone.ts';
import type { Away, Gone } from '../domain/gone.ts';
import type { Filling } from '../domain/networkPosts.ts';
import type { Post } from '../domain/post.ts';
import { leavingReasons } from '../postRules.ts';
import { fromDay, toDay } from '../storage/postRows.ts';
import { postsOf } from './posts.ts';

/** Somebody who manages or supervises and is not there, with the posts that are without them. */
export interface LeftWithout extends Gone {
  staffId: string;
  posts: readonly { post: Post; as: readonly ('line manager' | 'clinical supervisor')[] }[];
}

/** Whom of a PCN those who left, or are away on a day, leave without a line manager or a clinical supervisor; `posts` are those of that day, where they were read already. */
export async function leftWithout({ database }: Pick<WorkforceContext, 'database'>, { pcnCode, on, posts: known }: { pcnCode: string; on: IsoDate; posts?: readonly Post[] }): Promise<LeftWithout[]> {
  const posts = known ?? (await postsOf({ database }, { pcnCode, on }));
  const above = [...new Set(posts.flatMap(({ lineManagerId, clinicalSupervisorId }) => [lineManagerId, clinicalSupervisorId]))].filter((id) => id !== null);
  if (above.length === 0) return [];
  const [away, fillings] = [await awayOf({ database }, above), await fillingsOf({ database }, above)];
  return above.flatMap((staffId): LeftWithout[] => {
    const gone = goneOn(on, away.filter((one) => one.staffId === staffId), fillings.filter((one) => one.staffId === staffId), staysHere);
    if (!gone) return [];
    const left = posts.flatMap((post) => {
      const as = [...(post.lineManagerId === staffId ? ['line manager' as const] : []), ...(post.clinicalSupervisorId === staffId ? ['clinical supervisor' as const] : [])];
      return as.length > 0 ? [{ post, as }] : [];
    });
    return [{ ...gone, staffId, posts: left }];
  });
}

/** Those who have left by a day, of a PCN, or of every PCN where `pcnCode` is null. Only who may have left is looked at: of all of England's, few. */
export async function whoLeft({ database }: Pick<WorkforceContext, 'database'>, { pcnCode, on }: { pcnCode: string | null; on: IsoDate }): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select s.id from staff_member s where (${pcnCode}::text is null or s.pcn_code = ${pcnCode}) and (
      exists (select 1 from staff_away a where a.staff_id = s.id and a.kind = 'left' and upper_inf(a.recorded) and a.valid @> ${on}::date)
      or (exists (select 1 from filling f where f.staff_id = s.id and upper_inf(f.recorded)) and not exists (select 1 from filling f where f.staff_id = s.id and upper_inf(f.recorded) and f.valid @> ${on}::date))
    )`.execute(database.as<unknown>());
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const [away, fillings] = [group(await awayOf({ database }, ids), ({ staffId }) => staffId), group(await fillingsOf({ database }, ids), ({ staffId }) => staffId)];
  return new Set(ids.filter((id) => goneOn(on, away.get(id) ?? [], fillings.get(id) ?? [], staysHere)?.why === 'left'));
}

const staysHere = (reason: string): boolean => leavingReasons().get(reason)?.staysHere ?? false;

/** The times away that stand of these people. */
export async function awayOf({ database }: Pick<WorkforceContext, 'database'>, staffIds: readonly string[]): Promise<Away[]> {
  const { rows } = await sql<Away>`
    select a.id, a.staff_id as "staffId", a.kind, ${fromDay(sql`a.valid`)} as "from", ${toDay(sql`a.valid`)} as "to"
    from staff_away a where a.staff_id = any(${staffIds}::uuid[]) and upper_inf(a.recorded) order by lower(a.valid)`.execute(database.as<unknown>());
  return rows;
}

async function fillingsOf({ database }: Pick<WorkforceContext, 'database'>, staffIds: readonly string[]): Promise<Filling[]> {
  const { rows } = await sql<Filling>`
    select f.id, f.post_id as "postId", f.staff_id as "staffId", f.wte, f.leaving_reason as "leavingReason", ${fromDay(sql`f.valid`)} as "from", ${toDay(sql`f.valid`)} as "to"
    from filling f where f.staff_id = any(${staffIds}::uuid[]) and upper_inf(f.recorded)`.execute(database.as<unknown>());
  return rows;
}
