import type { ReactElement } from 'react';
import type { MapPoint } from '#platform/charts/placeMap.tsx';
import { PlaceMap } from '#platform/charts/placeMap.tsx';
import { displayName } from '../../domain/displayName.ts';
import type { Geography } from '../../queries/boundaries.ts';
import { organisationPath } from '../changes/organisationLink.tsx';
import { saySource } from '../data/saySource.ts';
import { hasBoundary, localMap, withQuery } from './placeMaps.ts';
import type { MapWish } from './placeMaps.ts';
import type { ShownOrganisation } from './shownOrganisation.ts';

/** Past this many the dots of a map are no links: the list of practices has them. */
const LINKED_POINTS_MAX = 80;
/** A practice that is in no network is shown with this many of its nearest. */
const NEAREST = 8;

/** Where a body is: its boundary or the country round its practices, its practices and its neighbours. Null where nothing says. */
export function WhereItIs({ shown }: { shown: ShownOrganisation }): ReactElement | null {
  const { organisation, facts, at } = shown;
  const { coordinates, icbs, subIcbs } = facts.geography;
  const codes = pointsOf(shown);
  if (codes.length === 0 && !hasBoundary(facts.geography, organisation.code) && organisation.kind !== 'nhs-region') return null;
  if (coordinates.size === 0 && icbs.length === 0 && subIcbs.length === 0) return null;
  const points: MapPoint[] = [];
  const missing: string[] = [];
  for (const code of codes) {
    const name = displayName(at.image.nameOf(code, at.asAt));
    const spot = coordinates.get(code);
    if (!spot) missing.push(name);
    else points.push({ code, name, lon: spot.longitude, lat: spot.latitude, href: codes.length <= LINKED_POINTS_MAX ? organisationPath(code, at.query) : undefined, emphasis: code === organisation.code });
  }
  const wish = wishOf(shown, points);
  const map = localMap(facts.geography, wish);
  if (!map && missing.length === 0) return null;
  return (
    <PlaceMap
      id="map"
      heading="Where it is"
      headingLevel={2}
      prepared={withQuery(map, at.query)}
      points={points}
      missing={missing}
      pointsAre="GP practices"
      summary={summaryOf(shown, points.length, codes.length)}
      listHref={shown.members.length ? `${organisationPath(organisation.code)}/members${at.query}` : undefined}
      source={facts.geography.sources.filter((source) => source !== (wish.areas === 'icbs' ? 'sub-icb-boundaries' : 'icb-boundaries')).map(saySource).join('; ')}
    />
  );
}

/** A practice among those of its network; a body with all of its practices, but a region with none: they would hide it. */
function pointsOf({ organisation: { code, kind }, practices, at: { image, asAt }, facts }: ShownOrganisation): string[] {
  if (kind === 'nhs-region') return [];
  if (kind !== 'practice') return practices;
  const pcn = image.inSlot(code, 'pcn', asAt);
  const others = pcn === null ? nearestTo(code, facts.geography).filter((one) => image.at(one, asAt)?.status === 'open') : image.practicesWithin(pcn, asAt);
  return [code, ...others.filter((one) => one !== code).slice(0, pcn === null ? NEAREST : undefined)];
}

function nearestTo(code: string, { coordinates }: Geography): string[] {
  const here = coordinates.get(code);
  if (!here) return [];
  const narrowing = Math.cos((here.latitude * Math.PI) / 180);
  const distances: { code: string; distance: number }[] = [];
  for (const [other, { longitude, latitude }] of coordinates) {
    const [east, north] = [(longitude - here.longitude) * narrowing, latitude - here.latitude];
    if (Math.abs(north) < 0.3) distances.push({ code: other, distance: east * east + north * north });
  }
  return distances.sort((a, b) => a.distance - b.distance).slice(0, NEAREST * 3).map((one) => one.code);
}

function wishOf({ organisation: { code, kind }, lineage, facts, members }: ShownOrganisation, points: readonly MapPoint[]): MapWish {
  const { icbs, subIcbs } = facts.geography;
  const codesOf = (wanted: string): string[] => members.find((group) => group.kind === wanted)?.members.map((one) => one.code) ?? [];
  const about = (areas: MapWish['areas'], emphasised: string[]): MapWish => ({ key: `${areas} ${emphasised.join(' ')}`, areas, emphasised, focus: [] });
  if (kind === 'nhs-region') return about('icbs', codesOf('icb'));
  if (icbs.some((one) => one.code === code)) return about('icbs', [code]);
  // A practice, a network or a place is shown within its sub-ICB location, a new ICB as the locations in it.
  const locations = [code, ...lineage.map((one) => one.code), ...codesOf('sub-icb-location')].filter((one) => subIcbs.some((area) => area.code === one));
  if (locations.length > 0) return about('sub-icbs', locations);
  // What such a map shows follows from its points, which change as practices come and go.
  return { key: `points ${points.map((point) => point.code).join(' ')}`, areas: 'sub-icbs', emphasised: [], focus: points.map(({ lon, lat }) => ({ longitude: lon, latitude: lat })) };
}

function summaryOf({ organisation, at: { image, asAt } }: ShownOrganisation, known: number, all: number): string | undefined {
  if (organisation.kind === 'nhs-region') return 'A map of its integrated care boards and those around them.';
  if (organisation.kind !== 'practice') return undefined;
  const pcn = image.inSlot(organisation.code, 'pcn', asAt);
  if (known === 0) return undefined;
  return pcn === null ? 'A map of this practice and those nearest to it. It is in no primary care network.' : `A map of this practice and the others of ${displayName(image.nameOf(pcn, asAt))}: ${known} of ${all}.`;
}
