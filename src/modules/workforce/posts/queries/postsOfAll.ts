import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import type { Holder, Post } from '../domain/post.ts';
import { homeOf } from '../storage/postRows.ts';
import type { FactsRow } from '../storage/postRows.ts';

/** What belonging and load are worked out from, without all that only a post's own page tells. */
export type PostInBrief = Pick<Post, 'id' | 'pcnCode' | 'role' | 'title' | 'wte' | 'home' | 'workPlaces' | 'lineManagerId' | 'clinicalSupervisorId' | 'meetsEveryWeeks' | 'sitsAt'> & { holders: readonly (Pick<Holder, 'staffId'> & Partial<Holder>)[] };

type Row = Omit<PostInBrief, 'home' | 'holders'> & Pick<FactsRow, 'homePracticeCode' | 'homeTeamId'> & { held: readonly string[] };

/** Every post of every PCN as it stands on a day, with who fills it by number: in one statement, one value a PCN. Without names; for sums over PCNs. */
export async function postsOfAll({ database }: Pick<WorkforceContext, 'database'>, { on }: { on: IsoDate }): Promise<PostInBrief[]> {
  const { rows } = await sql<{ pcnCode: string; posts: Omit<Row, 'pcnCode'>[] }>`
    with held as (
      select post_id, json_agg(staff_id) as held from filling where upper_inf(recorded) and valid @> ${on}::date group by post_id
    )
    select p.pcn_code as "pcnCode", json_agg(json_build_object('id', p.id, 'role', v.role, 'title', v.title, 'wte', v.wte, 'homePracticeCode', v.home_practice_code, 'homeTeamId', v.home_team_id, 'workPlaces', v.work_places,
      'lineManagerId', v.line_manager_id, 'clinicalSupervisorId', v.clinical_supervisor_id, 'meetsEveryWeeks', v.meets_every_weeks, 'sitsAt', v.sits_at, 'held', coalesce(h.held, '[]'))) as posts
    from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) and v.valid @> ${on}::date left join held h on h.post_id = p.id group by 1`.execute(database.as<unknown>());
  return rows.flatMap(({ pcnCode, posts }) => posts.map((row): PostInBrief => {
    const { id, role, title, wte, workPlaces, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt } = row;
    return { id, pcnCode, role, title, wte, home: homeOf(row), workPlaces, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt, holders: row.held.map((staffId) => ({ staffId })) };
  }));
}
