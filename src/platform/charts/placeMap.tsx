import { max } from 'd3-array';
import type { ReactNode } from 'react';
import { sayNumber, sentenceCase } from '#kernel/sayWords.ts';
import { CHART_WIDTH, ChartFrame, type ChartText } from './chartFrame.tsx';
import { LABEL_LINE_HEIGHT, placeLabels, type LabelWish } from './mapLabels.ts';
import { sayMost, tenth } from './plainNumbers.ts';
import type { Box, Spot } from './planarShape.ts';
import type { PreparedMap, PreparedShape } from './preparedMap.ts';

export interface MapPoint {
  code: string;
  name: string;
  lon: number;
  lat: number;
  href?: string;
  emphasis?: boolean;
  /** Zero or more; the area of the dot is in proportion. */
  size?: number;
}

export interface PlaceMapProps extends ChartText {
  /** From `prepareMap`, which takes longer and is worth keeping; null where there is nothing to draw. */
  prepared: PreparedMap | null;
  points: readonly MapPoint[];
  /** Names that belong on the map but have no known position. */
  missing: readonly string[];
  /** What the points are, in the plural: `libraries`. */
  pointsAre?: string;
  /** What the size of a dot says: `people`. */
  sizeIs?: string;
  /** Where the whole list is, for a map of more places than its table shows. */
  listHref?: string;
}

interface PlacedPoint extends MapPoint {
  at: Spot;
  radius: number;
}

const RADIUS = 3.6;
const RADIUS_MAX = 8;
const RADIUS_MIN = 2;
const MISSING_NAMED_MAX = 5;
const NAMED_POINTS_MAX = 6;
/** Past this many places a keyboard would have to walk through them all: the links in the table serve it instead. */
const TAB_STOPS_MAX = 25;
const TABLE_ROWS_MAX = 50;
const KM_PER_MILE = 1.609344;

/** One sentence on what a map shows, such as "A map of 38 of 40 libraries in Ashdale.". */
export function describePlaceMap(prepared: PreparedMap | null, pointCount: number, missingCount: number, pointsAre = 'places'): string {
  const emphasised = prepared?.shapes.filter(({ emphasis }) => emphasis).map(({ name }) => name) ?? [];
  if (pointCount + missingCount === 0) {
    if (!prepared || prepared.shapes.length === 0) return 'No boundary or position is known, so there is no map to show.';
    if (emphasised.length === 0 || emphasised.length === prepared.shapes.length) return `A map of ${sayNumber(prepared.shapes.length)} ${prepared.shapes.length === 1 ? 'area' : 'areas'}.`;
    return `A map of ${sayMost(emphasised, 3)} and what lies around.`;
  }
  if (pointCount === 0) return `No position is known for any of the ${sayNumber(missingCount)} ${pointsAre}.`;
  const where = emphasised.length ? ` in ${sayMost(emphasised, 3)}` : '';
  const counted = missingCount ? `${sayNumber(pointCount)} of ${sayNumber(pointCount + missingCount)}` : sayNumber(pointCount);
  return `A map of ${counted} ${pointsAre}${where}.`;
}

