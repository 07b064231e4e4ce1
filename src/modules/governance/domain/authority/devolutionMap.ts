import type { IsoDate } from '#kernel/isoDate.ts';
import type { GovernanceForm } from '../forum.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { AuthorityFacts, Chain } from './authority.ts';
import { bodyKey } from './grant.ts';
import type { Body } from './grant.ts';
import type { Matter } from './matter.ts';
import { whoDecides } from './whoDecides.ts';

/** Across the map, from the widest to the nearest. */
export const LEVELS = { system: 'System', council: 'Council', place: 'Place', together: 'General practice together', network: 'Network', practice: 'Practice' } as const;
export type Level = keyof typeof LEVELS;

/** What one body, or each of several of a kind, has of a matter. */
export interface Holding {
  level: Level;
  bodies: readonly Body[];
  /** Whether it is theirs originally; else it was granted. */
  isOwn: boolean;
  /** Of how many original holders they have it, and how many there are. */
  grantedBy: number;
  holders: number;
  /** The narrowest on the way; null: none. */
  limitDecisionPence: number | null;
  limitYearPence: number | null;
  /** What must be done before it may be used, such as consulting the LMC. */
  isConditional: boolean;
}

export interface MapRow {
  matter: Matter;
  /** 0 at the top of the tree. */
  depth: number;
  /** Empty where the register knows no holder: `why` says so. */
  holdings: readonly Holding[];
  why: string | null;
}

export interface MapScene {
  facts: AuthorityFacts;
  withinCode: string;
  on: IsoDate;
  levelOf(body: Body): Level;
}

/** The devolution map of a place: who holds what on a day, at every level. */
export function devolutionMap({ facts, withinCode, on, levelOf }: MapScene): MapRow[] {
  const inOrder = (parent: string | null, depth: number): { matter: Matter; depth: number }[] => facts.matters.under(parent).flatMap((matter) => [{ matter, depth }, ...inOrder(matter.id, depth + 1)]);
  return inOrder(null, 0).map(({ matter, depth }) => {
    const answer = whoDecides({ matter: matter.id, amountPence: null, withinCode, on }, facts);
    if (!answer.ok) return { matter, depth, holdings: [], why: answer.refusal.what };
    const { chains, others, accountable } = answer.value;
    const able = [...chains, ...others].filter((chain) => chain.isAble && chain.steps.length > 0);
    return { matter, depth, holdings: [...owned(accountable.map(({ body }) => body), levelOf), ...granted(able, accountable.length, levelOf)], why: null };
  });
}

function owned(holders: readonly Body[], levelOf: MapScene['levelOf']): Holding[] {
  const levels = [...new Set(holders.map(levelOf))];
  return levels.map((level) => {
    const bodies = holders.filter((body) => levelOf(body) === level);
    return { level, bodies, isOwn: true, grantedBy: 0, holders: holders.length, limitDecisionPence: null, limitYearPence: null, isConditional: false };
  });
}

function granted(able: readonly Chain[], holders: number, levelOf: MapScene['levelOf']): Holding[] {
  const byBody = new Map<string, Chain[]>();
  for (const chain of able) byBody.set(bodyKey(chain.body), [...(byBody.get(bodyKey(chain.body)) ?? []), chain]);
  return [...byBody.values()].map((ways) => {
    const { body } = ways[0]!;
    return {
      level: levelOf(body),
      bodies: [body],
      isOwn: false,
      grantedBy: new Set(ways.map(({ holder }) => bodyKey(holder))).size,
      holders,
      limitDecisionPence: widest(ways.map((way) => narrowest(way, 'limitDecisionPence'))),
      limitYearPence: widest(ways.map((way) => narrowest(way, 'limitYearPence'))),
      isConditional: ways.every(({ steps }) => steps.some(({ checks }) => checks.some(({ state }) => state === 'to-do'))),
    };
  });
}

function narrowest({ steps }: Chain, limit: 'limitDecisionPence' | 'limitYearPence'): number | null {
  const limits = steps.flatMap(({ grant }) => grant[limit] ?? []);
  return limits.length ? Math.min(...limits) : null;
}

const widest = (limits: readonly (number | null)[]): number | null => (limits.includes(null) ? null : Math.max(...limits.map(Number)));

/** The facts as they would be under other forms of forums, by their keys, and with drafts in force. */
export const supposing = (facts: AuthorityFacts, { forms, drafts }: { forms: ReadonlyMap<string, GovernanceForm>; drafts: ReadonlySet<string> }): AuthorityFacts => ({
  ...facts,
  formOf: (body) => forms.get(bodyKey(facts.standsFor(body))) ?? facts.formOf(body),
  supposed: drafts,
});

export type ChangeKind = 'gained' | 'more' | 'less' | 'lost';

export interface MapChange {
  matter: Matter;
  kind: ChangeKind;
  before: Holding | null;
  after: Holding | null;
}

/** What bodies of a place could decide themselves on one map that they cannot on the other, and the other way round. */
export function changesAtPlace(before: readonly MapRow[], after: readonly MapRow[]): MapChange[] {
  return before.flatMap(({ matter, holdings }, index) => {
    const [was, is] = [holdings, after[index]!.holdings].map((all) => all.filter(({ level, isOwn }) => level === 'place' && !isOwn));
    const keys = new Set([...was!, ...is!].map(({ bodies }) => bodyKey(bodies[0]!)));
    return [...keys].flatMap((key): MapChange[] => {
      const [old, now] = [was, is].map((all) => all!.find(({ bodies }) => bodyKey(bodies[0]!) === key) ?? null);
      const kind = changeOf(old!, now!);
      return kind === null ? [] : [{ matter, kind, before: old!, after: now! }];
    });
  });
}

function changeOf(before: Holding | null, after: Holding | null): ChangeKind | null {
  if (!before || !after) return before ? 'lost' : after ? 'gained' : null;
  const more = (limit: 'limitDecisionPence' | 'limitYearPence'): number => (after[limit] ?? Infinity) - (before[limit] ?? Infinity) || 0;
  const [first] = [more('limitDecisionPence'), more('limitYearPence')].filter((difference) => difference !== 0);
  return first === undefined ? null : first > 0 ? 'more' : 'less';
}

/** How much, in a few words: "up to £25,000 a decision". */
export function sayLimits({ limitDecisionPence, limitYearPence }: Pick<Holding, 'limitDecisionPence' | 'limitYearPence'>): string {
  const parts = [limitDecisionPence === null ? null : `up to ${sayPounds(limitDecisionPence)} a decision`, limitYearPence === null ? null : `${sayPounds(limitYearPence)} a year`].filter(Boolean);
  return parts.length ? parts.join(', ') : 'without limit';
}

/** The matters that could be granted to a body of this form at all, by the rules of forms. */
export function grantable(form: GovernanceForm, { forms, matters }: Pick<AuthorityFacts, 'forms' | 'matters'>): Set<string> {
  const { power, mayReceiveFrom } = forms[form];
  return new Set(power === 'none' ? [] : matters.all.filter(({ isReserved, heldBy }) => !isReserved && heldBy.every((kind) => mayReceiveFrom.includes(kind))).map(({ id }) => id));
}
