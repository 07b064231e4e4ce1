import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { sayDate } from '#kernel/isoDate.ts';
import type { Authority, AuthorityFacts, AuthorityQuestion, Chain, Check } from './authority.ts';
import { descend } from './chains.ts';
import type { Descent } from './chains.ts';
import { bodyKey } from './grant.ts';
import type { Body } from './grant.ts';
import { HOLDER_KINDS } from './matter.ts';
import type { HolderKind, Matter } from './matter.ts';
import { sayAuthority } from './sayAuthority.ts';

/** An original holder, and where it holds the matter: each practice and PCN in its own part of the place. */
interface Holder {
  kind: HolderKind;
  body: Body;
  areas: readonly string[];
}

const OF_GENERAL_PRACTICE: readonly HolderKind[] = ['practice', 'pcn', 'federation', 'lmc'];

/** Who decides a matter, at a place, on a day, over an amount: by what was granted, from whoever holds it originally down. */
export function whoDecides(question: AuthorityQuestion, facts: AuthorityFacts): Result<Authority> {
  const matter = facts.matters.find(question.matter);
  if (!matter) return refuse({ code: 'matter-not-found', what: `There is no matter called “${question.matter}”.`, todo: 'Choose one from the list of matters.' });
  const found = holdersOf(matter, question, facts);
  if (!found.ok) return found;
  const holders = found.value;
  const bodies = holders.map(({ body }) => body);
  const descents = holders.map(({ body, areas }) => descend(body, { question, facts, holders: bodies, areas }));
  const chosen = choose(descents, holders, facts);
  const steps = chosen.chains.flatMap((chain) => chain.steps);
  const onAWay = new Set(descents.flatMap(({ chains }) => chains.flatMap((chain) => chain.steps.map(({ grant }) => grant.id))));
  const answer: Omit<Authority, 'says'> = {
    question,
    matter,
    outcome: steps.length > 0 ? 'decides' : matter.heldBy.every((kind) => OF_GENERAL_PRACTICE.includes(kind)) ? 'stays' : 'advise',
    ...chosen,
    others: descents.flatMap(({ chains }) => chains.filter((chain) => chain.steps.length > 0 && !chosen.chains.includes(chain))),
    passedOver: [...new Map(descents.flatMap(({ passedOver }) => passedOver.map((one) => [one.grant.id, one]))).values()].filter(({ grant }) => !onAWay.has(grant.id)),
    remains: remainsOf(matter, chosen.chains),
    accountable: holders.map(({ body, kind }) => ({ body, says: sayAccountable(kind, facts.nameOf(body)) })),
    unverified: unverifiedOf(matter, chosen.chains, facts),
  };
  return ok({ ...answer, says: sayAuthority(answer, facts) });
}

function holdersOf(matter: Matter, { withinCode, on }: AuthorityQuestion, facts: AuthorityFacts): Result<Holder[]> {
  const holders: Holder[] = [];
  for (const kind of matter.heldBy) {
    const codes = facts.holdersIn(kind, withinCode, on);
    if (codes.length === 0) {
      const what = `The register knows no ${kind === 'council' ? 'council' : kind.toUpperCase()} of ${facts.nameOf({ kind: 'organisation', id: withinCode })} on ${sayDate(on)}, and “${matter.label}” is held by ${HOLDER_KINDS[kind]}.`;
      return refuse({ code: 'no-holder', what: kind === 'practice' || kind === 'federation' ? what.replace(kind.toUpperCase(), kind) : what, where: withinCode, todo: 'Say in the register which body it is, or ask for another place or day.' });
    }
    for (const code of codes) {
      const own = kind === 'practice' || kind === 'pcn' ? facts.areasOf(code, on) : facts.areasOf(withinCode, on);
      const isInside = (kind === 'practice' || kind === 'pcn') && own.includes(withinCode);
      holders.push({ kind, body: { kind: 'organisation', id: code }, areas: [...new Set([...(isInside ? own : facts.areasOf(withinCode, on)), code])] });
    }
  }
  return ok(holders);
}

type Chosen = Pick<Authority, 'arrangement' | 'bodies' | 'chains' | 'ableAlone'>;

const partnersOf = ({ steps }: Chain): Body[] => steps.flatMap(({ checks }) => checks.flatMap(({ what, body }) => (what === 'joint-with' && body ? [body] : [])));

