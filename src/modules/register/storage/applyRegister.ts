import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Register, Relation, Version } from '../domain/deriveRegister.ts';
import type { Disagreement } from '../domain/statement.ts';

/** The source of what a person entered; the publications never touch it. */
export const ENTERED = 'entered';

/** What changes in the record when the publications say `register`. */
export interface RegisterChange {
  /** New ones, and those whose kind is seen to be another: a location that turns out to have been a CCG to its end. */
  organisations: [code: string, kind: string][];
  versions: { add: Version[]; endIds: number[] };
  relations: { add: Relation[]; endIds: number[] };
  disagreements: { add: Disagreement[]; endIds: number[] };
}

const line = (...parts: (string | number | boolean | null)[]): string => JSON.stringify(parts);
const keyOfVersion = (one: Version): string => line(one.code, one.from, one.to, one.name, one.postcode, one.address, one.status, one.isListed, one.source);
const keyOfRelation = (one: Relation): string => line(one.kind, one.fromCode, one.toCode, one.slot, one.from, one.to, one.source, one.endSource);
const keyOfDisagreement = (one: Disagreement): string => line(one.code, one.about, one.from, one.to, JSON.stringify(one.claims.map(({ value, source }) => [value, source])), one.applied);

/** Compares what is believed now with what the publications say, and changes nothing. */
export async function compareRegister(transaction: Transaction<unknown>, register: Register): Promise<RegisterChange> {
  const { rows: organisations } = await sql<{ kinds: Record<string, string> | null }>`select json_object_agg(code, kind) as kinds from organisation`.execute(transaction);
  const known = new Map(Object.entries(organisations[0]!.kinds ?? {}));
  // One JSON text a table: a hundred thousand small cells cost far more one by one.
  const { rows } = await sql<{ versions: (Version & { id: number })[] | null; relations: (Relation & { id: number })[] | null; disagreements: (Disagreement & { id: number })[] | null }>`
    select (
      select json_agg(json_build_object('id', id, 'code', code, 'from', lower(valid), 'to', upper(valid), 'name', name, 'postcode', postcode, 'address', address,
        'status', status, 'isListed', is_listed, 'source', source))
      from organisation_version where upper_inf(recorded) and source <> ${ENTERED}
    ) as versions, (
      select json_agg(json_build_object('id', id, 'kind', kind, 'fromCode', from_code, 'toCode', to_code, 'slot', slot, 'from', lower(valid), 'to', upper(valid),
        'source', source, 'endSource', end_source))
      from relation where upper_inf(recorded) and source <> ${ENTERED}
    ) as relations, (
      select json_agg(json_build_object('id', id, 'code', code, 'about', about, 'claims', claims, 'applied', applied, 'from', lower(valid), 'to', upper(valid) - 1))
      from disagreement where upper_inf(recorded)
    ) as disagreements`.execute(transaction);
  const { versions, relations, disagreements } = rows[0]!;
  return {
    organisations: [...register.organisations].filter(([code, kind]) => known.get(code) !== kind),
    versions: difference(versions ?? [], register.versions, keyOfVersion),
    relations: difference(relations ?? [], await notEntered(transaction, register.relations), keyOfRelation),
    disagreements: difference(disagreements ?? [], register.disagreements, keyOfDisagreement),
  };
}

/** What a person entered stands: the publications do not say it again, and do not say who else succeeded a body whose heir was entered. */
async function notEntered(transaction: Transaction<unknown>, said: Relation[]): Promise<Relation[]> {
  const { rows } = await sql<{ kind: string; fromCode: string; toCode: string }>`
    select kind, from_code as "fromCode", to_code as "toCode" from relation where upper_inf(recorded) and source = ${ENTERED}`.execute(transaction);
  const entered = new Set(rows.map(({ kind, fromCode, toCode }) => line(kind, kind === 'succeeds' ? null : fromCode, toCode)));
  return said.filter(({ kind, fromCode, toCode, slot }) => slot !== null || !entered.has(line(kind, kind === 'succeeds' ? null : fromCode, toCode)));
}

