import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import { registerRevision } from './registerReader.ts';

export interface Coordinates {
  longitude: number;
  latitude: number;
}

/** An area as published: GeoJSON geometry in longitude and latitude. */
export interface Boundary {
  code: string;
  name: string;
  geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: never };
}

export interface Geography {
  /** Where practices are; those that are not in it have no published position. */
  coordinates: Map<string, Coordinates>;
  icbs: Boundary[];
  subIcbs: Boundary[];
  /** The publications read, for the source line under a map. */
  sources: string[];
}

/** Reads where things are. Kept until something new is loaded. */
export interface BoundaryReader {
  geography(): Promise<Geography>;
}

export function boundaryReader(database: Kysely<unknown>, statistics: Statistics, folder: string): BoundaryReader {
  let kept: { revision: number; geography: Promise<Geography> } | null = null;
  return {
    async geography() {
      const revision = await registerRevision(database);
      if (!kept || kept.revision !== revision) kept = { revision, geography: readGeography(database, statistics, folder) };
      return kept.geography;
    },
  };
}

async function readGeography(database: Kysely<unknown>, statistics: Statistics, folder: string): Promise<Geography> {
  const held = inForce(await publicationsHeld(database));
  const pathOf = (dataset: string) => held.filter((one) => one.dataset === dataset).at(-1)?.tables[0]!.path;
  const areas = async (dataset: string): Promise<Boundary[]> => {
    const path = pathOf(dataset);
    if (!path) return [];
    const rows = await statistics.rows<{ code: string; name: string; geometry: string }>(`SELECT code, name, geometry FROM read_parquet(${literal(join(folder, path))}) ORDER BY code`);
    return rows.map((row) => ({ code: row.code, name: row.name, geometry: JSON.parse(row.geometry) as Boundary['geometry'] }));
  };
  const coordinates = new Map<string, Coordinates>();
  const path = pathOf('practice-coordinates');
  if (path) {
    const { code, longitude, latitude } = await statistics.columns(`SELECT practice_code AS code, longitude, latitude FROM read_parquet(${literal(join(folder, path))})`);
    for (const [row, one] of code!.entries()) coordinates.set(one as string, { longitude: longitude![row] as number, latitude: latitude![row] as number });
  }
  const sources = ['practice-coordinates', 'icb-boundaries', 'sub-icb-boundaries'].filter((dataset) => pathOf(dataset));
  return { coordinates, icbs: await areas('icb-boundaries'), subIcbs: await areas('sub-icb-boundaries'), sources };
}
