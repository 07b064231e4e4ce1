import type { FeatureCollection, GeoJsonProperties, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { Objects, Topology } from 'topojson-specification';

export type BoundaryCollection<P extends GeoJsonProperties = GeoJsonProperties> = FeatureCollection<Polygon | MultiPolygon, P>;

const KM_PER_DEGREE = 111.2;
/** Corners that two files' rounding sets apart by less than this share of the whole width are one corner. */
const GRID_CELLS = 1e6;

/**
 * Drops the corners of boundaries that matter least, alike on both sides of a shared border, so that neighbours
 * neither overlap nor part. `toleranceKm`: wiggles smaller than a triangle of this many kilometres squared go; 0.5
 * suits a county, 2 a country. Longitudes and latitudes in, and out. No boundary vanishes, however small.
 */
export function simplifyBoundaries<P extends GeoJsonProperties>(collection: BoundaryCollection<P>, toleranceKm: number): BoundaryCollection<P> {
  if (collection.features.length === 0) return collection;
  // The two packages' types differ only in whether properties may be null, and nothing here reads them.
  const shared = topology({ boundaries: collection }, GRID_CELLS) as Topology<Objects>;
  const [, south = 0, , north = 0] = shared.bbox ?? [];
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const areaMin = toleranceKm ** 2 / (KM_PER_DEGREE ** 2 * narrowing);
  const simple = simplify(presimplify(shared), areaMin);
  const boundaries = simple.objects['boundaries'];
  if (boundaries?.type !== 'GeometryCollection') throw new Error('A collection of boundaries was taken apart but not put together again');
  const simplified = feature(simple, boundaries) as BoundaryCollection<P>;
  return {
    type: 'FeatureCollection',
    features: simplified.features.map((after, index) => {
      const before = collection.features[index];
      return before && isCollapsed(after.geometry) ? before : after;
    }),
  };
}

/** True where every edge has come down to fewer than three corners (a ring repeats its first corner at the end). */
function isCollapsed(geometry: Polygon | MultiPolygon): boolean {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.every(([edge = []]) => new Set(edge.map((corner) => corner.join())).size < 3);
}
