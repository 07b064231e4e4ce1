import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { simplifyBoundaries, type BoundaryCollection } from './simplifyBoundaries.ts';

/** A wiggly border from south to north, shared by a western and an eastern area. */
const border: Position[] = Array.from({ length: 41 }, (_, step) => [-1 + (step % 2) * 0.002 + (step > 20 ? 0.3 : 0), 53 + step * 0.025]);
const twoAreas: BoundaryCollection<{ code: string }> = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { code: 'west' }, geometry: { type: 'Polygon', coordinates: [[[-2, 53], ...border, [-2, 54], [-2, 53]]] } },
    { type: 'Feature', properties: { code: 'east' }, geometry: { type: 'Polygon', coordinates: [[...border, [0.5, 54], [0.5, 53], border[0]!]] } },
  ],
};
const cornersOf = (area: BoundaryCollection['features'][number]) => new Set((area.geometry.coordinates as Position[][]).flat().map((corner) => corner.map((degree) => degree.toFixed(3)).join()));

describe('simplifyBoundaries', () => {
  const [west, east] = simplifyBoundaries(twoAreas, 1).features.map((area) => ({ area, corners: cornersOf(area) }));

  it('drops wiggles and keeps bends', () => {
    expect(west!.corners.size).toBeLessThan(12);
    expect([...west!.corners].some((corner) => corner.startsWith('-0.7'))).toBe(true);
  });

  it('keeps a shared border the same on both sides', () => {
    const outer = ['-2.000,53.000', '-2.000,54.000'];
    const shared = [...west!.corners].filter((corner) => !outer.includes(corner));
    expect(shared.length).toBeGreaterThan(2);
    expect(shared.every((corner) => east!.corners.has(corner))).toBe(true);
  });

  it('keeps properties', () => expect([west!.area.properties.code, east!.area.properties.code]).toEqual(['west', 'east']));

  it('keeps an island smaller than the tolerance', () => {
    const island: BoundaryCollection = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[0, 53], [0.001, 53], [0.001, 53.001], [0.0005, 53.0015], [0, 53.001], [0, 53]]] } }],
    };
    expect(cornersOf(simplifyBoundaries(island, 50).features[0]!).size).toBeGreaterThan(2);
  });

  it('takes an empty collection', () => expect(simplifyBoundaries({ type: 'FeatureCollection', features: [] }, 1).features).toEqual([]));
});
