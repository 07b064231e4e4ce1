import { sql } from 'kysely';
import type { RegisterContext } from '../context.ts';
import { isLocalKind } from '../domain/localBody.ts';
import type { OrganisationAt, RegisterImage } from '../domain/registerImage.ts';
import type { RelationKind } from '../domain/organisationKind.ts';
import { ENTERED } from '../storage/applyRegister.ts';
import { lastMoment, readReversal } from '../storage/enteredRegister.ts';

/** A relation that was entered, with the number by which it is corrected; it ends before `to`. */
export interface EnteredRelation {
  id: number;
  kind: RelationKind;
  fromCode: string;
  toCode: string;
  from: string | null;
  to: string | null;
}

/** Every local body, as it stands on a day, or as it first or last stood; in the order of names. */
export function localBodiesOf(image: RegisterImage, day: string): OrganisationAt[] {
  const bodies: OrganisationAt[] = [];
  for (const code of image.codes()) {
    const kind = image.kindOf(code);
    if (!isLocalKind(kind)) continue;
    const version = image.at(code, day) ?? image.versionsOf(code).at(-1);
    if (version) bodies.push({ ...version, code, kind });
  }
  return bodies.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The relations of a body that were entered here and are believed now. */
export async function enteredRelationsOf({ database }: Pick<RegisterContext, 'database'>, code: string): Promise<EnteredRelation[]> {
  const { rows } = await sql<EnteredRelation>`
    select id, kind, from_code as "fromCode", to_code as "toCode", lower(valid) as from, upper(valid) as to
    from relation where upper_inf(recorded) and source = ${ENTERED} and (from_code = ${code} or to_code = ${code}) order by kind, from_code, valid`.execute(database.as());
  return rows;
}

export async function enteredRelation({ database }: Pick<RegisterContext, 'database'>, id: number): Promise<EnteredRelation | null> {
  const { rows } = await sql<EnteredRelation>`
    select id, kind, from_code as "fromCode", to_code as "toCode", lower(valid) as from, upper(valid) as to
    from relation where upper_inf(recorded) and source = ${ENTERED} and id = ${id}`.execute(database.as());
  return rows[0] ?? null;
}

/** The last entry: when it was, and what it began and ended. */
export interface LastEntry {
  moment: Date;
  bodies: string[];
  relationsBegun: number;
  relationsEnded: number;
}

export async function lastEntry({ database }: Pick<RegisterContext, 'database'>): Promise<LastEntry | null> {
  const moment = await lastMoment(database.as());
  if (!moment) return null;
  const { versions, relations } = await readReversal(database.as(), moment);
  const { rows } = versions.endIds.length
    ? await sql<{ code: string }>`select distinct code from organisation_version where id = any(${versions.endIds}::bigint[])`.execute(database.as())
    : { rows: [] };
  const bodies = new Set([...rows.map(({ code }) => code), ...versions.add.map(({ code }) => code)]);
  return { moment, bodies: [...bodies].sort(), relationsBegun: relations.endIds.length, relationsEnded: relations.add.length };
}
