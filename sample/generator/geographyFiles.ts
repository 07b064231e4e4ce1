import { COUNCILS, COUNCIL_REGION, ICB, PLACE_NAMES, SUB_ICB_LOCATIONS } from './bodies.ts';
import { PLACE_RINGS, SYSTEM_RING, coordinatesOf } from './landscape.ts';
import { practicesOpenOn } from './networks.ts';
import { rowsWithFewQuotes } from './publishedText.ts';
import { WITHOUT_COORDINATES } from './stories.ts';

export function practiceCoordinates(day: string): string {
  const rows = practicesOpenOn(day)
    .filter(({ code }) => code !== WITHOUT_COORDINATES)
    .map((practice, index) => {
      const [longitude, latitude] = coordinatesOf(practice);
      // A few are known by their postcode only, as in the real directory.
      const match = index % 15 === 7 ? 'postcode' : 'code+postcode';
      return [practice.code, practice.postcode, latitude, longitude, match];
    });
  return rowsWithFewQuotes([['PRACTICE_CODE', 'POSTCODE', 'LAT', 'LON', 'MATCH'], ...rows], '\r\n');
}

/** Boundaries of sub-ICB locations, all in one line as published. */
export function subIcbBoundaries(): string {
  const features = PLACE_NAMES.map((place) => ({
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [PLACE_RINGS[place]] },
    properties: { code: SUB_ICB_LOCATIONS[place].ons, name: SUB_ICB_LOCATIONS[place].name },
  }));
  const crs = { type: 'name', properties: { name: 'EPSG:4326' } };
  return JSON.stringify({ type: 'FeatureCollection', crs, features });
}

/** The ICB's boundary, a line for each member as published. */
export function icbBoundaries(): string {
  const feature = {
    type: 'Feature',
    properties: { icb22cd: ICB.ons, icb22nm: ICB.name, icb22cdh: ICB.code },
    geometry: { type: 'MultiPolygon', coordinates: [[SYSTEM_RING]] },
  };
  return [
    '{',
    '"type": "FeatureCollection",',
    '"name": "icb_boundaries",',
    '"crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:OGC:1.3:CRS84" } },',
    '"features": [',
    JSON.stringify(feature),
    ']',
    '}',
    '',
  ].join('\n');
}

/** The columns from the combined authority to the United Kingdom. The country is the real one: the law is England's. */
const ABOVE_COUNCIL = [
  '', '', COUNCIL_REGION.code, COUNCIL_REGION.name, 'E92000001', 'England', 'K04000001', 'England and Wales',
  'K03000001', 'Great Britain', 'K02000001', 'United Kingdom',
];
const ABOVE_COUNCIL_HEADER = [
  'CAUTHCD', 'CAUTHNM', 'RGNCD', 'RGNNM', 'CTRYCD', 'CTRYNM', 'EWCD', 'EWNM', 'GBCD', 'GBNM', 'UKCD', 'UKNM',
];

/** Councils of every tier. Both are unitary, so that each is its own upper tier. */
export function laAllCodes(): string {
  const header = [
    'LADCD', 'LADNM', 'LADCD_ACTIVE', 'LADNM_ACTIVE', 'UTLACD', 'UTLANM', ...ABOVE_COUNCIL_HEADER,
    'Current', 'LAD20CD', 'LAD20NM',
  ];
  const rows = COUNCILS.map(({ code, name }) => [
    code, name, code, name, code, name, ...ABOVE_COUNCIL, 'TRUE', code, name,
  ]);
  return rowsWithFewQuotes([header, ...rows], '\n');
}

/** Councils of the upper tier. */
export function utlaAllCodes(): string {
  const rows = COUNCILS.map(({ code, name }) => [code, name, ...ABOVE_COUNCIL]);
  return rowsWithFewQuotes([['UTLACD', 'UTLANM', ...ABOVE_COUNCIL_HEADER], ...rows], '\n');
}
