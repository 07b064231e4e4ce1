import { geoTransverseMercator } from 'd3-geo';
import type { Geometry, Position } from 'geojson';
import { CHART_WIDTH } from './chartFrame.tsx';
import { areaOf, boxOf, clipRing, distanceToEdge, isInside, pathOf, type Box, type Polygon, type Ring, type Spot } from './planarShape.ts';

export interface MapBoundary {
  code: string;
  name: string;
  /** What to write on the map, where the name is long. */
  label?: string;
  /** Polygons in longitude and latitude, wound either way; other kinds of geometry are not drawn. */
  geometry: Geometry;
  href?: string;
  /** The map is fitted to what is emphasised; the rest is its surroundings. */
  emphasis?: boolean;
}

export interface PreparedShape extends Omit<MapBoundary, 'geometry'> {
  path: string;
  /** Where its name could stand, best first; empty where it is not to be named. */
  labelSpots: readonly Spot[];
}

/** A map with everything done that does not depend on the points: keep it, and draw it as often as needed. */
export interface PreparedMap {
  height: number;
  /** Drawn in this order: surroundings first. Boundaries wholly outside the frame are left out. */
  shapes: readonly PreparedShape[];
  /** All boundaries drawn are alike: none is emphasised, or all are. */
  isEven: boolean;
  unitsPerKm: number;
  place: (longitude: number, latitude: number) => Spot;
}

/** What the frame is to hold, beyond the emphasised boundaries: for a group of points that has no boundary. */
export interface MapFocus {
  longitude: number;
  latitude: number;
}

const EARTH_RADIUS_KM = 6371;
const PADDING = 14;
const HEIGHT_MIN = 220;
const HEIGHT_MAX = 460;
/** A lone point is shown with some country around it. */
const EXTENT_MIN_KM = 4;
/** Shapes are cut this far outside the frame, so that the cut's own edge does not show. */
const BLEED = 6;
const NAMED_MAX = 12;

/**
 * Projects boundaries onto the drawing and writes their paths. A transverse Mercator about the middle of what is in
 * focus: shapes look as on a national grid. In focus are the emphasised boundaries and the focus points, or failing
 * both, all boundaries. Gives null where there is nothing to fit a map to.
 */
export function prepareMap(boundaries: readonly MapBoundary[], focus: readonly MapFocus[] = []): PreparedMap | null {
  const emphasised = boundaries.filter(({ emphasis }) => emphasis);
  const fitted = emphasised.length || focus.length ? emphasised : boundaries;
  const focusSpots = focus.map(({ longitude, latitude }): Spot => [longitude, latitude]);
  const degrees = boxOf([...fitted.flatMap(({ geometry }) => polygonsOf(geometry).flat(2)).map(asSpot), ...focusSpots]);
  if (!degrees) return null;

  const onEarth = geoTransverseMercator().rotate([-(degrees.left + degrees.right) / 2, 0]).scale(EARTH_RADIUS_KM).translate([0, 0]);
  const toKm = (spot: readonly number[]): Spot => onEarth([spot[0] ?? 0, spot[1] ?? 0]) ?? [NaN, NaN];
  const projected = new Map(boundaries.map((boundary) => [boundary, polygonsOf(boundary.geometry).map((rings) => rings.map((ring) => ring.map(toKm)))]));
  const km = boxOf([...fitted.flatMap((boundary) => projected.get(boundary)?.flat(2) ?? []), ...focusSpots.map(toKm)]);
  if (!km) return null;

  const { height, unitsPerKm, fit } = fitFrame(km);
  const frame: Box = { left: 0, top: 0, right: CHART_WIDTH, bottom: height };
  const cut: Box = { left: -BLEED, top: -BLEED, right: CHART_WIDTH + BLEED, bottom: height + BLEED };
  const visible = boundaries
    .map((boundary) => ({ boundary, polygons: (projected.get(boundary) ?? []).map((rings) => rings.map((ring) => clipRing(ring.map(fit), cut)).filter((ring) => ring.length > 2)).filter((rings) => rings.length > 0) }))
    .filter(({ polygons }) => polygons.length > 0);
  const isEmphasised = ({ boundary }: (typeof visible)[number]) => boundary.emphasis === true;
  const named = new Set(visible.length <= NAMED_MAX ? visible : visible.filter(isEmphasised).slice(0, NAMED_MAX));
  const ordered = [...visible.filter((shape) => !isEmphasised(shape)), ...visible.filter(isEmphasised)];

  return {
    height,
    unitsPerKm,
    isEven: !visible.some(isEmphasised) || visible.every(isEmphasised),
    place: (longitude, latitude) => fit(toKm([longitude, latitude])),
    shapes: ordered.map((shape) => {
      const { code, name, label, href, emphasis } = shape.boundary;
      return { code, name, label, href, emphasis, path: pathOf(shape.polygons.flat()), labelSpots: named.has(shape) ? labelSpotsOf(shape.polygons, frame) : [] };
    }),
  };
}

/** Polygons of any geometry, rings as published; the last corner repeats the first, which a plane ring need not. */
function polygonsOf(geometry: Geometry): Position[][][] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(polygonsOf);
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

const asSpot = (position: Position): Spot => [position[0] ?? 0, position[1] ?? 0];

/** The largest scale at which the box of kilometres fits, in a frame no flatter or taller than a page bears. */
function fitFrame({ left, top, right, bottom }: Box) {
  const width = Math.max(right - left, EXTENT_MIN_KM);
  const tall = Math.max(bottom - top, EXTENT_MIN_KM);
  const room = CHART_WIDTH - 2 * PADDING;
  const height = Math.round(Math.min(HEIGHT_MAX, Math.max(HEIGHT_MIN, (room * tall) / width + 2 * PADDING)));
  const unitsPerKm = Math.min(room / width, (height - 2 * PADDING) / tall);
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const fit = ([x, y]: Spot): Spot => [CHART_WIDTH / 2 + (x - middleX) * unitsPerKm, height / 2 + (y - middleY) * unitsPerKm];
  return { height, unitsPerKm, fit };
}

/** Spots well inside the largest part that shows: the roomiest first, then others that are apart from those. */
function labelSpotsOf(polygons: readonly Polygon[], frame: Box): Spot[] {
  const parts = polygons
    .map((rings) => rings.map((ring): Ring => clipRing(ring, frame)).filter((ring) => ring.length > 2))
    .filter((rings) => rings.length > 0);
  const largest = parts.sort((a, b) => areaOf(b[0] ?? []) - areaOf(a[0] ?? []))[0];
  const box = largest && boxOf(largest[0] ?? []);
  if (!largest || !box) return [];
  // Finer finds no better spot for a name, and costs its square.
  const steps = 8;
  const candidates: { spot: Spot; room: number }[] = [];
  for (let column = 0; column < steps; column += 1) {
    for (let row = 0; row < steps; row += 1) {
      const spot: Spot = [box.left + ((column + 0.5) / steps) * (box.right - box.left), box.top + ((row + 0.5) / steps) * (box.bottom - box.top)];
      if (isInside(largest, spot)) candidates.push({ spot, room: distanceToEdge(largest, spot) });
    }
  }
  return candidates.sort((a, b) => b.room - a.room).slice(0, 40).map(({ spot }) => spot);
}