/** One body that has it from every holder, if there is one; else what each holder’s own best way leads to. */
function choose(descents: readonly Descent[], holders: readonly Holder[], facts: AuthorityFacts): Chosen {
  const ways = descents.map(({ chains }, index) => bestByBody(chains, holders[index]!.areas, facts));
  const [first, ...rest] = ways;
  // The ways stand in the order of preference, the holder's own last.
  const common = [...first!.keys()].filter((key) => rest.every((way) => way.has(key)));
  const isAlone = (key: string): boolean => descents.every(({ chains }) => chains.some((chain) => chain.isAble && bodyKey(chain.body) === key && partnersOf(chain).length === 0));
  const ableAlone = common.filter(isAlone).map((key) => first!.get(key)!.body);
  const chains = common[0] === undefined ? ways.map((way) => [...way.values()][0]!) : ways.map((way) => way.get(common[0]!)!);
  const partners = chains.flatMap(partnersOf);
  const bodies = [...new Map([...chains.map(({ body }) => body), ...partners].map((body) => [bodyKey(body), body])).values()];
  if (bodies.length === 1) return { arrangement: 'alone', bodies, chains, ableAlone };
  const isEach = partners.length === 0 && holders.every(({ kind }) => OF_GENERAL_PRACTICE.includes(kind));
  return { arrangement: isEach ? 'each' : 'jointly', bodies, chains, ableAlone };
}

/**
 * For each body that may decide the best way to it, best body first. Whoever passed it on to somebody who may comes after them; else the
 * nearest area goes first, then the nearest matter, then the lowest body, then the narrowest limit.
 */
function bestByBody(chains: readonly Chain[], areas: readonly string[], facts: AuthorityFacts): Map<string, Chain> {
  const able = chains.filter(({ isAble }) => isAble);
  const passedOn = new Set(able.flatMap(({ steps }) => steps.slice(0, -1)));
  const rank = ({ steps }: Chain): (number | string)[] => {
    const last = steps.at(-1);
    if (!last) return [2];
    const { withinCode, limitDecisionPence, id } = last.grant;
    return [passedOn.has(last) ? 1 : 0, areas.indexOf(withinCode), -facts.matters.upward(last.coveringMatter).length, -steps.length, limitDecisionPence ?? Infinity, id];
  };
  const ranked = able.map((chain) => ({ chain, rank: rank(chain) })).sort((a, b) => inOrder(a.rank, b.rank));
  const best = new Map<string, Chain>();
  for (const { chain } of ranked) if (!best.has(bodyKey(chain.body))) best.set(bodyKey(chain.body), chain);
  return best;
}

function inOrder(one: readonly (number | string)[], other: readonly (number | string)[]): number {
  for (const [index, value] of one.entries()) {
    const against = other[index];
    if (against === undefined || value === against) continue;
    return value < against ? -1 : 1;
  }
  return 0;
}

function remainsOf(matter: Matter, chains: readonly Chain[]): Check[] {
  const asked = chains.flatMap(({ steps }) => steps.flatMap(({ checks }) => checks.filter(({ state }) => state === 'to-do')));
  const owed: Check[] = matter.lmc === 'owed' ? [{ what: 'consult-lmc', state: 'to-do', says: matter.status === 'unverified' ? 'Consult the LMC first. Whether the law asks for it on this matter is not yet verified.' : 'Consult the LMC first: it is owed on this matter.' }] : [];
  const once = new Map([...owed, ...asked].map((check) => [check.what === 'consult-lmc' ? 'consult-lmc' : `${check.what} ${check.wordsId ?? check.says}`, check]));
  return [...once.values()];
}

function unverifiedOf(matter: Matter, chains: readonly Chain[], { forms }: AuthorityFacts): string[] {
  const used = [...new Set(chains.flatMap(({ steps }) => steps.map(({ form }) => form)))].filter((form) => forms[form].status === 'unverified');
  return [
    ...(matter.status === 'unverified' ? [`Who holds “${matter.label}” and who must be consulted on it is as remembered, and not yet verified (${matter.locator}).`] : []),
    ...used.map((form) => `What this governance form can be given is not yet verified (${forms[form].locator}).`),
  ];
}

function sayAccountable(kind: HolderKind, name: string): string {
  if (kind === 'icb') return `${name} stays accountable, whoever decides and under every governance form.`;
  if (kind === 'council') return `${name} stays accountable for its own functions, whoever decides.`;
  return `${name} stays answerable for what it granted, and can take it back.`;
}
