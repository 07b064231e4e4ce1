import type { Relation, Version } from './deriveRegister.ts';

/** How many patients each practice had, by the day of the publication. */
export type Lists = Map<string, Map<string, number>>;

export interface SuccessionRules {
  /** Of an ending body's practices, the share that must go to one other for that one to succeed it. */
  practicesMinShare: number;
  /** Of a closing practice's list, the share by which another's must grow for it to have taken it over. */
  patientsMinShare: number;
}

interface Facts {
  kinds: Map<string, string>;
  versions: Version[];
  relations: Relation[];
  lists: Lists;
}

/** In which slot of its practices a body of each kind stands. */
const SLOT_OF_KIND: Record<string, string> = { pcn: 'pcn', 'sub-icb-location': 'sub-icb', icb: 'icb' };

/**
 * Finds which bodies succeeded which, which nobody publishes: where nearly all practices of a network, location or board
 * that stops being listed stand under one other on the same day; and where a practice's list goes, at its closing, to another
 * in the same network or at the same address. `succeeds` is read from the new body to the old.
 */
export function findSuccessions(facts: Facts, rules: SuccessionRules): Relation[] {
  return [...ofGroups(facts, rules), ...ofPractices(facts, rules)];
}

interface Ending {
  code: string;
  on: string;
  source: string;
}

/** Bodies that were listed and are not any more, with the day of the first map without them. One that a later map lists again has not ended. */
function endings(facts: Facts, isOne: (kind: string | undefined) => boolean): Ending[] {
  const found = new Map<string, Ending>();
  let before: Version | undefined;
  for (const version of facts.versions) {
    const wasListed = before?.code === version.code && before.isListed;
    if (version.isListed) found.delete(version.code);
    else if (wasListed && version.from !== null && isOne(facts.kinds.get(version.code))) found.set(version.code, { code: version.code, on: version.from, source: version.source });
    before = version;
  }
  return [...found.values()];
}

function ofGroups(facts: Facts, { practicesMinShare }: SuccessionRules): Relation[] {
  const successions: Relation[] = [];
  const bySlotAndPractice = new Map<string, Relation[]>();
  const byParent = new Map<string, Relation[]>();
  for (const relation of facts.relations) {
    if (relation.slot === null || facts.kinds.get(relation.fromCode) !== 'practice') continue;
    append(bySlotAndPractice, `${relation.slot} ${relation.fromCode}`, relation);
    append(byParent, relation.toCode, relation);
  }
  for (const { code, on, source } of endings(facts, (kind) => kind !== undefined && kind in SLOT_OF_KIND)) {
    const slot = SLOT_OF_KIND[facts.kinds.get(code)!]!;
    // Those that were its own until a little before: a practice may have moved at the legal date, earlier than the next map.
    const practices = new Set((byParent.get(code) ?? []).filter((relation) => relation.slot === slot && relation.to !== null && relation.to <= on && relation.to > monthsBefore(on, 12)).map((relation) => relation.fromCode));
    const goneTo = new Map<string, number>();
    for (const practice of practices) {
      const next = (bySlotAndPractice.get(`${slot} ${practice}`) ?? []).find((relation) => (relation.from ?? '') <= on && (relation.to === null || relation.to > on));
      if (next && next.toCode !== code) goneTo.set(next.toCode, (goneTo.get(next.toCode) ?? 0) + 1);
    }
    const [most] = [...goneTo].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    const stayed = [...goneTo.values()].reduce((sum, count) => sum + count, 0);
    if (most && stayed > 0 && most[1] / stayed >= practicesMinShare) successions.push(succeeds(most[0], code, on, source));
  }
  return successions;
}

function ofPractices(facts: Facts, { patientsMinShare }: SuccessionRules): Relation[] {
  const days = [...facts.lists.keys()].sort();
  const successions: Relation[] = [];
  const networkOf = new Map<string, Relation[]>();
  for (const relation of facts.relations) if (relation.slot === 'pcn') append(networkOf, relation.fromCode, relation);
  const postcodes = new Map(facts.versions.filter((version) => version.postcode !== null).map((version) => [version.code, version.postcode]));
  for (const { code, on } of endings(facts, (kind) => kind === 'practice')) {
    const after = days.find((day) => day >= on);
    const before = days.filter((day) => day < on).at(-1);
    if (!after || !before) continue;
    const then = facts.lists.get(before)!;
    const now = facts.lists.get(after)!;
    const list = then.get(code) ?? 0;
    if (list === 0 || now.has(code)) continue;
    const network = pcnOn(networkOf.get(code), before);
    const postcode = postcodes.get(code);
    let best: { code: string; growth: number } | undefined;
    for (const [other, count] of now) {
      const growth = count - (then.get(other) ?? 0);
      if (growth <= 0 || growth < list * patientsMinShare) continue;
      if (best && (growth < best.growth || (growth === best.growth && other > best.code))) continue;
      const isNear = (network !== undefined && pcnOn(networkOf.get(other), before) === network) || (postcode !== undefined && postcodes.get(other) === postcode);
      if (isNear && then.has(other)) best = { code: other, growth };
    }
    if (best) successions.push(succeeds(best.code, code, on, `patients-registered-totals/${after}`));
  }
  return successions;
}

const pcnOn = (relations: Relation[] | undefined, day: string): string | undefined => relations?.find(({ from, to }) => (from ?? '') <= day && (to === null || to > day))?.toCode;

const succeeds = (heir: string, ended: string, on: string, source: string): Relation => ({ kind: 'succeeds', fromCode: heir, toCode: ended, slot: null, from: on, to: null, source, endSource: null });

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
