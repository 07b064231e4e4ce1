import { sql } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { WorkforceContext } from '../../context.ts';
import { postsOf, staffOf } from '../../posts/index.ts';
import type { Post } from '../../posts/index.ts';
import { seesPostsOf } from '../../whosePosts.ts';
import type { LoadRecord, PracticeLoad, SupervisorLoad, WorthCount } from '../domain/load.ts';
import { loadKeptBy } from '../whoseLoad.ts';
import type { LoadKept } from '../whoseLoad.ts';
import { loadFrom, loadOfPosts } from './loadOfAll.ts';

export type StandingRecord = LoadRecord & { id: number; on: IsoDate };
export type StandingCount = WorthCount & { id: number; month: IsoDate };

export interface LoadAnswer {
  from: IsoDate;
  to: IsoDate;
  practices: readonly PracticeLoad[];
  supervisors: readonly (SupervisorLoad & { name: string | null })[];
  records: readonly StandingRecord[];
  counts: readonly StandingCount[];
  posts: readonly Post[];
  /** Of which practices this person enters time and counts. */
  kept: LoadKept;
}

/** What the roles of a PCN took from its practices and gave back over the year before a day. Only for those of the PCN. */
export async function loadOfPcn(context: WorkforceContext, acting: Acting, { pcnCode, on }: { pcnCode: string; on: IsoDate }): Promise<LoadAnswer> {
  const [db, today, image] = [context.database.as<unknown>(), context.today(), await context.register.reader.image()];
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  if (!(await seesPostsOf(db, image, acting, pcnCode, today))) throw new Refused({ code: 'not-allowed', what: 'You do not see the posts of this PCN.', where: pcnCode, todo: 'Those who work in it or its practices do; what is published of it is on the page of the census.' });
  const from = loadFrom(on);
  const posts = await postsOf(context, { pcnCode, on });
  const { rows: records } = await sql<StandingRecord>`
    select id::float8 as id, practice_code as "practiceCode", post_id as "postId", kind, minutes, to_char(happened_on, 'YYYY-MM-DD') as on
    from load_record where pcn_code = ${pcnCode} and withdrawn_at is null and happened_on between ${from}::date and ${on}::date order by happened_on desc, id desc`.execute(db);
  const { rows: counts } = await sql<StandingCount>`
    select id::float8 as id, to_char(month, 'YYYY-MM-DD') as month, practice_code as "practiceCode", role, kind, count, minutes from worth_count
    where pcn_code = ${pcnCode} and withdrawn_at is null and month between date_trunc('month', ${from}::date) and ${on}::date order by worth_count.month desc, id desc`.execute(db);
  const { practices, supervisors } = loadOfPosts({ posts, records, worth: counts });
  const names = new Map((await staffOf(context, { pcnCode })).map(({ id, name }) => [id, name]));
  return {
    from, to: on, records, counts, posts, kept: await loadKeptBy(db, image, acting, pcnCode, today),
    practices,
    supervisors: supervisors.map((load) => ({ ...load, name: names.get(load.staffId) ?? null })),
  };
}
