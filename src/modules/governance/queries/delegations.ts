import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Body, Grant } from '../domain/authority/grant.ts';

/** A grant as the record holds it, with who entered it and what became of it. */
export interface Delegation extends Grant {
  enteredAt: Date;
  enteredBy: string;
  /** The words of its instrument; null where there are none, or they were erased. */
  instrument: string | null;
  /** The words of its own conditions, by their numbers. */
  wordsById: Readonly<Record<string, string | null>>;
  /** The draft that it put in force. */
  replacesId: string | null;
  end: { kind: 'revoked' | 'withdrawn'; reason: string | null; enteredAt: Date; enteredBy: string } | null;
}

const day = (expression: ReturnType<typeof sql>) => sql`to_char(${expression}, 'YYYY-MM-DD')`;

const GRANT = sql`
  'id', d.id, 'giver', json_build_object('kind', d.giver_kind, 'id', d.giver_id), 'receiver', json_build_object('kind', d.receiver_kind, 'id', d.receiver_id),
  'matters', d.matters, 'keptBack', d.kept_back, 'withinCode', d.within_code, 'limitDecisionPence', d.limit_decision_pence, 'limitYearPence', d.limit_year_pence,
  'mayDelegateOnward', d.may_delegate_onward, 'conditions', d.conditions, 'form', d.governance_form, 'instrumentWordsId', d.instrument_words_id,
  'from', ${day(sql`lower(d.valid)`)}, 'to', ${day(sql`upper(d.valid)`)}, 'status', d.status, 'revokedOn', ${day(sql`e.ends_on`)}`;