function difference<Row>(believed: (Row & { id: number })[], said: Row[], keyOf: (row: Row) => string): { add: Row[]; endIds: number[] } {
  const left = new Map(believed.map((row) => [keyOf(row), row.id]));
  const add = said.filter((row) => !left.delete(keyOf(row)));
  return { add, endIds: [...left.values()] };
}

/** Writes the change: ends what is no longer believed, adds what is, as known from `now`. */
export async function writeChange(transaction: Transaction<unknown>, change: RegisterChange, clock: Date): Promise<void> {
  const now = await laterThanKnown(transaction, clock);
  await sql`
    insert into organisation (code, kind) select * from unnest(${change.organisations.map(([code]) => code)}::text[], ${change.organisations.map(([, kind]) => kind)}::text[])
    on conflict (code) do update set kind = excluded.kind`.execute(transaction);
  for (const [table, { endIds }] of [['organisation_version', change.versions], ['relation', change.relations], ['disagreement', change.disagreements]] as const) {
    if (endIds.length) await sql`update ${sql.table(table)} set recorded = tstzrange(lower(recorded), ${now}) where id = any(${endIds}::bigint[])`.execute(transaction);
  }
  for (const rows of batches(change.versions.add)) {
    await sql`
      insert into organisation_version (code, name, postcode, address, status, is_listed, source, valid, recorded)
      select code, name, postcode, address, status, is_listed, source, daterange(starts, ends), tstzrange(${now}, null)
      from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.postcode)}::text[],
        ${rows.map((row) => row.address)}::text[], ${rows.map((row) => row.status)}::text[], ${rows.map((row) => row.isListed)}::boolean[],
        ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.from)}::date[], ${rows.map((row) => row.to)}::date[])
        as said (code, name, postcode, address, status, is_listed, source, starts, ends)`.execute(transaction);
  }
  for (const rows of batches(change.relations.add)) {
    await sql`
      insert into relation (kind, from_code, to_code, slot, source, end_source, valid, recorded)
      select kind, from_code, to_code, slot, source, end_source, daterange(starts, ends), tstzrange(${now}, null)
      from unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.fromCode)}::text[], ${rows.map((row) => row.toCode)}::text[],
        ${rows.map((row) => row.slot)}::text[], ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.endSource)}::text[], ${rows.map((row) => row.from)}::date[], ${rows.map((row) => row.to)}::date[])
        as said (kind, from_code, to_code, slot, source, end_source, starts, ends)`.execute(transaction);
  }
  for (const rows of batches(change.disagreements.add)) {
    await sql`
      insert into disagreement (code, about, claims, applied, valid, recorded)
      select code, about, claims::jsonb, applied, daterange(starts, ends, '[]'), tstzrange(${now}, null)
      from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.about)}::text[], ${rows.map((row) => JSON.stringify(row.claims))}::text[],
        ${rows.map((row) => row.applied)}::text[], ${rows.map((row) => row.from)}::date[], ${rows.map((row) => row.to)}::date[])
        as said (code, about, claims, applied, starts, ends)`.execute(transaction);
  }
  await analyse(transaction, change);
}

/** What is believed next is believed later, also where the clock was set back or two loads fall in one moment. */
async function laterThanKnown(transaction: Transaction<unknown>, now: Date): Promise<Date> {
  const { rows } = await sql<{ last: Date | null }>`
    select max(lower(recorded)) as last from (
      select recorded from organisation_version union all select recorded from relation union all select recorded from disagreement) as known`.execute(transaction);
  const last = rows[0]?.last;
  return last && last >= now ? new Date(last.getTime() + 1) : now;
}

/** After a change of this size what PostgreSQL knew of the tables is wrong enough to lead it astray; the embedded one never looks by itself. */
const ANALYSE_FROM = 1_000;

async function analyse(transaction: Transaction<unknown>, { versions, relations }: RegisterChange): Promise<void> {
  if (versions.add.length + relations.add.length < ANALYSE_FROM) return;
  for (const table of ['organisation', 'organisation_version', 'relation']) await sql`analyze ${sql.table(table)}`.execute(transaction);
}

const BATCH = 5_000;

function* batches<Row>(rows: Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
