import { sql } from 'kysely';
import type { Kysely } from 'kysely';
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

/** What somebody carries, expected a week and recorded over the year; who manages nobody any more has what was recorded of them. */
export type SupervisorOfPcn = SupervisorLoad & { name: string | null; recordedMinutes: number };

export interface LoadAnswer {
  from: IsoDate;
  to: IsoDate;
  practices: readonly PracticeLoad[];
  supervisors: readonly (SupervisorLoad & { name: string | null })[];
  /** The same with what was recorded, and those who manage nobody any more of whom something was. */
  supervisorsTime: readonly SupervisorOfPcn[];
  /** Minutes of managing and supervising that were recorded for days on which the post had nobody named for it: they are nobody's. */
  nobodysMinutes: number;
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
  const recorded = await recordedBySupervisor(db, pcnCode, { from, to: on });
  const names = new Map((await staffOf(context, { pcnCode })).map(({ id, name }) => [id, name]));
  return {
    from, to: on, records, counts, posts, kept: await loadKeptBy(db, image, acting, pcnCode, today),
    practices,
    supervisors: supervisors.map((load) => ({ ...load, name: names.get(load.staffId) ?? null })),
    supervisorsTime: withRecorded(supervisors, recorded).map((load) => ({ ...load, name: names.get(load.staffId) ?? null })),
    nobodysMinutes: recorded.find(({ staffId }) => staffId === null)?.minutes ?? 0,
  };
}

type RecordedMinutes = { staffId: string | null; minutes: number };

/** Minutes of managing and supervising as recorded, by who had the post on the day that they are of: null where nobody was named. */
async function recordedBySupervisor(db: Kysely<unknown>, pcnCode: string, { from, to }: Pick<LoadAnswer, 'from' | 'to'>): Promise<RecordedMinutes[]> {
  const { rows } = await sql<RecordedMinutes>`
    select case l.kind when 'management' then v.line_manager_id else v.clinical_supervisor_id end::text as "staffId", sum(l.minutes)::float8 as minutes
    from load_record l left join post_version v on v.post_id = l.post_id and upper_inf(v.recorded) and v.valid @> l.happened_on
    where l.pcn_code = ${pcnCode} and l.withdrawn_at is null and l.kind in ('management', 'supervision') and l.happened_on between ${from}::date and ${to}::date group by 1`.execute(db);
  return rows;
}

function withRecorded(loads: readonly SupervisorLoad[], recorded: readonly RecordedMinutes[]): (SupervisorLoad & { recordedMinutes: number })[] {
  const gone = recorded.flatMap(({ staffId }) => (staffId === null || loads.some((load) => load.staffId === staffId) ? [] : [{ staffId, managed: 0, supervised: 0, expectedMinutesPerWeek: 0 }]));
  return [...loads, ...gone].map((load) => ({ ...load, recordedMinutes: recorded.find(({ staffId }) => staffId === load.staffId)?.minutes ?? 0 }));
}
