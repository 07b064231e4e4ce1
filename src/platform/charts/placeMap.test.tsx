import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { breakName, placeLabels } from './mapLabels.ts';
import { PlaceMap, describePlaceMap, type PlaceMapProps } from './placeMap.tsx';
import { prepareMap, type MapBoundary } from './preparedMap.ts';

const square = (code: string, west: number, emphasis?: boolean): MapBoundary => ({
  code, name: `${code} district`, emphasis, href: `/${code}`,
  geometry: { type: 'Polygon', coordinates: [[[west, 53], [west + 1, 53], [west + 1, 54], [west, 54], [west, 53]]] },
});
const prepared = prepareMap([square('Ash', -2, true), square('Birch', -1)]);
const draw = (props: Partial<PlaceMapProps>) =>
  renderToStaticMarkup(<PlaceMap id="map" heading="Where it is" prepared={prepared} points={[]} missing={[]} source="Invented" {...props} />);
const manyPoints = (count: number) => Array.from({ length: count }, (_, index) => ({ code: `P${index}`, name: `Point ${index}`, lon: -1.9 + index * 0.008, lat: 53.5, href: `/P${index}`, size: index }));

describe('describePlaceMap', () => {
  it.each([
    [10, 0, 'A map of 10 libraries in Ash district.'],
    [38, 2, 'A map of 38 of 40 libraries in Ash district.'],
    [0, 3, 'No position is known for any of the 3 libraries.'],
    [0, 0, 'A map of Ash district and what lies around.'],
  ])('%i with a position and %i without: %s', (points, missing, sentence) => expect(describePlaceMap(prepared, points, missing, 'libraries')).toBe(sentence));

  it('counts areas where none is emphasised', () => expect(describePlaceMap(prepareMap([square('Ash', -2), square('Birch', -1)]), 0, 0)).toBe('A map of 2 areas.'));
  it('says so where there is nothing', () => expect(describePlaceMap(null, 0, 0)).toBe('No boundary or position is known, so there is no map to show.'));
});

describe('PlaceMap', () => {
  it('is a figure with a heading, a sentence, a named drawing, its places as a table and a source', () => {
    expect(draw({ points: [{ code: 'P1', name: 'Elm House', lon: -1.5, lat: 53.5, href: '/P1', emphasis: true }], missing: ['Yew House'] }).replaceAll('><', '>\n<')).toMatchSnapshot();
  });

  it('names what has no position, the first few by name', () => {
    expect(draw({ missing: ['Elm', 'Fir', 'Oak', 'Yew', 'Box', 'Bay', 'Fig'] })).toContain('Not on the map, because no position is known: Elm, Fir, Oak, Yew, Box and 2 more.');
  });

  it('draws no picture where nothing has a position, and still names what is missing', () => {
    const html = draw({ prepared: null, missing: ['Elm House'] });
    expect(html).not.toContain('<svg');
    expect(html).toContain('no position is known: Elm House.');
  });

  it('takes many links out of the order of tabbing, since the table has them too', () => {
    expect(draw({ points: manyPoints(5) })).not.toContain('tabindex="-1"');
    expect(draw({ points: manyPoints(40) })).toContain('tabindex="-1"');
  });

  it('shows a page of rows and says where the rest are', () => {
    const html = draw({ points: manyPoints(80), pointsAre: 'libraries', listHref: '/list' });
    expect(html.match(/<th scope="row"/g)).toHaveLength(50);
    expect(html).toContain('Libraries and areas: the first 50 of 82. <a href="/list">See the whole list</a>.');
  });

  it('moves points of one building apart', () => {
    const html = draw({ points: ['A', 'B', 'C'].map((code) => ({ code, name: code, lon: -1.5, lat: 53.5 })) });
    const places = [...html.matchAll(/cx="([^"]*)" cy="([^"]*)"/g)].map(([, x, y]) => `${x},${y}`);
    expect(new Set(places).size).toBe(3);
  });

  it('gives every dot a size where all sizes are nothing', () => {
    expect(draw({ points: [{ code: 'P', name: 'P', lon: -1.5, lat: 53.5, size: 0 }] })).not.toMatch(/NaN|Infinity|r="0"/);
  });
});

describe('placeLabels', () => {
  const frame = { left: 0, top: 0, right: 360, bottom: 200 };
  const wish = (key: string, x: number, y: number) => ({ key, name: 'Ashdale', isEmphasised: false, spots: [[x, y] as const] });

  it('never lays one label on another', () => expect(placeLabels([wish('a', 100, 100), wish('b', 110, 100)], [], frame).map(({ key }) => key)).toEqual(['a']));
  it('keeps labels off obstacles and inside the frame', () => {
    expect(placeLabels([wish('a', 100, 100)], [{ left: 95, top: 95, right: 105, bottom: 105 }], frame)).toEqual([]);
    expect(placeLabels([wish('a', 5, 100)], [], frame)).toEqual([]);
  });
  it('tries again in small text for wide screens', () => {
    const [, second] = placeLabels([wish('a', 100, 100), wish('b', 100, 113.8)], [], frame);
    expect(second).toMatchObject({ key: 'b', isWideOnly: true });
  });
  it('breaks long names between words', () => expect(breakName('Ashdale and the Upper Birch Valley')).toEqual(['Ashdale and the', 'Upper Birch', 'Valley']));
});
