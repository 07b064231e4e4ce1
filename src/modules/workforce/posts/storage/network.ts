import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { AgreedCode, Filling, PostLine } from '../domain/networkPosts.ts';
import type { PostFacts } from '../domain/post.ts';
import { saysTheSame } from '../domain/timeline.ts';
import type { Days, Span } from '../domain/timeline.ts';
import { factsColumns, factsOf, fromDay, toDay } from './postRows.ts';
import type { FactsRow } from './postRows.ts';

/** All that is believed now of a PCN's posts, over all their days. */
export interface Network {
  pcnCode: string;
  posts: readonly PostLine[];
  staff: ReadonlySet<string>;
  teams: ReadonlySet<string>;
}

export async function readNetwork(db: Kysely<unknown>, pcnCode: string): Promise<Network> {
  const { rows: spans } = await sql<FactsRow & Days & { postId: string }>`
    select v.post_id as "postId", ${fromDay(sql`v.valid`)} as "from", ${toDay(sql`v.valid`)} as "to", ${factsColumns}
    from post p join post_version v on v.post_id = p.id and upper_inf(v.recorded) where p.pcn_code = ${pcnCode} order by lower(v.valid)`.execute(db);
  const { rows: fillings } = await sql<Filling>`
    select f.id, f.post_id as "postId", f.staff_id as "staffId", f.wte, f.leaving_reason as "leavingReason", ${fromDay(sql`f.valid`)} as "from", ${toDay(sql`f.valid`)} as "to"
    from post p join filling f on f.post_id = p.id and upper_inf(f.recorded) where p.pcn_code = ${pcnCode} order by lower(f.valid), f.id`.execute(db);
  const { rows: posts } = await sql<{ id: string; reference: string; agreed: AgreedCode[] }>`
    select p.id, p.reference, coalesce((select json_agg(a.code order by a.code) from post_agreed a where a.post_id = p.id), '[]') as agreed
    from post p where p.pcn_code = ${pcnCode} order by p.reference_key`.execute(db);
  const { rows: staff } = await sql<{ id: string }>`select id from staff_member where pcn_code = ${pcnCode}`.execute(db);
  const { rows: teams } = await sql<{ id: string }>`select id from network_team where pcn_code = ${pcnCode}`.execute(db);
  const spansOf = byPost(spans);
  const fillingsOf = byPost(fillings);
  return {
    pcnCode,
    // A post that was taken back has no span left: it is none of theirs, and its reference is free again.
    posts: posts.filter(({ id }) => spansOf.has(id)).map((post) => ({
      ...post, pcnCode,
      spans: (spansOf.get(post.id) ?? []).map((row) => ({ from: row.from, to: row.to, facts: factsOf(row) })),
      fillings: fillingsOf.get(post.id) ?? [],
    })),
    staff: new Set(staff.map(({ id }) => id)),
    teams: new Set(teams.map(({ id }) => id)),
  };
}

function byPost<Row extends { postId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.postId, [...(found.get(row.postId) ?? []), row]);
  return found;
}

/** Makes what is believed of a post what `after` says: beliefs that differ are ended, and stay on record. */
export async function storeLine(transaction: Transaction<unknown>, before: PostLine | null, after: PostLine, by: string, now: Date): Promise<void> {
  const at = await momentOf(transaction, after.id, now);
  const isIn = (spans: readonly Span<PostFacts>[] | undefined, span: Span<PostFacts>): boolean => (spans ?? []).some((other) => saysTheSame(other, span));
  for (const span of before?.spans ?? []) if (!isIn(after.spans, span)) await sql`update post_version set recorded = tstzrange(lower(recorded), ${at}::timestamptz) where post_id = ${after.id}::uuid and valid = ${range(span)} and upper_inf(recorded)`.execute(transaction);
  for (const span of after.spans) if (!isIn(before?.spans, span)) await insertSpan(transaction, after.id, span, by, at);
  const same = (one: Filling, other: Filling | undefined): boolean => other !== undefined && saysTheSame(one, other);
  const [was, is] = [new Map(before?.fillings.map((one) => [one.id, one])), new Map(after.fillings.map((one) => [one.id, one]))];
  for (const [id, filling] of was) if (!same(filling, is.get(id))) await sql`update filling set recorded = tstzrange(lower(recorded), ${at}::timestamptz) where id = ${id}::uuid and upper_inf(recorded)`.execute(transaction);
  for (const [id, filling] of is) if (!same(filling, was.get(id))) await insertFilling(transaction, filling, by, at);
}

const range = ({ from, to }: Days) => sql`daterange(${from}::date, ${to}::date)`;

/** Now, or just after what was last recorded of the post, so that no belief is ended in the moment that it began. */
async function momentOf(transaction: Transaction<unknown>, postId: string, now: Date): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select to_char(greatest(${now.toISOString()}::timestamptz, max(lower(recorded)) + interval '1 microsecond', max(upper(recorded))) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from (select recorded from post_version where post_id = ${postId}::uuid union all select recorded from filling where post_id = ${postId}::uuid) as known`.execute(transaction);
  return rows[0]!.at;
}

async function insertSpan(transaction: Transaction<unknown>, postId: string, span: Span<PostFacts>, by: string, at: string): Promise<void> {
  const { role, title, band, wte, employerCode, home, workPlaces, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt, fundedBy, region, costPence } = span.facts;
  const [practice, team] = [home?.kind === 'practice' ? home.code : null, home?.kind === 'team' ? home.teamId : null];
  await sql`
    insert into post_version (post_id, role, title, band, wte, employer_code, home_practice_code, home_team_id, work_places, line_manager_id, clinical_supervisor_id, meets_every_weeks, sits_at, funded_by, region, cost_pence, valid, recorded, recorded_by)
    values (${postId}::uuid, ${role}, ${title}, ${band}, ${wte}, ${employerCode}, ${practice}, ${team}::uuid, ${JSON.stringify(workPlaces)}::jsonb, ${lineManagerId}::uuid, ${clinicalSupervisorId}::uuid, ${meetsEveryWeeks}, ${sitsAt},
      ${fundedBy}, ${region}, ${costPence}, ${range(span)}, tstzrange(${at}::timestamptz, null), ${by})`.execute(transaction);
}

async function insertFilling(transaction: Transaction<unknown>, filling: Filling, by: string, at: string): Promise<void> {
  const { id, postId, staffId, wte, leavingReason } = filling;
  await sql`
    insert into filling (id, post_id, staff_id, wte, leaving_reason, valid, recorded, recorded_by)
    values (${id}::uuid, ${postId}::uuid, ${staffId}::uuid, ${wte}, ${leavingReason}, ${range(filling)}, tstzrange(${at}::timestamptz, null), ${by})`.execute(transaction);
}
