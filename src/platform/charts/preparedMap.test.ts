import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { areaOf, clipRing, isInside, pathOf } from './planarShape.ts';
import { prepareMap, type MapBoundary } from './preparedMap.ts';

const square = (west: number, south: number, size = 1): Polygon => ({
  type: 'Polygon',
  coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]],
});
const turned = ({ coordinates }: Polygon): Polygon => ({ type: 'Polygon', coordinates: coordinates.map((ring) => ring.toReversed()) });
const boundary = (code: string, geometry: MapBoundary['geometry'], emphasis?: boolean): MapBoundary => ({ code, name: code, geometry, emphasis });

/** The extent of a path of relative steps, which is all that pathOf writes. */
function extentOf(path: string) {
  const spots: [number, number][] = [];
  for (const ring of path.split('M').slice(1)) {
    const numbers = (ring.match(/-?(\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    let [x, y] = [0, 0];
    for (let index = 0; index < numbers.length; index += 2) {
      [x, y] = [x + numbers[index]!, y + numbers[index + 1]!];
      spots.push([x, y]);
    }
  }
  const [xs, ys] = [spots.map(([x]) => x), spots.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

describe('prepareMap', () => {
  it('draws the same shape whichever way a ring winds, and never the world around it', () => {
    const [wound, rewound] = [square(-2, 53), turned(square(-2, 53))].map((geometry) => prepareMap([boundary('A', geometry)])!);
    const [extent, other] = [extentOf(wound!.shapes[0]!.path), extentOf(rewound!.shapes[0]!.path)];
    expect(other).toEqual(extent);
    expect(extent.left).toBeGreaterThan(10);
    expect(extent.right).toBeLessThan(350);
  });

  it('draws every part of a boundary of several, holes included', () => {
    const withHole = [square(0, 53, 1).coordinates[0]!, square(0.4, 53.4, 0.2).coordinates[0]!];
    const map = prepareMap([boundary('A', { type: 'MultiPolygon', coordinates: [withHole, square(2, 53).coordinates] })])!;
    expect(map.shapes[0]!.path.match(/M/g)).toHaveLength(3);
  });

  it('fits the frame to what is emphasised and cuts off the rest', () => {
    const map = prepareMap([boundary('near', square(-1, 53)), boundary('here', square(-2, 53), true), boundary('far', square(5, 50))])!;
    expect(map.shapes.map(({ code }) => code)).toEqual(['near', 'here']);
    expect(map.isEven).toBe(false);
    expect(extentOf(map.shapes[0]!.path).right).toBe(366);
  });

  it('fits the frame to focus points, with some country around a lone one', () => {
    const map = prepareMap([boundary('A', square(-2, 53))], [{ longitude: -1.5, latitude: 53.5 }])!;
    const [x, y] = map.place(-1.5, 53.5);
    expect([Math.round(x), Math.round(y)]).toEqual([180, Math.round(map.height / 2)]);
    expect(map.unitsPerKm * 4).toBeLessThanOrEqual(360);
  });

  it('puts north at the top and east at the right', () => {
    const map = prepareMap([boundary('A', square(-2, 53))])!;
    expect(map.place(-1.5, 53.9)[1]).toBeLessThan(map.place(-1.5, 53.1)[1]);
    expect(map.place(-1.1, 53.5)[0]).toBeGreaterThan(map.place(-1.9, 53.5)[0]);
  });

  it('is nothing where there is nothing to fit a map to', () => {
    expect(prepareMap([])).toBeNull();
    expect(prepareMap([boundary('A', { type: 'Point', coordinates: [0, 53] })])).toBeNull();
  });
});

describe('planar shapes', () => {
  const ring = [[0, 0], [10, 0], [10, 10], [0, 10]] as const;
  const box = { left: 5, top: -5, right: 20, bottom: 20 };

  it('cuts a ring at the box', () => expect(areaOf(clipRing(ring, box))).toBe(50));
  it('keeps nothing of a ring outside the box', () => expect(clipRing(ring, { left: 20, top: 20, right: 30, bottom: 30 })).toEqual([]));
  it('knows inside from the inside of a hole', () => {
    const hole = [[4, 4], [6, 4], [6, 6], [4, 6]] as const;
    expect([isInside([ring, hole], [2, 2]), isInside([ring, hole], [5, 5]), isInside([ring, hole], [12, 5])]).toEqual([true, false, false]);
  });
  it('writes paths in relative tenths without spare characters', () => {
    expect(pathOf([[[0, 0], [10.04, 0], [10.04, 9.46], [-0.5, 10]]])).toBe('M0 0l10 0 0 9.5-10.5 .5z');
  });
  it('leaves out a ring too small to show', () => expect(pathOf([[[1, 1], [1.01, 1], [1.01, 1.01]]])).toBe(''));
});