/** Where grants are looked up: in the tables, or in memory. */
export interface GrantSource {
  /** Every grant of one of these matters, or of any, for one of these areas, whatever its day. What was withdrawn never was. */
  grantsFor(wanted: { areas: readonly string[]; matters?: readonly string[] }): Promise<readonly Grant[]>;
  /** For each of these bodies, by its key, whoever could use what it holds: itself, and those to whom it passed anything on. */
  usersByReceiver(receivers: readonly Body[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** Straight from the tables: in a transaction, which may see what nobody else may yet. */
export const grantTables = (db: Kysely<unknown>): GrantSource => ({ grantsFor: (wanted) => grantsFor(db, wanted), usersByReceiver: (receivers) => usersByReceiver(db, receivers) });

export interface ChangedGrants {
  revision: number;
  grants: readonly (Grant & { isWithdrawn: boolean })[];
  /** Where more of the same revisions are left: ask again after this one. */
  next: string | null;
}

const BATCH = 20_000;

/** What changed after a revision, and the revision now; a first reading, after -1, comes in batches. */
export async function grantsChangedAfter(db: Kysely<unknown>, known: number, after: string | null): Promise<ChangedGrants> {
  const changed = known < 0 ? sql`${after}::uuid is null or d.id > ${after}::uuid` : sql`d.id in (select id from delegation where revision > ${known} union all select delegation_id from delegation_end where revision > ${known})`;
  const { rows } = await sql<{ revision: number; grants: ChangedGrants['grants'] | null }>`
    select r.revision::float8 as revision, case when r.revision > ${known} then (
      select json_agg(json_build_object(${GRANT}, 'isWithdrawn', e.kind is not distinct from 'withdrawn'))
      from (select * from delegation d where ${changed} order by d.id limit ${sql.lit(BATCH)}) d left join delegation_end e on e.delegation_id = d.id
    ) end as grants from delegation_revision r`.execute(db);
  const { revision, grants } = rows[0]!;
  return { revision, grants: grants ?? [], next: known < 0 && grants?.length === BATCH ? grants.reduce((last, { id }) => (id > last ? id : last), '') : null };
}

/** Every grant of one of these matters, or of any, for one of these areas, whatever its day. What was withdrawn never was. */
async function grantsFor(db: Kysely<unknown>, { areas, matters }: { areas: readonly string[]; matters?: readonly string[] }): Promise<Grant[]> {
  const ofMatters = matters ? sql`and m.matter = any(${matters}::text[])` : sql``;
  const { rows } = await sql<{ grants: Grant[] | null }>`
    select json_agg(json_build_object(${GRANT}) order by d.entered_at, d.id) as grants
    from delegation d left join delegation_end e on e.delegation_id = d.id
    where d.id in (select m.delegation_id from delegation_matter m where m.within_code = any(${areas}::text[]) ${ofMatters})
      and e.kind is distinct from 'withdrawn'`.execute(db);
  return rows[0]?.grants ?? [];
}

async function delegations(db: Kysely<unknown>, where: ReturnType<typeof sql>): Promise<Delegation[]> {
  const { rows } = await sql<{ grant: Grant; instrument: string | null; words: Record<string, string | null> | null; replacesId: string | null; enteredAt: Date; enteredBy: string; end: (Omit<NonNullable<Delegation['end']>, 'enteredAt'> & { enteredAt: string }) | null }>`
    select json_build_object(${GRANT}) as grant, w.words as instrument, d.replaces_id as "replacesId", d.entered_at as "enteredAt", d.entered_by as "enteredBy",
      (select json_object_agg(c.id, c.words) from words_written c where c.id::text in (select one ->> 'wordsId' from jsonb_array_elements(d.conditions) one)) as words,
      case when e.kind is not null then json_build_object('kind', e.kind, 'reason', r.words, 'enteredAt', e.entered_at, 'enteredBy', e.entered_by) end as "end"
    from delegation d left join delegation_end e on e.delegation_id = d.id left join words_written w on w.id = d.instrument_words_id left join words_written r on r.id = e.reason_words_id
    where ${where} order by lower(d.valid) desc, d.entered_at desc, d.id`.execute(db);
  return rows.map(({ grant, words, end, ...rest }) => ({ ...grant, ...rest, wordsById: words ?? {}, end: end && { ...end, enteredAt: new Date(end.enteredAt) } }));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null where there is none of this number. A draft is for those who draft: its reader asks `status`. */
export const delegationOf = async (db: Kysely<unknown>, id: string): Promise<Delegation | null> => (UUID.test(id) ? ((await delegations(db, sql`d.id = ${id}`))[0] ?? null) : null);

/** Every grant that was not withdrawn, the newest first; with drafts for those who draft. */
export const delegationsKept = (db: Kysely<unknown>, { withDrafts }: { withDrafts: boolean }): Promise<Delegation[]> =>
  delegations(db, sql`e.kind is distinct from 'withdrawn' and (d.status = 'in-force' or ${withDrafts})`);

/** Drafts that bear on one of these areas. */
export const draftsFor = (db: Kysely<unknown>, areas: readonly string[]): Promise<Delegation[]> =>
  delegations(db, sql`e.kind is distinct from 'withdrawn' and d.status = 'draft' and d.within_code = any(${areas}::text[])`);

/** The words of people's own conditions, by their numbers; an erased one is left out. */
export async function conditionWords(db: Kysely<unknown>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; words: string }>`select id, words from words_written where id = any(${ids}::uuid[]) and words is not null`.execute(db);
  return new Map(rows.map(({ id, words }) => [id, words]));
}

/** For each of these bodies, by its key, whoever could use what it holds: itself, and those to whom it passed anything on. */
async function usersByReceiver(db: Kysely<unknown>, receivers: readonly Body[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (receivers.length === 0) return new Map();
  const { rows } = await sql<{ root: string; users: string[] }>`
    with recursive users (root, kind, id) as (
      select kind || ':' || id, kind, id from unnest(${receivers.map(({ kind }) => kind)}::text[], ${receivers.map(({ id }) => id)}::text[]) as receiver (kind, id)
      union
      select users.root, d.receiver_kind, d.receiver_id from users, lateral (
        select distinct receiver_kind, receiver_id from delegation where giver_kind = users.kind and giver_id = users.id and status = 'in-force'
          and not exists (select 1 from delegation_end e where e.delegation_id = delegation.id and e.kind = 'withdrawn')
      ) d
    )
    select root, array_agg(kind || ':' || id) as users from users group by root`.execute(db);
  return new Map(rows.map(({ root, users }) => [root, users]));
}

/** The grant that put a draft in force; null where none did. */
export async function draftPutInForce(db: Kysely<unknown>, draftId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from delegation where replaces_id = ${draftId}`.execute(db);
  return rows[0]?.id ?? null;
}
