import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import type { PostInBrief } from '../../posts/index.ts';
import { loadByPractice, supervisorLoads } from '../domain/load.ts';
import type { LoadRecord, PracticeLoad, SupervisorLoad, WorthCount } from '../domain/load.ts';
import { loadRules } from '../loadRules.ts';

/** Load is told of so many weeks up to a day. */
export const LOAD_WEEKS = 52;

export const loadFrom = (on: IsoDate): IsoDate => addDays(on, 1 - LOAD_WEEKS * 7);

export interface LoadOfPosts {
  practices: readonly PracticeLoad[];
  supervisors: readonly SupervisorLoad[];
}

/** What the roles of some PCNs took and gave back, and what each supervisor carries: by the facts alone, the same for one PCN as for all. */
export function loadOfPosts({ posts, records, worth }: { posts: readonly PostInBrief[]; records: readonly LoadRecord[]; worth: readonly WorthCount[] }): LoadOfPosts {
  const rules = loadRules();
  return { practices: loadByPractice({ posts, records, worth, ...rules, weeks: LOAD_WEEKS }), supervisors: supervisorLoads(posts, rules.defaults) };
}

/**
 * The load of every PCN that has posts, by its code; `posts` are those of the same day. Each kind of fact is read for all PCNs at once,
 * added up where it is held. Whom a PCN's load is shown to is for those who ask.
 */
export async function loadOfAll({ database }: Pick<WorkforceContext, 'database'>, { posts, on }: { posts: readonly PostInBrief[]; on: IsoDate }): Promise<ReadonlyMap<string, LoadOfPosts>> {
  const db = database.as<unknown>();
  const [records, worth] = [await recordsByPcn(db, on), await worthByPcn(db, on)];
  const ofPosts = new Map<string, PostInBrief[]>();
  for (const post of posts) {
    const own = ofPosts.get(post.pcnCode);
    if (own) own.push(post);
    else ofPosts.set(post.pcnCode, [post]);
  }
  const codes = new Set([...ofPosts.keys(), ...records.keys(), ...worth.keys()]);
  return new Map([...codes].map((code) => [code, loadOfPosts({ posts: ofPosts.get(code) ?? [], records: records.get(code) ?? [], worth: worth.get(code) ?? [] })]));
}

/** One value a PCN: taking rows and columns apart takes longest. */
async function recordsByPcn(db: Kysely<unknown>, on: IsoDate): Promise<Map<string, LoadRecord[]>> {
  const { rows } = await sql<{ pcnCode: string; records: LoadRecord[] }>`
    select pcn_code as "pcnCode", json_agg(json_build_object('practiceCode', practice_code, 'postId', post_id, 'kind', kind, 'minutes', minutes)) as records
    from load_record where withdrawn_at is null and happened_on between ${loadFrom(on)}::date and ${on}::date group by 1`.execute(db);
  return new Map(rows.map(({ pcnCode, records }) => [pcnCode, records]));
}

async function worthByPcn(db: Kysely<unknown>, on: IsoDate): Promise<Map<string, WorthCount[]>> {
  const { rows } = await sql<{ pcnCode: string; counts: WorthCount[] }>`
    select pcn_code as "pcnCode", json_agg(json_build_object('practiceCode', practice_code, 'role', role, 'kind', kind, 'count', count, 'minutes', minutes)) as counts from (
      select pcn_code, practice_code, role, kind, sum(count) as count, sum(minutes) as minutes from worth_count
      where withdrawn_at is null and month between date_trunc('month', ${loadFrom(on)}::date) and ${on}::date group by 1, 2, 3, 4
    ) added group by 1`.execute(db);
  return new Map(rows.map(({ pcnCode, counts }) => [pcnCode, counts]));
}
