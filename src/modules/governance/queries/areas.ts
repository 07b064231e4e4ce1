import type { IsoDate } from '#kernel/isoDate.ts';
import type { RegisterContext } from '#register';
import type { HolderKind } from '../domain/authority/matter.ts';

/** The register as known now: read it before a transaction begins, for the embedded record has one connection. */
export type Register = Awaited<ReturnType<RegisterContext['reader']['image']>>;

const HOLDER_OF_KIND: Readonly<Record<string, HolderKind>> = { icb: 'icb', 'local-authority': 'council', practice: 'practice', pcn: 'pcn', 'gp-federation': 'federation', lmc: 'lmc' };
const KIND_OF_HOLDER = Object.fromEntries(Object.entries(HOLDER_OF_KIND).map(([kind, holder]) => [holder, kind])) as Record<HolderKind, string>;

/** As whose matters an organisation holds its own; null for one that holds none. */
export const holderKindOf = (register: Register, code: string): HolderKind | null => HOLDER_OF_KIND[register.kindOf(code) ?? ''] ?? null;

const holds = ({ from, to }: { from: string | null; to: string | null }, day: string): boolean => (from === null || from <= day) && (to === null || to > day);

const coverersOf = (register: Register, code: string, on: IsoDate): string[] =>
  register.relationsOf(code).down.filter((one) => one.kind === 'covers' && holds(one, on) && register.at(one.fromCode, on)).map(({ fromCode }) => fromCode);

const coveredBy = (register: Register, code: string, on: IsoDate): string[] =>
  register.relationsOf(code).up.filter((one) => one.kind === 'covers' && holds(one, on)).map(({ toCode }) => toCode);

const MOST_KEPT = 50_000;
const areasKept = new WeakMap<Register, Map<string, readonly string[]>>();

/** What a place lies within on a day, itself first, then ever wider, each with the bodies that cover it. Kept as long as the register stands. */
export function areasOf(register: Register, code: string, on: IsoDate): readonly string[] {
  const kept = areasKept.get(register) ?? new Map<string, readonly string[]>();
  areasKept.set(register, kept);
  const key = `${code} ${on}`;
  const areas = kept.get(key) ?? areasFound(register, code, on);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, areas);
  return areas;
}

function areasFound(register: Register, code: string, on: IsoDate): string[] {
  // A body that works for a place is where that place is.
  const start = [code, ...coveredBy(register, code, on)];
  const within = start.flatMap((one) => [one, ...register.ancestors(one, on).map((ancestor) => ancestor.code)]);
  return [...new Set(within.flatMap((one) => [one, ...coverersOf(register, one, on)]))];
}

/** The organisations of a kind that hold their matters at a place on a day: the nearest of those that work for it, or those in it. */
export function holdersIn(register: Register, kind: HolderKind, code: string, on: IsoDate): string[] {
  const wanted = KIND_OF_HOLDER[kind];
  if (register.kindOf(code) === wanted) return register.at(code, on) ? [code] : [];
  const places = [code, ...coveredBy(register, code, on)];
  if (kind === 'practice') return practicesIn(register, code, on);
  if (kind === 'pcn') return distinct(practicesIn(register, code, on).map((practice) => register.inSlot(practice, 'pcn', on)));
  if (kind === 'icb') return distinct(areasOf(register, code, on).map((area) => (register.kindOf(area) === 'icb' ? area : null))).slice(0, 1);
  if (kind === 'federation') {
    return distinct(practicesIn(register, code, on).flatMap((practice) => register.parents(practice, on).map(({ organisation }) => (organisation.kind === 'gp-federation' ? organisation.code : null))));
  }
  const covering = (area: string): string[] => coverersOf(register, area, on).filter((one) => register.kindOf(one) === wanted);
  for (const area of areasOf(register, code, on)) if (covering(area).length > 0) return distinct(covering(area));
  // A whole system has the councils and LMCs of its places.
  return distinct(places.flatMap((place) => register.relationsOf(place).down.filter((one) => one.kind === 'part-of' && holds(one, on)).flatMap(({ fromCode }) => covering(fromCode))));
}

const practicesIn = (register: Register, code: string, on: IsoDate): string[] => register.practicesWithin(code, on).sort();

const distinct = (codes: readonly (string | null)[]): string[] => [...new Set(codes.filter((code) => code !== null))].sort();
