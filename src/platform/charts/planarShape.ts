/**
 * Shapes on paper: everything here is plain plane geometry, so the way a ring winds means nothing. (d3-geo's own
 * paths are drawn on the globe, where a ring that winds the wrong way is the whole world but that place, and
 * published files wind both ways.)
 */
export type Spot = readonly [x: number, y: number];
export type Ring = readonly Spot[];
/** The first ring is the edge, the others are holes. */
export type Polygon = readonly Ring[];

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function boxOf(spots: Iterable<Spot>): Box | null {
  let box: Box | null = null;
  for (const [x, y] of spots) {
    box ??= { left: x, top: y, right: x, bottom: y };
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.top) box.top = y;
    if (y > box.bottom) box.bottom = y;
  }
  return box;
}

/** The area of a ring, never negative: winding means nothing here. */
export function areaOf(ring: Ring): number {
  let twice = 0;
  let [px, py] = ring.at(-1) ?? [0, 0];
  for (const [x, y] of ring) {
    twice += px * y - x * py;
    [px, py] = [x, y];
  }
  return Math.abs(twice) / 2;
}

/** True inside the edge and outside the holes (the even-odd rule). */
export function isInside(polygon: Polygon, [x, y]: Spot): boolean {
  let inside = false;
  for (const ring of polygon) {
    let [px, py] = ring.at(-1) ?? [0, 0];
    for (const [qx, qy] of ring) {
      if (qy > y !== py > y && x < ((px - qx) * (y - qy)) / (py - qy) + qx) inside = !inside;
      [px, py] = [qx, qy];
    }
  }
  return inside;
}

export function distanceToEdge(polygon: Polygon, [x, y]: Spot): number {
  let nearest = Infinity;
  for (const ring of polygon) {
    let [px, py] = ring.at(-1) ?? [0, 0];
    for (const [qx, qy] of ring) {
      const [dx, dy] = [qx - px, qy - py];
      const lengthSquared = dx * dx + dy * dy;
      const along = lengthSquared > 0 ? Math.min(1, Math.max(0, ((x - px) * dx + (y - py) * dy) / lengthSquared)) : 0;
      nearest = Math.min(nearest, (x - px - along * dx) ** 2 + (y - py - along * dy) ** 2);
      [px, py] = [qx, qy];
    }
  }
  return Math.sqrt(nearest);
}

/** What of a ring lies in the box (Sutherland and Hodgman): may run along the box's edge between its parts. */
export function clipRing(ring: Ring, { left, top, right, bottom }: Box): Ring {
  const box = boxOf(ring);
  if (!box || box.right < left || box.left > right || box.bottom < top || box.top > bottom) return [];
  let clipped = ring;
  if (box.left < left) clipped = clipAt(clipped, 0, left, 1);
  if (box.right > right) clipped = clipAt(clipped, 0, right, -1);
  if (box.top < top) clipped = clipAt(clipped, 1, top, 1);
  if (box.bottom > bottom) clipped = clipAt(clipped, 1, bottom, -1);
  return clipped;
}

function clipAt(ring: Ring, axis: 0 | 1, limit: number, sign: 1 | -1): Ring {
  const kept: Spot[] = [];
  let previous = ring.at(-1);
  for (const spot of ring) {
    if (!previous) break;
    const isIn = (spot[axis] - limit) * sign >= 0;
    const wasIn = (previous[axis] - limit) * sign >= 0;
    if (isIn !== wasIn) {
      const along = (limit - previous[axis]) / (spot[axis] - previous[axis]);
      kept.push([previous[0] + along * (spot[0] - previous[0]), previous[1] + along * (spot[1] - previous[1])]);
    }
    if (isIn) kept.push(spot);
    previous = spot;
  }
  return kept;
}

/**
 * The rings as SVG path data to a tenth of a unit, each step relative to the last: about half the size of absolute
 * coordinates. Steps and rings too small to show are left out.
 */
export function pathOf(rings: readonly Ring[]): string {
  let path = '';
  for (const ring of rings) {
    // Tenths are kept as whole numbers, so that rounding never drifts along a ring.
    let [x, y] = [NaN, NaN];
    let steps = '';
    let stepCount = 0;
    for (const spot of ring) {
      const [nextX, nextY] = [Math.round(spot[0] * 10), Math.round(spot[1] * 10)];
      if (nextX === x && nextY === y) continue;
      if (steps === '') steps = `M${sayTenths(nextX)}${sayNext(nextY)}l`;
      else {
        steps += (stepCount > 0 ? sayNext(nextX - x) : sayTenths(nextX - x)) + sayNext(nextY - y);
        stepCount += 1;
      }
      [x, y] = [nextX, nextY];
    }
    if (stepCount > 1) path += `${steps}z`;
  }
  return path;
}

/** `-0.5` as `-.5`: SVG needs no nought before the point. */
function sayTenths(tenths: number): string {
  const size = Math.abs(tenths);
  const whole = Math.floor(size / 10);
  const rest = size % 10;
  return `${tenths < 0 ? '-' : ''}${whole || !rest ? whole : ''}${rest ? `.${rest}` : ''}`;
}

/** A minus sign parts two numbers by itself; anything else needs a space. */
const sayNext = (tenths: number): string => (tenths < 0 ? sayTenths(tenths) : ` ${sayTenths(tenths)}`);
