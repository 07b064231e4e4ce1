import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { RegisterImage } from '../domain/registerImage.ts';
import type { ImageRelation, ImageVersion } from '../domain/registerImage.ts';
import type { OrganisationKind } from '../domain/organisationKind.ts';

/** How many moments' registers are kept in memory: now, and a few that somebody asked about. */
const IMAGES_KEPT = 4;

/** Reads the register as known now, or as it was known at a moment. Keeps the picture until the register changes. */
export interface RegisterReader {
  image(knownAt?: Date | null): Promise<RegisterImage>;
  /** The same within a transaction, over its own connection: the embedded record has no second one to read by. */
  imageWithin(transaction: Kysely<unknown>): Promise<RegisterImage>;
  revision(): Promise<number>;
}

/** Goes up with every publication loaded and every change of the register, when it is committed. */
export async function registerRevision(database: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{ revision: number }>`select revision from register_revision`.execute(database);
  return rows[0]!.revision;
}

export async function raiseRevision(transaction: Kysely<unknown>): Promise<void> {
  await sql`update register_revision set revision = revision + 1`.execute(transaction);
}

export function registerReader(database: Kysely<unknown>): RegisterReader {
  const images = new Map<string, Promise<RegisterImage>>();
  // Only what was read to its end: a transaction that waited for a reading would wait for itself.
  const finished = new Map<string, RegisterImage>();
  const revision = () => registerRevision(database);
  return {
    revision,
    async imageWithin(transaction) {
      return finished.get(`${await registerRevision(transaction)} now`) ?? readImage(transaction, null);
    },
    async image(knownAt = null) {
      const key = `${await revision()} ${knownAt?.toISOString() ?? 'now'}`;
      const kept = images.get(key);
      if (kept) {
        images.delete(key);
        images.set(key, kept);
        return kept;
      }
      const made = readImage(database, knownAt);
      images.set(key, made);
      made.then((image) => images.has(key) && finished.set(key, image), () => images.delete(key));
      for (const oldest of images.keys()) {
        if (images.size <= IMAGES_KEPT) break;
        images.delete(oldest);
        finished.delete(oldest);
      }
      return made;
    },
  };
}

/** Both tables come as one JSON text each: a hundred thousand small cells cost far more one by one. */
async function readImage(database: Kysely<unknown>, knownAt: Date | null): Promise<RegisterImage> {
  const moment = knownAt?.toISOString() ?? 'infinity';
  const { rows } = await sql<{ versions: VersionCells[] | null; relations: RelationCells[] | null }>`
    select (
      select json_agg(json_build_array(v.code, o.kind, lower(v.valid), upper(v.valid), v.name, v.postcode, v.address, v.status, v.is_listed, v.source) order by v.code, v.valid)
      from organisation_version v join organisation o using (code) where v.recorded @> ${moment}::timestamptz
    ) as versions, (
      select json_agg(json_build_array(kind, from_code, to_code, slot, lower(valid), upper(valid), source, end_source) order by from_code, valid)
      from relation where recorded @> ${moment}::timestamptz
    ) as relations`.execute(database);
  const { versions, relations } = rows[0]!;
  return new RegisterImage(
    (versions ?? []).map(([code, kind, from, to, name, postcode, address, status, isListed, source]) => ({ code, kind, from, to, name, postcode, address, status, isListed, source })),
    (relations ?? []).map(([kind, fromCode, toCode, slot, from, to, source, endSource]) => ({ kind, fromCode, toCode, slot, from, to, source, endSource })),
  );
}

type VersionCells = [code: string, kind: OrganisationKind, from: string | null, to: string | null, name: string, postcode: string | null, address: string | null, status: ImageVersion['status'], isListed: boolean, source: string];
type RelationCells = [kind: ImageRelation['kind'], fromCode: string, toCode: string, slot: string | null, from: string | null, to: string | null, source: string, endSource: string | null];
