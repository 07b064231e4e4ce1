import { sql } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { WorkforceContext } from '../../context.ts';
import { postsOf, staffOf } from '../../posts/index.ts';
import type { Post } from '../../posts/index.ts';
import { keepsPostsOf, seesPostsOf } from '../../whosePosts.ts';
import { loadByPractice, supervisorLoads } from '../domain/load.ts';
import type { LoadRecord, PracticeLoad, SupervisorLoad, WorthCount } from '../domain/load.ts';
import { loadRules } from '../loadRules.ts';

const WEEKS = 52;

export type StandingRecord = LoadRecord & { id: number; on: IsoDate };

export interface LoadAnswer {
  from: IsoDate;
  to: IsoDate;
  practices: readonly PracticeLoad[];
  supervisors: readonly (SupervisorLoad & { name: string | null })[];
  records: readonly StandingRecord[];
  posts: readonly Post[];
  isKeeper: boolean;
}

/** What the roles of a PCN took from its practices and gave back over the year before a day. Only for those of the PCN. */
export async function loadOfPcn(context: WorkforceContext, acting: Acting, { pcnCode, on }: { pcnCode: string; on: IsoDate }): Promise<LoadAnswer> {
  const [db, today, image] = [context.database.as<unknown>(), context.today(), await context.register.reader.image()];
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  if (!(await seesPostsOf(db, image, acting, pcnCode, today))) throw new Refused({ code: 'not-allowed', what: 'You do not see the posts of this PCN.', where: pcnCode, todo: 'Those who work in it or its practices do; what is published of it is on the page of the census.' });
  const from = addDays(on, 1 - WEEKS * 7);
  const posts = await postsOf(context, { pcnCode, on });
  const { rows: records } = await sql<StandingRecord>`
    select id::float8 as id, practice_code as "practiceCode", post_id as "postId", kind, minutes, to_char(happened_on, 'YYYY-MM-DD') as on
    from load_record where pcn_code = ${pcnCode} and withdrawn_at is null and happened_on between ${from}::date and ${on}::date order by happened_on desc, id desc`.execute(db);
  const { rows: worth } = await sql<WorthCount>`
    select practice_code as "practiceCode", role, kind, count, minutes from worth_count
    where pcn_code = ${pcnCode} and withdrawn_at is null and month between date_trunc('month', ${from}::date) and ${on}::date`.execute(db);
  const rules = loadRules();
  const names = new Map((await staffOf(context, { pcnCode })).map(({ id, name }) => [id, name]));
  return {
    from, to: on, records, posts, isKeeper: await keepsPostsOf(db, acting, pcnCode, today),
    practices: loadByPractice({ posts, records, worth, ...rules, weeks: WEEKS }),
    supervisors: supervisorLoads(posts, rules.defaults).map((load) => ({ ...load, name: names.get(load.staffId) ?? null })),
  };
}
