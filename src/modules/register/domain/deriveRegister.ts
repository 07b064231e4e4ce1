import { bareName } from './bareName.ts';
import type { OrganisationKind, RelationKind } from './organisationKind.ts';
import { disagreementsIn, settle } from './settle.ts';
import type { SettleRule } from './settle.ts';
import type { Disagreement, Span, Statement } from './statement.ts';

export type Status = 'open' | 'closed' | 'dormant';

/** An organisation as it stood from one day to another. */
export interface Version {
  code: string;
  from: string | null;
  to: string | null;
  name: string;
  postcode: string | null;
  address: string | null;
  status: Status;
  /** Whether the map of registered patients in force lists it, or a practice of it. */
  isListed: boolean;
  source: string;
}

export interface Relation {
  kind: RelationKind;
  fromCode: string;
  toCode: string;
  /** Of a slot an organisation has one at a time: its PCN, its sub-ICB location, its ICB, its region. */
  slot: string | null;
  from: string | null;
  to: string | null;
  source: string;
  /** The publication that says otherwise from `to` on; null where it only ended with one of the two bodies. */
  endSource: string | null;
}

export interface Register {
  organisations: Map<string, OrganisationKind>;
  versions: Version[];
  relations: Relation[];
  disagreements: Disagreement[];
}

export interface StatementGroup {
  kind: string;
  about: string;
  statements: Statement[];
}

export interface RegisterRules {
  seriesByRank: string[];
  /** The day on which integrated care boards were established, and sub-ICB locations took over from CCGs. */
  icbEstablishedOn: string;
}

const ATTRIBUTES = ['status', 'dormant', 'name', 'postcode', 'address', 'listed'] as const;
type Attribute = (typeof ATTRIBUTES)[number];

/** In the order in which they may have a code: a slip in one row must not make a network of a practice. */
const KINDS = ['practice', 'pcn', 'sub-icb-location', 'icb', 'nhs-region', 'nhs-trust'];

/** By what is said of whom: which relation it is, and whether it also stood before any publication spoke. */
const SLOTS: Record<string, { kind: RelationKind; isCarriedBack: boolean }> = {
  'practice pcn': { kind: 'member', isCarriedBack: false },
  'practice sub-icb': { kind: 'commissioned-by', isCarriedBack: false },
  'practice icb': { kind: 'part-of', isCarriedBack: true },
  'pcn sub-icb': { kind: 'part-of', isCarriedBack: true },
  'sub-icb-location icb': { kind: 'part-of', isCarriedBack: true },
  'icb region': { kind: 'part-of', isCarriedBack: true },
  'nhs-trust icb': { kind: 'part-of', isCarriedBack: true },
};

/** The register that a set of publications makes, by the one rule of precedence. Pure: the same set gives the same register. */
export function deriveRegister(groups: StatementGroup[], rules: RegisterRules): Register {
  const organisations = new Map<string, OrganisationKind>();
  const versions: Version[] = [];
  const disagreements: Disagreement[] = [];
  const lives = new Map<string, { from: string | null; to: string | null }>();

  const byKind = attributesByKind(groups);
  for (const kind of KINDS) {
    const byCode = byKind.get(kind) ?? new Map<string, Attributes>();
    const seriesStart = firstListing(byCode);
    for (const [code, attributes] of byCode) {
      if (organisations.has(code)) continue;
      const settled = settleAttributes(attributes, rules);
      const own = versionsOf(code, kind, settled, seriesStart, rules);
      const [first] = own;
      if (!first) continue;
      const finalKind = kindOf(kind, own, rules);
      organisations.set(code, finalKind);
      versions.push(...own);
      const alive = own.filter((version) => version.status !== 'closed');
      lives.set(code, { from: first.from, to: alive.length ? alive.at(-1)!.to : first.from });
      for (const about of ['name', 'postcode'] as const) {
        disagreements.push(...disagreementsIn(about, attributes[about] ?? [], settled[about], ruleOf(rules, true)));
      }
    }
  }

  const relations = settleRelations(groups, rules, lives, disagreements);
  return { organisations, versions, relations, disagreements: eachOnce(disagreements) };
}