/** A map that is only printed: boundaries as prepared, points placed on them, as many names as fit. */
export function PlaceMap({ prepared, points, missing, pointsAre = 'places', sizeIs, listHref, summary, ...text }: PlaceMapProps) {
  const sentence = summary ?? describePlaceMap(prepared, points.length, missing.length, pointsAre);
  const table = tableOf(prepared?.shapes ?? [], points, missing, pointsAre, sizeIs, listHref);
  const missed = missing.length ? [`Not on the map, because no position is known: ${sayMost(missing, MISSING_NAMED_MAX)}.`] : [];
  if (!prepared || prepared.shapes.length + points.length === 0) {
    return <ChartFrame {...text} kind="place-map" summary={sentence} notes={missed} table={missing.length ? table : undefined} />;
  }

  const { height, shapes, isEven, unitsPerKm } = prepared;
  const placed = placePoints(prepared, points);
  const scaleBar = scaleBarOf(unitsPerKm);
  const frame: Box = { left: 2, top: 2, right: CHART_WIDTH - 2, bottom: height - 2 };
  const linkCount = shapes.filter(({ href }) => href).length + points.filter(({ href }) => href).length;
  const tabIndex = linkCount > TAB_STOPS_MAX ? -1 : undefined;
  const scaleBox: Box = { left: CHART_WIDTH - scaleBar.length - 14, top: height - 28, right: CHART_WIDTH, bottom: height };
  const labels = placeLabels(labelWishes(shapes, placed), [scaleBox, ...placed.map(boxOfPoint)], frame);
  const notes = [...(sizeIs && placed.some(({ size }) => size !== undefined) ? [`The larger the dot, the more ${sizeIs}.`] : []), ...missed];

  return (
    <ChartFrame {...text} kind="place-map" summary={sentence} height={height} hasLinks={linkCount > 0} notes={notes} table={table}>
      <clipPath id={`${text.id}-frame`}><rect width={CHART_WIDTH} height={height} /></clipPath>
      <g clipPath={`url(#${text.id}-frame)`}>
        <rect className="map-sea" width={CHART_WIDTH} height={height} />
        {shapes.map(({ code, name, href, emphasis, path }) => (
          <MapLink key={code} name={name} href={href} tabIndex={tabIndex}>
            <path className={isEven ? 'map-area map-area--even' : emphasis ? 'map-area map-area--emphasis' : 'map-area'} d={path} />
          </MapLink>
        ))}
        {placed.map(({ code, name, href, emphasis, size, at, radius }) => (
          <MapLink key={code} name={sizeIs && size !== undefined ? `${name}: ${sayNumber(size)} ${sizeIs}` : name} href={href} tabIndex={tabIndex}>
            <circle className={emphasis ? 'map-point map-point--emphasis' : 'map-point'} cx={tenth(at[0])} cy={tenth(at[1])} r={radius} />
          </MapLink>
        ))}
      </g>
      {/* The names are in the links' titles already: read out twice they would only be noise. */}
      <g aria-hidden="true">
        {labels.map(({ key, lines, x, y, anchor, isEmphasised, isWideOnly }) => (
          <text className={`map-label${isEmphasised ? ' map-label--emphasis' : ''}${isWideOnly ? ' map-label--wide' : ''}`} key={key} x={tenth(x)} y={tenth(y)} textAnchor={anchor}>
            {lines.length === 1 ? lines[0] : lines.map((line, index) => <tspan key={line} x={tenth(x)} dy={index ? `${LABEL_LINE_HEIGHT}em` : 0}>{line}</tspan>)}
          </text>
        ))}
        <path className="map-scale" d={`M${tenth(CHART_WIDTH - 8 - scaleBar.length)},${height - 12}v4h${tenth(scaleBar.length)}v-4`} />
        <text className="map-label" x={CHART_WIDTH - 8} y={height - 15} textAnchor="end">{scaleBar.label}</text>
      </g>
    </ChartFrame>
  );
}

/** A title says the name on hovering, and is the link's name to assistive technology. */
function MapLink({ name, href, tabIndex, children }: { name: string; href?: string; tabIndex?: number; children: ReactNode }) {
  if (!href) return <g><title>{name}</title>{children}</g>;
  return <a className="chart-link" href={href} tabIndex={tabIndex}><title>{name}</title>{children}</a>;
}

/** Large dots first, so that small ones lie on top; emphasised ones last of all. Points that are nowhere are left out. */
function placePoints({ place }: PreparedMap, points: readonly MapPoint[]): PlacedPoint[] {
  const largest = max(points, ({ size }) => size) ?? 0;
  const countAt = new Map<string, number>();
  return points
    .map((point): PlacedPoint => {
      const scaled = point.size === undefined || largest <= 0 ? RADIUS : Math.max(RADIUS_MIN, RADIUS_MAX * Math.sqrt(Math.max(0, point.size) / largest));
      return { ...point, at: besideOthers(place(point.lon, point.lat), countAt), radius: tenth(point.emphasis ? Math.max(scaled, RADIUS + 1.6) : scaled) };
    })
    .filter(({ at: [x, y] }) => Number.isFinite(x) && Number.isFinite(y))
    .sort((a, b) => Number(a.emphasis ?? false) - Number(b.emphasis ?? false) || b.radius - a.radius);
}

