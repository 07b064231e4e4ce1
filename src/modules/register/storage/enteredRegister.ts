import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { EnteredVersion, KnownBody } from '../domain/localBody.ts';
import { isSame } from '../domain/localBody.ts';
import type { KnownRelation } from '../domain/localRelation.ts';
import type { OrganisationKind } from '../domain/organisationKind.ts';
import { ENTERED } from './applyRegister.ts';

/** What of the register an entry is decided on, with the numbers of the rows that it may end. */
export interface EnteredFacts {
  /** Of every code that the register believes in now, and of those it once did. */
  kinds: Map<string, OrganisationKind>;
  /** Codes that something is believed of now. */
  standing: Set<string>;
  published: Set<string>;
  versions: Map<string, { id: number; version: EnteredVersion }[]>;
  relations: { id: number; relation: KnownRelation }[];
}

/** Reads what is believed now: all that was entered, which codes there are, and the published relations of no slot. */
export async function readEntered(database: Kysely<unknown>): Promise<EnteredFacts> {
  const { rows: organisations } = await sql<{ cells: [code: string, kind: OrganisationKind, isStanding: boolean, isPublished: boolean][] | null }>`
    select json_agg(json_build_array(o.code, o.kind, v.code is not null, coalesce(v.is_published, false))) as cells
    from organisation o left join (
      select code, bool_or(source <> ${ENTERED}) as is_published from organisation_version where upper_inf(recorded) group by code
    ) v using (code)`.execute(database);
  const cells = organisations[0]!.cells ?? [];
  const { rows: versions } = await sql<EnteredVersion & { id: number; code: string }>`
    select id, code, lower(valid) as from, upper(valid) as to, name, postcode, status
    from organisation_version where upper_inf(recorded) and source = ${ENTERED} order by code, valid`.execute(database);
  const { rows: relations } = await sql<Omit<KnownRelation, 'isEntered'> & { id: number; source: string }>`
    select id, kind, from_code as "fromCode", to_code as "toCode", lower(valid) as from, upper(valid) as to, source
    from relation where upper_inf(recorded) and slot is null`.execute(database);
  const byCode = new Map<string, { id: number; version: EnteredVersion }[]>();
  for (const { id, code, from, to, name, postcode, status } of versions) {
    const own = byCode.get(code) ?? [];
    byCode.set(code, own);
    own.push({ id, version: { from, to, name, postcode, status } });
  }
  return {
    kinds: new Map(cells.map(([code, kind]) => [code, kind])),
    standing: new Set(cells.filter(([, , isStanding]) => isStanding).map(([code]) => code)),
    published: new Set(cells.filter(([, , , isPublished]) => isPublished).map(([code]) => code)),
    versions: byCode,
    relations: relations.map(({ id, source, kind, fromCode, toCode, from, to }) => ({ id, relation: { kind, fromCode, toCode, from, to, isEntered: source === ENTERED } })),
  };
}

export const knownBody = (facts: EnteredFacts, code: string): KnownBody => ({
  kind: facts.kinds.get(code) ?? null,
  isPublished: facts.published.has(code),
  versions: (facts.versions.get(code) ?? []).map(({ version }) => version),
});

/** The kind of a body that the register believes in now; null for a code that is unknown, or whose entry was undone. */
export const kindStanding = (facts: EnteredFacts, code: string): OrganisationKind | null => (facts.standing.has(code) ? (facts.kinds.get(code) ?? null) : null);

/** What an entry makes of the register: beliefs that end and beliefs that begin, at one moment. */
export interface EntryChange {
  newOrganisations: [code: string, kind: string][];
  versions: { add: (EnteredVersion & { code: string })[]; endIds: number[] };
  relations: { add: Omit<KnownRelation, 'isEntered'>[]; endIds: number[] };
}

export const noChange = (): EntryChange => ({ newOrganisations: [], versions: { add: [], endIds: [] }, relations: { add: [], endIds: [] } });

/** Adds to a change that a body is believed to have stood so; spans that stay as they were are not touched. */
export function believeBody(change: EntryChange, facts: EnteredFacts, code: string, kind: string, versions: EnteredVersion[]): void {
  if (!facts.kinds.has(code)) change.newOrganisations.push([code, kind]);
  const held = facts.versions.get(code) ?? [];
  change.versions.endIds.push(...held.filter(({ version }) => !versions.some((one) => isSame([one], [version]))).map(({ id }) => id));
  change.versions.add.push(...versions.filter((one) => !held.some(({ version }) => isSame([one], [version]))).map((version) => ({ code, ...version })));
}