/** Two rows of one publication can each disagree with another in the same words. */
const eachOnce = (disagreements: Disagreement[]): Disagreement[] => [...new Map(disagreements.map((one) => [JSON.stringify(one), one])).values()];

const ruleOf = ({ seriesByRank }: RegisterRules, isLoose: boolean, isCarriedBack = false): SettleRule => ({
  seriesByRank,
  isCarriedBack,
  ...(isLoose ? { sameAs: bareName } : {}),
});

type Attributes = Partial<Record<Attribute, Statement[]>>;

function attributesByKind(groups: StatementGroup[]): Map<string, Map<string, Attributes>> {
  const kinds = new Map<string, Map<string, Attributes>>();
  for (const { kind, about, statements } of groups) {
    if (!(ATTRIBUTES as readonly string[]).includes(about)) continue;
    const byCode = kinds.get(kind) ?? new Map<string, Attributes>();
    kinds.set(kind, byCode);
    for (const statement of statements) {
      const attributes = byCode.get(statement.code) ?? {};
      byCode.set(statement.code, attributes);
      (attributes[about as Attribute] ??= []).push(statement);
    }
  }
  return kinds;
}

type Settled = Record<Attribute, Span<string>[]>;

function settleAttributes(attributes: Attributes, rules: RegisterRules): Settled {
  const settled = (about: Attribute, isCarriedBack: boolean) => settle(attributes[about] ?? [], ruleOf(rules, about === 'name', isCarriedBack));
  return {
    status: attributes.status ? settled('status', false) : statusFromListing(attributes.listed ?? []),
    dormant: settled('dormant', false),
    name: settled('name', true),
    postcode: settled('postcode', true),
    address: settled('address', true),
    listed: settled('listed', false),
  };
}

/** No file of organisations knows it: it is open while it is listed, and closed when it no longer is. */
function statusFromListing(listed: Statement[]): Span<string>[] {
  const spans: Span<string>[] = [];
  for (const { from, to, firstSeen, series } of [...listed].sort((a, b) => (a.firstSeen < b.firstSeen ? -1 : 1))) {
    const last = spans.at(-1);
    if (last && last.value === 'closed') last.to = from;
    spans.push({ from, to, value: 'open', source: `${series}/${firstSeen}` });
    if (to !== null) spans.push({ from: to, to: null, value: 'closed', source: `${series}/${to}` });
  }
  return spans;
}

const START = '';
const valueOn = (spans: Span<string>[], day: string): Span<string> | undefined => spans.find((span) => (span.from ?? START) <= day && (span.to === null || span.to > day));

/** The day of the first map that lists any body of this kind. */
function firstListing(byCode: Map<string, Attributes>): string | null {
  let first: string | null = null;
  for (const { listed } of byCode.values()) for (const { firstSeen } of listed ?? []) if (first === null || firstSeen < first) first = firstSeen;
  return first;
}

function versionsOf(code: string, kind: string, settled: Settled, seriesStart: string | null, rules: RegisterRules): Version[] {
  const [opening] = settled.status;
  if (!opening) return [];
  // Boards that the first map held already shows were there from the day on which all of them were established.
  const isOlderThanSeen = (kind === 'icb' || kind === 'nhs-region') && (opening.from ?? START) > rules.icbEstablishedOn;
  const born = isOlderThanSeen && opening.from === seriesStart ? rules.icbEstablishedOn : (opening.from ?? START);
  const bounds = new Set<string>([born]);
  for (const spans of Object.values(settled)) for (const { from, to } of spans) for (const day of [from, to]) if (day !== null && day > born) bounds.add(day);
  const days = [...bounds].sort();
  const versions: Version[] = [];
  for (const [index, from] of days.entries()) {
    const status = valueOn(settled.status, from) ?? (from < (opening.from ?? START) ? opening : undefined);
    if (!status) continue;
    const dormant = valueOn(settled.dormant, from);
    const name = valueOn(settled.name, from) ?? settled.name.at(-1);
    const version: Version = {
      code,
      from: from === START ? null : from,
      to: days[index + 1] ?? null,
      name: name?.value ?? code,
      postcode: valueOn(settled.postcode, from)?.value ?? null,
      address: valueOn(settled.address, from)?.value ?? null,
      status: status.value === 'open' && dormant ? 'dormant' : (status.value as Status),
      isListed: valueOn(settled.listed, from) !== undefined,
      source: sourceOfChange(from, [status, valueOn(settled.listed, from) ?? noLongerListed(settled.listed, from), name, valueOn(settled.postcode, from), valueOn(settled.address, from)]),
    };
    const last = versions.at(-1);
    if (last && last.to === from && isSameState(last, version)) last.to = version.to;
    else versions.push(version);
  }
  return versions;
}

