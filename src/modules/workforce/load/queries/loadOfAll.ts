import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { WorkforceContext } from '../../context.ts';
import type { Post } from '../../posts/index.ts';
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
export function loadOfPosts({ posts, records, worth }: { posts: readonly Post[]; records: readonly LoadRecord[]; worth: readonly WorthCount[] }): LoadOfPosts {
  const rules = loadRules();
  return { practices: loadByPractice({ posts, records, worth, ...rules, weeks: LOAD_WEEKS }), supervisors: supervisorLoads(posts, rules.defaults) };
}

/**
 * The load of every PCN that has posts, by its code; `posts` are those of the same day. Each kind of fact is read for all PCNs at once,
 * added up where it is held. Whom a PCN's load is shown to is for those who ask.
 */
export async function loadOfAll({ database }: Pick<WorkforceContext, 'database'>, { posts, on }: { posts: readonly Post[]; on: IsoDate }): Promise<ReadonlyMap<string, LoadOfPosts>> {
  const db = database.as<unknown>();
  const [records, worth] = [byPcn(await addedRecords(db, on)), byPcn(await addedWorth(db, on))];
  const ofPosts = byPcn(posts);
  const codes = new Set([...ofPosts.keys(), ...records.keys(), ...worth.keys()]);
  return new Map([...codes].map((code) => [code, loadOfPosts({ posts: ofPosts.get(code) ?? [], records: records.get(code) ?? [], worth: worth.get(code) ?? [] })]));
}

type OfPcn<Fact> = Fact & { pcnCode: string };

function byPcn<Fact extends { pcnCode: string }>(facts: readonly Fact[]): Map<string, Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    const own = found.get(fact.pcnCode);
    if (own) own.push(fact);
    else found.set(fact.pcnCode, [fact]);
  }
  return found;
}

async function addedRecords(db: Kysely<unknown>, on: IsoDate): Promise<OfPcn<LoadRecord>[]> {
  const { rows } = await sql<OfPcn<LoadRecord>>`
    select pcn_code as "pcnCode", practice_code as "practiceCode", post_id as "postId", kind, sum(minutes)::float8 as minutes
    from load_record where withdrawn_at is null and happened_on between ${loadFrom(on)}::date and ${on}::date group by 1, 2, 3, 4`.execute(db);
  return rows;
}

async function addedWorth(db: Kysely<unknown>, on: IsoDate): Promise<OfPcn<WorthCount>[]> {
  const { rows } = await sql<OfPcn<WorthCount>>`
    select pcn_code as "pcnCode", practice_code as "practiceCode", role, kind, sum(count)::float8 as count, sum(minutes)::float8 as minutes
    from worth_count where withdrawn_at is null and month between date_trunc('month', ${loadFrom(on)}::date) and ${on}::date group by 1, 2, 3, 4`.execute(db);
  return rows;
}
