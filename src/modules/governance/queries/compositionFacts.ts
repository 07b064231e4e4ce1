import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { displayName } from '#register';
import type { RegisterReader } from '#register';
import type { Body, BodyGroup, CompositionFacts } from '../domain/composition.ts';
import type { Forum } from '../domain/forum.ts';
import { attendanceRuns } from './meetings.ts';

type RegisterImage = Awaited<ReturnType<RegisterReader['image']>>;

/**
 * The bodies that rules of composition ask after, as the register has them on a day. A responsible local authority is an
 * upper-tier or unitary council that covers the ICB, the place, or a place of the ICB: a district is within a county.
 */
export function bodiesOf(image: RegisterImage, forum: Pick<Forum, 'placeCode'>, day: IsoDate): Record<BodyGroup, Body[]> {
  const icb = image.kindOf(forum.placeCode) === 'icb' ? forum.placeCode : image.ancestors(forum.placeCode, day).find(({ kind }) => kind === 'icb')?.code;
  const places = placesWithin(image, forum.placeCode, day);
  const practices = image.practicesWithin(forum.placeCode, day);
  const pcns = places.flatMap((place) => childrenOf(image, place, 'pcn', day));
  const above = [forum.placeCode, ...image.ancestors(forum.placeCode, day).map(({ code }) => code)];
  const members = practices.flatMap((practice) => image.parents(practice, day).flatMap(({ organisation }) => (organisation.kind === 'gp-federation' ? [organisation.code] : [])));
  const named = (codes: Iterable<string>): Body[] => [...new Set(codes)].map((code) => ({ code, name: displayName(image.nameOf(code, day)) })).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    icb: named(icb ? [icb] : []),
    'responsible-councils': named(places.flatMap((place) => childrenOf(image, place, 'local-authority', day)).filter((code) => isResponsible(image, code, day))),
    pcns: named(pcns.length > 0 ? pcns : practices.flatMap((practice) => image.inSlot(practice, 'pcn', day) ?? [])),
    federations: named([...members, ...places.flatMap((place) => childrenOf(image, place, 'gp-federation', day))]),
    lmcs: named([...places, ...above].flatMap((place) => childrenOf(image, place, 'lmc', day))),
  };
}

const isResponsible = (image: RegisterImage, council: string, day: IsoDate): boolean =>
  !image.parents(council, day).some(({ relation, organisation }) => relation === 'part-of' && organisation.kind === 'local-authority');

const childrenOf = (image: RegisterImage, code: string, kind: string, day: IsoDate): string[] =>
  image.children(code, day).flatMap(({ organisation }) => (organisation.kind === kind && organisation.status !== 'closed' ? [organisation.code] : []));

/** A place or an ICB with all places and sub-ICB locations in it. */
function placesWithin(image: RegisterImage, code: string, day: IsoDate): string[] {
  const inner = image.children(code, day).filter(({ relation, organisation }) => relation === 'part-of' && (organisation.kind === 'place' || organisation.kind === 'sub-icb-location'));
  return [code, ...inner.flatMap(({ organisation }) => placesWithin(image, organisation.code, day))];
}

/** How the seats of a forum were attended up to a day, by holder or deputy. */
export async function attendanceIn(db: Kysely<unknown>, forumCode: string, day: IsoDate): Promise<CompositionFacts['attendanceOf']> {
  const bySeat = new Map((await attendanceRuns(db, forumCode, day)).map(({ seatId, meetings, missedInARow }) => [seatId, { meetings, missedInARow }]));
  return (seatId) => bySeat.get(seatId) ?? { meetings: 0, missedInARow: 0 };
}
