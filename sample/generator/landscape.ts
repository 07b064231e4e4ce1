import type { PlaceName } from './bodies.ts';
import type { Practice } from './practices.ts';
import { seededRandom } from './seededRandom.ts';

/** Longitude and latitude in degrees, to five decimals. */
export type Point = readonly [longitude: number, latitude: number];

/** The land lies on a shallow bank in the middle of the North Sea. Each line runs as the comment says. */
const BORDER_NORTH_TO_SOUTH: readonly Point[] = [
  [2.62, 54.86], [2.58, 54.78], [2.63, 54.7], [2.57, 54.62], [2.6, 54.54], [2.54, 54.46], [2.57, 54.38],
];
const WEST_COAST_SOUTH_TO_NORTH: readonly Point[] = [
  [2.57, 54.38], [2.45, 54.36], [2.32, 54.4], [2.2, 54.38], [2.1, 54.45], [2.05, 54.55], [2.12, 54.64], [2.06, 54.73],
  [2.17, 54.81], [2.3, 54.8], [2.42, 54.88], [2.52, 54.85], [2.62, 54.86],
];
const EAST_COAST_NORTH_TO_SOUTH: readonly Point[] = [
  [2.62, 54.86], [2.7, 54.84], [2.8, 54.86], [2.9, 54.8], [2.94, 54.71], [2.88, 54.64], [2.95, 54.56], [2.9, 54.47],
  [2.8, 54.42], [2.7, 54.43], [2.63, 54.37], [2.57, 54.38],
];

/** Bends a line as a coast or a river bends: each piece is broken three times, a little to one side. */
function weathered(name: string, line: readonly Point[]): Point[] {
  const random = seededRandom(`line ${name}`);
  let points = [...line];
  for (let times = 0; times < 3; times += 1) {
    points = points.flatMap((from, index): Point[] => {
      const to = points[index + 1];
      if (!to) return [from];
      const aside = (random() - 0.5) * 0.35;
      const middle: Point = [
        (from[0] + to[0]) / 2 - (to[1] - from[1]) * aside,
        (from[1] + to[1]) / 2 + (to[0] - from[0]) * aside,
      ];
      return [from, middle];
    });
  }
  return points.map(([longitude, latitude]): Point => [fiveDecimals(longitude), fiveDecimals(latitude)]);
}

const fiveDecimals = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

const border = weathered('border', BORDER_NORTH_TO_SOUTH);
const westCoast = weathered('west', WEST_COAST_SOUTH_TO_NORTH);
const eastCoast = weathered('east', EAST_COAST_NORTH_TO_SOUTH);

/** Closed rings, clockwise as in the real boundary files. The two places share their border point for point. */
export const PLACE_RINGS: Record<PlaceName, readonly Point[]> = {
  Merrowdale: [...border.slice(0, -1), ...westCoast],
  'Vale of Lark': [...eastCoast.slice(0, -1), ...[...border].reverse()],
};
export const SYSTEM_RING: readonly Point[] = [...eastCoast.slice(0, -1), ...westCoast];

/** A practice stands within a mile or so of the middle of its town. */
export function coordinatesOf(practice: Practice): Point {
  const random = seededRandom(`coordinates ${practice.code}`);
  return [
    fiveDecimals(practice.town.longitude + (random() - 0.5) * 0.05),
    fiveDecimals(practice.town.latitude + (random() - 0.5) * 0.03),
  ];
}