/** The map of that day is what says that it is not listed any more. */
function noLongerListed(listed: Span<string>[], day: string): Span<string> | undefined {
  const ended = listed.find((span) => span.to === day);
  return ended && { ...ended, from: day, source: `${ended.source.slice(0, ended.source.indexOf('/'))}/${day}` };
}

const isSameState = (a: Version, b: Version): boolean =>
  a.name === b.name && a.postcode === b.postcode && a.address === b.address && a.status === b.status && a.isListed === b.isListed;

/** The source of what began on that day, its status before its name; where nothing did, of the newest of all. */
function sourceOfChange(from: string, spans: (Span<string> | undefined)[]): string {
  const known = spans.filter((span) => span !== undefined);
  const changed = known.find((span) => span.from === from);
  if (changed) return changed.source;
  return known.reduce((newest, { source }) => (newest === '' || dayIn(source) > dayIn(newest) ? source : newest), '');
}
const dayIn = (source: string): string => source.slice(source.indexOf('/') + 1);

/** A location that had closed before the boards came was a clinical commissioning group all its life. */
function kindOf(kind: string, versions: Version[], rules: RegisterRules): OrganisationKind {
  if (kind !== 'sub-icb-location') return kind as OrganisationKind;
  const closing = versions.find((version) => version.status === 'closed');
  return closing?.from && closing.from <= rules.icbEstablishedOn ? 'ccg' : 'sub-icb-location';
}

function settleRelations(groups: StatementGroup[], rules: RegisterRules, lives: Map<string, { from: string | null; to: string | null }>, disagreements: Disagreement[]): Relation[] {
  const relations: Relation[] = [];
  for (const [slotName, { kind, isCarriedBack }] of Object.entries(SLOTS)) {
    const [ofKind, slot] = slotName.split(' ') as [string, string];
    const byCode = new Map<string, Statement[]>();
    for (const group of groups) {
      if (group.kind !== ofKind || group.about !== slot) continue;
      for (const statement of group.statements) {
        const own = byCode.get(statement.code);
        if (own) own.push(statement);
        else byCode.set(statement.code, [statement]);
      }
    }
    for (const [code, statements] of byCode) {
      if (!lives.has(code)) continue;
      const spans = settle(statements, ruleOf(rules, false, isCarriedBack));
      disagreements.push(...disagreementsIn(slot, statements, spans, ruleOf(rules, false)));
      for (const span of spans) {
        const within = clip(span, lives.get(code), lives.get(span.value));
        if (within && code !== span.value) relations.push({ kind, fromCode: code, toCode: span.value, slot, from: within.from, to: within.to, source: span.source, endSource: within.to === span.to ? (span.endSource ?? null) : null });
      }
    }
  }
  return relations;
}

/** Nothing stands in a relation before it begins or after it ends, nor to what the register does not know. */
function clip(span: Span<string>, ...lives: ({ from: string | null; to: string | null } | undefined)[]): { from: string | null; to: string | null } | null {
  let { from, to } = span;
  for (const life of lives) {
    if (!life) return null;
    if ((life.from ?? START) > (from ?? START)) from = life.from;
    if (life.to !== null && (to === null || life.to < to)) to = life.to;
  }
  return to === null || (from ?? START) < to ? { from, to } : null;
}
