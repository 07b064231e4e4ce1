import { prepareMap } from '#platform/charts/preparedMap.ts';
import type { MapBoundary, MapFocus, PreparedMap } from '#platform/charts/preparedMap.ts';
import { simplifyBoundaries } from '#platform/charts/simplifyBoundaries.ts';
import type { BoundaryCollection } from '#platform/charts/simplifyBoundaries.ts';
import type { Boundary, Geography } from '../../queries/boundaries.ts';
import { organisationPath } from '../changes/organisationLink.tsx';

/** Degrees: west, south, east, north. */
type Extent = [west: number, south: number, east: number, north: number];

interface Area {
  boundary: MapBoundary;
  extent: Extent;
}

interface MapsOfGeography {
  icbs: Area[];
  subIcbs: Area[];
  country: PreparedMap | null;
  kept: Map<string, PreparedMap | null>;
}

const ofGeography = new WeakMap<Geography, MapsOfGeography>();
const MAPS_KEPT = 800;
/** Wiggles that no map of all England can show, in kilometres. */
const COUNTRY_TOLERANCE_KM = 2;
/** How much country round about a map may show, as a share of what it is fitted to; a frame is never flatter or taller than that. */
const SURROUNDINGS = 2;
const SURROUNDINGS_MIN_DEGREES = 0.15;

/** Which areas a map shows, and which of them it is about. */
export interface MapWish {
  /** What the map is kept by. */
  key: string;
  areas: 'icbs' | 'sub-icbs';
  emphasised: readonly string[];
  /** Where its practices are, for a body without a boundary of its own. */
  focus: readonly MapFocus[];
}

/** All ICBs, each a link. Null where no boundaries are held. */
export const countryMap = (geography: Geography): PreparedMap | null => mapsOf(geography).country;

/** Whether the map of an area can be drawn. */
export const hasBoundary = ({ icbs, subIcbs }: Geography, code: string): boolean => [...icbs, ...subIcbs].some((one) => one.code === code);

/** Made once and kept: projecting and cutting boundaries takes longer than the page that shows them. */
export function localMap(geography: Geography, { key, areas, emphasised, focus }: MapWish): PreparedMap | null {
  const maps = mapsOf(geography);
  const found = maps.kept.get(key);
  if (found !== undefined) return found;
  const all = areas === 'icbs' ? maps.icbs : maps.subIcbs;
  const chosen = new Set(emphasised);
  const extents = [
    ...all.filter(({ boundary }) => chosen.has(boundary.code)).map(({ extent }) => extent),
    ...focus.map(({ longitude, latitude }): Extent => [longitude, latitude, longitude, latitude]),
  ];
  const near = extents.length ? widened(joined(extents)) : null;
  const boundaries = near ? all.filter(({ extent }) => touches(extent, near)).map(({ boundary }) => ({ ...boundary, emphasis: chosen.has(boundary.code) })) : [];
  const map = near ? prepareMap(boundaries, focus) : null;
  maps.kept.set(key, map);
  for (const oldest of maps.kept.keys()) if (maps.kept.size > MAPS_KEPT) maps.kept.delete(oldest);
  return map;
}

/** The same map with links that keep the dates of the page. */
export const withQuery = (map: PreparedMap | null, query: string): PreparedMap | null =>
  map && query ? { ...map, shapes: map.shapes.map((shape) => ({ ...shape, href: shape.href && `${shape.href}${query}` })) } : map;

function mapsOf(geography: Geography): MapsOfGeography {
  let maps = ofGeography.get(geography);
  if (!maps) {
    const icbs = geography.icbs.map(areaOf);
    maps = { icbs, subIcbs: geography.subIcbs.map(areaOf), country: prepareMap(simpler(geography.icbs)), kept: new Map() };
    ofGeography.set(geography, maps);
  }
  return maps;
}

function boundaryOf({ code, name, geometry }: Boundary): MapBoundary {
  return { code, name, geometry, label: name.replace(/^NHS /, '').replace(/ Integrated Care Board$/i, '').replace(/^.* ICB - /i, ''), href: organisationPath(code) };
}

function areaOf(boundary: Boundary): Area {
  const spots = (boundary.geometry.coordinates as unknown[]).flat(boundary.geometry.type === 'Polygon' ? 1 : 2) as [number, number][];
  return { boundary: boundaryOf(boundary), extent: joined(spots.map(([longitude, latitude]): Extent => [longitude, latitude, longitude, latitude])) };
}

function simpler(boundaries: readonly Boundary[]): MapBoundary[] {
  const collection: BoundaryCollection = { type: 'FeatureCollection', features: boundaries.map(({ geometry }) => ({ type: 'Feature', properties: null, geometry })) };
  return simplifyBoundaries(collection, COUNTRY_TOLERANCE_KM).features.map(({ geometry }, index) => ({ ...boundaryOf(boundaries[index]!), geometry }));
}

function joined(extents: readonly Extent[]): Extent {
  const whole: Extent = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [west, south, east, north] of extents) {
    whole[0] = Math.min(whole[0], west);
    whole[1] = Math.min(whole[1], south);
    whole[2] = Math.max(whole[2], east);
    whole[3] = Math.max(whole[3], north);
  }
  return whole;
}

function widened([west, south, east, north]: Extent): Extent {
  const by = Math.max(SURROUNDINGS * Math.max(east - west, north - south), SURROUNDINGS_MIN_DEGREES);
  return [west - by, south - by, east + by, north + by];
}

const touches = (a: Extent, b: Extent): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