/** Places that share a building would hide one another: each after the first moves a little, in a widening turn. */
function besideOthers([x, y]: Spot, countAt: Map<string, number>): Spot {
  const key = `${Math.round(x)},${Math.round(y)}`;
  const before = countAt.get(key) ?? 0;
  countAt.set(key, before + 1);
  const [turn, away] = [before * 2.4, 5 * Math.sqrt(before)];
  return [x + away * Math.cos(turn), y + away * Math.sin(turn)];
}

const boxOfPoint = ({ at: [x, y], radius }: PlacedPoint): Box => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

/** Emphasised points are named first, then the emphasised areas, then the areas around. */
function labelWishes(shapes: readonly PreparedShape[], placed: readonly PlacedPoint[]): LabelWish[] {
  const emphasised = placed.filter(({ emphasis }) => emphasis);
  const rest = placed.filter(({ emphasis }) => !emphasis);
  const named = [...(emphasised.length <= NAMED_POINTS_MAX ? emphasised : []), ...(placed.length <= NAMED_POINTS_MAX ? rest : [])];
  const pointWishes = named.map(({ code, name, emphasis, at: [x, y], radius }): LabelWish => {
    const off = radius + 3;
    const isRight = x > CHART_WIDTH * 0.6;
    return { key: `point ${code}`, name, isEmphasised: emphasis === true, anchor: isRight ? 'end' : 'start', spots: [0, -9, 9, -18, 18].map((lift): Spot => [isRight ? x - off : x + off, y + lift]) };
  });
  const areaWishes = shapes
    .filter(({ labelSpots }) => labelSpots.length > 0)
    .map(({ code, name, label, emphasis, labelSpots }): LabelWish => ({ key: `area ${code}`, name: label ?? name, isEmphasised: emphasis === true, spots: labelSpots }));
  return [...pointWishes, ...areaWishes.sort((a, b) => Number(b.isEmphasised) - Number(a.isEmphasised))];
}

/** A round number of miles, about a fifth of the width. */
function scaleBarOf(unitsPerKm: number): { length: number; label: string } {
  const unitsPerMile = unitsPerKm * KM_PER_MILE;
  const miles = [100, 50, 20, 10, 5, 2, 1, 0.5].find((distance) => distance * unitsPerMile <= CHART_WIDTH * 0.28) ?? 0.5;
  return { length: miles * unitsPerMile, label: miles === 0.5 ? 'Half a mile' : `${miles} ${miles === 1 ? 'mile' : 'miles'}` };
}

function tableOf(shapes: readonly PreparedShape[], points: readonly MapPoint[], missing: readonly string[], pointsAre: string, sizeIs?: string, listHref?: string) {
  const named = ({ name, href }: { name: string; href?: string }) => (href ? <a href={href}>{name}</a> : name);
  const isSized = points.some(({ size }) => size !== undefined);
  const rows = [
    ...points.map((point) => ({ key: `point ${point.code}`, cells: [named(point), point.code, 'Point', point.size === undefined ? '' : sayNumber(point.size)] })),
    ...shapes.map((shape) => ({ key: `area ${shape.code}`, cells: [named(shape), shape.code, 'Area', ''] })),
    ...missing.map((name, index) => ({ key: `missing ${index}`, cells: [name, '', 'No known position', ''] })),
  ];
  const columns = [{ name: 'Name' }, { name: 'Code' }, { name: 'On the map' }, ...(isSized ? [{ name: sentenceCase(sizeIs ?? 'size'), isNumber: true }] : [])];
  const shown = rows.slice(0, TABLE_ROWS_MAX).map(({ key, cells }) => ({ key, cells: cells.slice(0, columns.length) }));
  const rest = `${sentenceCase(pointsAre)} and areas: the first ${TABLE_ROWS_MAX} of ${sayNumber(rows.length)}.`;
  const note = rows.length > shown.length ? <>{rest}{listHref && <> <a href={listHref}>See the whole list</a>.</>}</> : undefined;
  return { columns, rows: shown, note };
}
