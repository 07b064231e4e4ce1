import { sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { displayName } from '#register';
import type { PerformanceContext } from '../../context.ts';
import { ENGLAND } from '../../access/index.ts';
import { listRules } from '../criteriaRules.ts';
import type { ListRules } from '../criteriaRules.ts';
import type { Scope } from '../domain/criterion.ts';
import { placesOf } from '../domain/findings.ts';
import { listOf } from '../domain/listOf.ts';
import type { NamedBody, NamedPractice } from '../domain/byArea.ts';
import type { CommissionersList, MonthOfFacts } from '../domain/listOf.ts';
import { isHeld, lastDayOf, monthsOfFacts } from './listFacts.ts';

type Image = Awaited<ReturnType<PerformanceContext['register']['reader']['image']>>;
const KINDS = ['practice', 'pcn', 'place', 'sub-icb-location', 'icb', 'nhs-region'] as const;

/** The list over the practices of a place; a share may be taken over more of them than these. */
export interface ListOfPlace extends CommissionersList {
  code: string;
  name: string;
  kind: (typeof KINDS)[number] | 'england';
  scope: Scope;
  practices: readonly NamedPractice[];
  /** How many practices a system was told to list at the most. */
  upToPlaces: number;
}

export interface ListAskedFor {
  within: string;
  month: IsoDate;
  scope?: Scope;
}

/** Who meets which criterion in a month. With names: who may see them is for whoever calls it to ask. */
export async function listWithin(context: PerformanceContext, { within, month, scope = listRules().scope }: ListAskedFor): Promise<Result<ListOfPlace>> {
  const image = await context.register.reader.image();
  const day = lastDayOf(month);
  const place = placeNamed(image, within, day);
  if (!place) return refuse({ code: 'place-not-found', what: `There is no practice, PCN, place, sub-ICB location, ICB or region with the code “${within.slice(0, 20)}”.`, where: 'within', todo: 'Give its code, such as QOX, or ENG for England.' });
  const months = await monthsOfFacts(context, month);
  if (!isHeld(months[0]!)) return refuse({ code: 'month-not-held', what: `Nothing is held of ${sayMonth(month)} by which practices could be listed.`, where: 'month', todo: 'Load appointments by practice of that month: chorus load FILE.' });
  return { ok: true, value: listOfPlace(image, listRules(), { place, day, months, scope }) };
}

type PlaceNamed = Pick<ListOfPlace, 'code' | 'name' | 'kind'>;

function placeNamed(image: Image, within: string, day: IsoDate): PlaceNamed | null {
  const code = within.toUpperCase();
  if (code === ENGLAND || code === 'ENGLAND') return { code: ENGLAND, name: 'England', kind: 'england' };
  const kind = KINDS.find((one) => one === image.kindOf(code));
  return kind ? { code, name: displayName(image.nameOf(code, day)), kind } : null;
}

function listOfPlace(image: Image, rules: ListRules, { place, day, months, scope }: { place: PlaceNamed; day: IsoDate; months: readonly MonthOfFacts[]; scope: Scope }): ListOfPlace {
  const shown = new Set(place.kind === 'england' ? image.all(day, 'practice').map(({ code }) => code) : image.practicesWithin(place.code, day));
  const groups = groupsAround(image, shown, scope, day);
  const list = listOf({ criteria: rules.criteria, months, groups, shown });
  return {
    ...list, ...place, scope, upToPlaces: placesOf(rules.upTo, list.practices.length),
    practices: list.practices.map((practice) => ({ ...practice, name: displayName(image.nameOf(practice.code, day)), icb: aboveOf(image, practice.code, 'icb', day), subIcb: aboveOf(image, practice.code, 'sub-icb-location', day) })),
  };
}

function aboveOf(image: Image, code: string, kind: 'icb' | 'sub-icb-location', day: IsoDate): NamedBody | null {
  const above = image.ancestors(code, day).find((one) => one.kind === kind);
  return above ? { code: above.code, name: displayName(image.nameOf(above.code, day)) } : null;
}

/** Every practice of the groups in which those shown lie, each with its group. */
export function groupsAround(image: Image, shown: ReadonlySet<string>, scope: Scope, day: IsoDate): Map<string, string | null> {
  if (scope === 'england') return new Map([...image.all(day, 'practice').map(({ code }) => code), ...shown].map((code) => [code, ENGLAND]));
  const groupOf = (code: string): string | null => image.ancestors(code, day).find(({ kind }) => kind === scope)?.code ?? null;
  const groups = new Map<string, string | null>([...shown].map((code) => [code, groupOf(code)]));
  for (const group of new Set(groups.values())) {
    for (const code of group === null ? [] : image.practicesWithin(group, day)) if (!groups.has(code)) groups.set(code, group);
  }
  return groups;
}
