import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import type { WorkforceContext } from '../../context.ts';
import type { CensusLine } from '../domain/census.ts';
import { nameOfRole } from '../domain/censusRole.ts';

/** One census of all England. */
export interface Census {
  publicationId: number;
  asOf: IsoDate;
  fileName: string;
  byPcn: ReadonlyMap<string, readonly CensusLine[]>;
}

interface Cells extends Record<string, string | number | null> {
  pcn: string;
  staffGroup: string;
  staffRole: string;
  detailed: string | null;
  posts: number;
  wte: number;
  bought: number;
  boughtWte: number;
  without: number;
}

export const CENSUS = 'pcn-workforce-census';

/** A publication never changes, so what was read of it is kept as long as the engine that read it. */
const kept = new WeakMap<Statistics, Map<string, Promise<Census>>>();

/** Every census that is held, the oldest first. */
export async function censusesHeld({ database, statistics, statisticsFolder }: Pick<WorkforceContext, 'database' | 'statistics' | 'statisticsFolder'>): Promise<Census[]> {
  const publications = await censusPublications(database.as<unknown>());
  const read = kept.get(statistics) ?? new Map<string, Promise<Census>>();
  kept.set(statistics, read);
  return Promise.all(publications.map((publication) => {
    const key = publication.tables[0]!.path;
    let census = read.get(key);
    if (!census) read.set(key, (census = readCensus(statistics, statisticsFolder, publication)));
    census.catch(() => read.delete(key));
    return census;
  }));
}

/** The censuses that are held and in force, the oldest first. */
export const censusPublications = async (db: Kysely<unknown>): Promise<Publication[]> =>
  inForce(await publicationsHeld(db)).filter(({ dataset, asOf, tables }) => dataset === CENSUS && asOf !== null && tables.length > 0);

async function readCensus(statistics: Statistics, folder: string, publication: Publication): Promise<Census> {
  const rows = await statistics.rows<Cells>(`
    SELECT pcn_code AS pcn, staff_group AS "staffGroup", staff_role AS "staffRole", detailed_role AS detailed,
      CAST(count(*) AS INTEGER) AS posts, round(coalesce(sum(fte), 0), 6) AS wte,
      CAST(count(*) FILTER (WHERE data_source ILIKE '%contracted%') AS INTEGER) AS bought,
      round(coalesce(sum(fte) FILTER (WHERE data_source ILIKE '%contracted%'), 0), 6) AS "boughtWte",
      CAST(count(*) FILTER (WHERE fte IS NULL) AS INTEGER) AS "without"
    FROM read_parquet(${literal(join(folder, publication.tables[0]!.path))}) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`);
  const byPcn = new Map<string, CensusLine[]>();
  for (const { pcn, staffGroup, staffRole, detailed, posts, wte, bought, boughtWte, without } of rows) {
    const lines = byPcn.get(pcn) ?? [];
    byPcn.set(pcn, lines);
    lines.push({ name: nameOfRole(staffRole, detailed), staffGroup, posts, wte, boughtPosts: bought, boughtWte, withoutWte: without });
  }
  return { publicationId: publication.id, asOf: publication.asOf as IsoDate, fileName: publication.fileName, byPcn };
}
