import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export interface HeldTable {
  table: string;
  /** Relative to the statistics folder. */
  path: string;
  rows: number;
}

/** A publication that Chorus holds. */
export interface Publication {
  id: number;
  dataset: string;
  /** `YYYY-MM-DD`; null where the file states no day. */
  asOf: string | null;
  revision: number;
  digest: string;
  fileName: string;
  loadedAt: Date;
  rowsRead: number;
  rowsKept: number;
  rowsSetAside: number;
  rowsRefused: number;
  tables: HeldTable[];
}

/** All publications, each data set's from the oldest day to the newest and each day's in the order of its revisions. */
export async function publicationsHeld(database: Kysely<unknown>, knownAt?: Date): Promise<Publication[]> {
  const { rows } = await sql<Publication>`
    select id, dataset, as_of as "asOf", revision, digest, file_name as "fileName", loaded_at as "loadedAt", rows_read as "rowsRead",
      rows_kept as "rowsKept", rows_set_aside as "rowsSetAside", rows_refused as "rowsRefused", tables
    from publication where loaded_at <= coalesce(${knownAt ?? null}::timestamptz, 'infinity')
    order by dataset, as_of nulls first, revision`.execute(database);
  return rows;
}

/** Of each day's revisions the last: what the publisher says now about that day. Keeps the order. */
export function inForce(publications: Publication[]): Publication[] {
  const last = new Map(publications.map((publication) => [`${publication.dataset} ${publication.asOf}`, publication]));
  return publications.filter((publication) => last.get(`${publication.dataset} ${publication.asOf}`) === publication);
}

/** An orphan younger than this may belong to another process that is about to commit it. */
const ORPHAN_MIN_AGE_MS = 60 * 60 * 1000;

/**
 * Removes Parquet files that no publication names: what a killed load left. `isAlone` when this process holds the data
 * folder, so that no file can be another's work in progress.
 */
export async function sweepOrphans(database: Kysely<unknown>, statisticsFolder: string, isAlone: boolean): Promise<string[]> {
  const named = new Set((await publicationsHeld(database)).flatMap((publication) => publication.tables.map((table) => table.path)));
  const orphans = parquetFiles(statisticsFolder).filter((path) => {
    if (named.has(relative(statisticsFolder, path))) return false;
    return isAlone || Date.now() - statSync(path).mtimeMs > ORPHAN_MIN_AGE_MS;
  });
  for (const path of orphans) rmSync(path, { force: true });
  return orphans;
}

function parquetFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.parquet(\.part)?$/.test(name))
    .map((name) => join(folder, name));
}