/** Only one entry is decided at a time: each is decided on what the one before it left. */
const ENTRY_LOCK = 4_207_011;

/** Takes the turn, and gives the moment from which the entry is known: after every entry before it, whatever the clock says. */
export async function entryMoment(transaction: Transaction<unknown>, now: Date): Promise<Date> {
  await sql`select pg_advisory_xact_lock(${sql.lit(ENTRY_LOCK)})`.execute(transaction);
  const last = await lastMoment(transaction);
  return last && last >= now ? new Date(last.getTime() + 1) : now;
}

/** When something was last entered; null where nothing ever was. */
export async function lastMoment(database: Kysely<unknown>): Promise<Date | null> {
  const { rows } = await sql<{ moment: Date | null }>`
    select max(moment) as moment from (
      select greatest(lower(recorded), upper(recorded)) as moment from organisation_version where source = ${ENTERED}
      union all select greatest(lower(recorded), upper(recorded)) from relation where source = ${ENTERED}
    ) as entries`.execute(database);
  return rows[0]!.moment;
}

export async function writeEntry(transaction: Transaction<unknown>, { newOrganisations, versions, relations }: EntryChange, moment: Date): Promise<void> {
  const codes = newOrganisations.map(([code]) => code);
  await sql`insert into organisation (code, kind) select * from unnest(${codes}::text[], ${newOrganisations.map(([, kind]) => kind)}::text[])`.execute(transaction);
  for (const [table, { endIds }] of [['organisation_version', versions], ['relation', relations]] as const) {
    if (endIds.length) await sql`update ${sql.table(table)} set recorded = tstzrange(lower(recorded), ${moment}) where id = any(${endIds}::bigint[])`.execute(transaction);
  }
  const bodies = versions.add;
  await sql`
    insert into organisation_version (code, name, postcode, status, is_listed, source, valid, recorded)
    select code, name, postcode, status, false, ${ENTERED}::text, daterange(starts, ends), tstzrange(${moment}, null)
    from unnest(${bodies.map((row) => row.code)}::text[], ${bodies.map((row) => row.name)}::text[], ${bodies.map((row) => row.postcode)}::text[],
      ${bodies.map((row) => row.status)}::text[], ${bodies.map((row) => row.from)}::date[], ${bodies.map((row) => row.to)}::date[])
      as entered (code, name, postcode, status, starts, ends)`.execute(transaction);
  const links = relations.add;
  await sql`
    insert into relation (kind, from_code, to_code, source, valid, recorded)
    select kind, from_code, to_code, ${ENTERED}::text, daterange(starts, ends), tstzrange(${moment}, null)
    from unnest(${links.map((row) => row.kind)}::text[], ${links.map((row) => row.fromCode)}::text[], ${links.map((row) => row.toCode)}::text[],
      ${links.map((row) => row.from)}::date[], ${links.map((row) => row.to)}::date[])
      as entered (kind, from_code, to_code, starts, ends)`.execute(transaction);
}

/** What takes the last entry back: what began at its moment ends, and what ended at it is believed again. */
export async function readReversal(database: Kysely<unknown>, moment: Date): Promise<EntryChange> {
  const change = noChange();
  const { rows: versions } = await sql<EnteredVersion & { id: number; code: string; isBegun: boolean }>`
    select id, code, lower(valid) as from, upper(valid) as to, name, postcode, status, lower(recorded) = ${moment} as "isBegun"
    from organisation_version where source = ${ENTERED} and (lower(recorded) = ${moment} or upper(recorded) = ${moment})`.execute(database);
  for (const { id, isBegun, ...version } of versions) {
    if (isBegun) change.versions.endIds.push(id);
    else change.versions.add.push(version);
  }
  const { rows: relations } = await sql<Omit<KnownRelation, 'isEntered'> & { id: number; isBegun: boolean }>`
    select id, kind, from_code as "fromCode", to_code as "toCode", lower(valid) as from, upper(valid) as to, lower(recorded) = ${moment} as "isBegun"
    from relation where source = ${ENTERED} and (lower(recorded) = ${moment} or upper(recorded) = ${moment})`.execute(database);
  for (const { id, isBegun, ...relation } of relations) {
    if (isBegun) change.relations.endIds.push(id);
    else change.relations.add.push(relation);
  }
  return change;
}
