import type { Kysely } from 'kysely';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { FORM_RULES, MATTERS } from '../authorityRules.ts';
import type { DecisionCheck, GovernanceContext } from '../context.ts';
import type { DecisionDraft, Finding } from '../domain/decision.ts';
import type { Authority, AuthorityFacts, AuthorityQuestion, Check } from '../domain/authority/authority.ts';
import { authorityFinding, noMatterNamed } from '../domain/authority/authorityFinding.ts';
import { bodyKey } from '../domain/authority/grant.ts';
import type { Body } from '../domain/authority/grant.ts';
import { HOLDER_KINDS, mattersLike } from '../domain/authority/matter.ts';
import type { HolderKind } from '../domain/authority/matter.ts';
import { whoDecides } from '../domain/authority/whoDecides.ts';
import { areasOf, holderKindOf, holdersIn } from './areas.ts';
import type { Register } from './areas.ts';
import { namedBodies, readBodies } from './bodies.ts';
import { conditionWords, grantTables } from './delegations.ts';
import type { GrantSource } from './delegations.ts';
import { grantsInMemory } from './grantIndex.ts';

export { namedBodies };

/** Of one matter, or of all for a map. */
export interface AuthorityScope {
  withinCode: string;
  on: IsoDate;
  matter?: string;
  /** Drafts to be taken as in force. */
  supposed?: ReadonlySet<string>;
}

/** Everything that the answer rests on, read in a few statements. */
export async function authorityFacts(db: Kysely<unknown>, register: Register, { withinCode, on, matter, supposed = new Set() }: AuthorityScope, source: GrantSource = grantTables(db)): Promise<AuthorityFacts> {
  const areas = (code: string): readonly string[] => areasOf(register, code, on);
  const holders = keptByKey((key: string) => {
    const [kind, code] = key.split(' ') as [HolderKind, string];
    return holdersIn(register, kind, code, on);
  });
  const kinds = matter === undefined ? (Object.keys(HOLDER_KINDS) as HolderKind[]) : (MATTERS.find(matter)?.heldBy ?? []);
  const asked = new Set(areas(withinCode));
  for (const kind of kinds) for (const holder of holders(`${kind} ${withinCode}`)) for (const area of kind === 'practice' || kind === 'pcn' ? areas(holder) : [holder]) asked.add(area);
  const grants = await source.grantsFor({ areas: [...asked], ...(matter === undefined ? {} : { matters: MATTERS.upward(matter).map(({ id }) => id) }) });
  const limited = grants.filter(({ limitYearPence }) => limitYearPence !== null);
  const passing = limited.filter(({ mayDelegateOnward }) => mayDelegateOnward).map(({ receiver }) => receiver);
  const users = await source.usersByReceiver([...new Map(passing.map((body) => [bodyKey(body), body])).values()]);
  const usersById = new Map(limited.map((grant): [string, ReadonlySet<string>] => [grant.id, new Set([bodyKey(grant.receiver), ...((grant.mayDelegateOnward && users.get(bodyKey(grant.receiver))) || [])])]));
  const named = grants.flatMap(({ giver, receiver, conditions }) => [giver, receiver, ...conditions.flatMap((one) => (one.kind === 'joint-with' ? [one.body] : []))]);
  const { bodies, earlierDecisions } = await readBodies(db, register, { bodies: named, users: new Set([...usersById.values()].flatMap((keys) => [...keys])), on });
  return {
    matters: MATTERS,
    forms: FORM_RULES,
    grants,
    // Of a decision taken elsewhere on another day the areas are those of that day.
    areasOf: (code, day) => areasOf(register, code, day),
    holdersIn: (kind, code) => holders(`${kind} ${code}`),
    holderKindOf: (code) => holderKindOf(register, code),
    ...bodies,
    earlierDecisions,
    usersOf: (grant) => usersById.get(grant.id) ?? new Set(),
    supposed,
  };
}

function keptByKey<Value>(make: (key: string) => Value): (key: string) => Value {
  const kept = new Map<string, Value>();
  return (key) => {
    const value = kept.get(key) ?? make(key);
    kept.set(key, value);
    return value;
  };
}

/** Who decides this: of the record, as at the day of the question. */
export async function whoDecidesHere({ database, register }: Pick<GovernanceContext, 'database' | 'register'>, question: AuthorityQuestion): Promise<Result<{ authority: Authority; facts: AuthorityFacts }>> {
  const image = await register.reader.image();
  return authorityIn(database.as(), image, question, await grantsInMemory(database));
}

/** The same inside a transaction, with the register read before it began. */
export async function authorityIn(db: Kysely<unknown>, register: Register, question: AuthorityQuestion, source?: GrantSource): Promise<Result<{ authority: Authority; facts: AuthorityFacts }>> {
  const { matter, withinCode, on } = question;
  if (!MATTERS.find(matter)) {
    const like = mattersLike(MATTERS, matter).map(({ id }) => id);
    return refuse({ code: 'matter-not-found', what: `There is no matter called “${matter.slice(0, 60)}”.`, todo: like.length ? `Did you mean ${like.join(', ')}?` : 'Choose one from rules/governance/matters.yaml.' });
  }
  if (!register.at(withinCode, on)) return refuse({ code: 'place-not-found', what: 'The register has no organisation of this code on that day.', where: withinCode, todo: 'Find its code with the search.' });
  const facts = await authorityFacts(db, register, question, source);
  const answer = whoDecides(question, facts);
  return answer.ok ? ok({ authority: await withWords(db, answer.value), facts }) : answer;
}

/** People's own words of conditions are held apart: they are put in last. */
async function withWords(db: Kysely<unknown>, authority: Authority): Promise<Authority> {
  const checks = [authority.chains, authority.others].flatMap((chains) => chains.flatMap(({ steps }) => steps.flatMap((step) => step.checks)));
  const words = await conditionWords(db, [...new Set(checks.flatMap(({ wordsId }) => wordsId ?? []))]);
  if (words.size === 0) return authority;
  const said = (check: Check): Check => ({ ...check, says: (check.wordsId !== undefined && words.get(check.wordsId)) || check.says });
  const worded = (chains: Authority['chains']) => chains.map((chain) => ({ ...chain, steps: chain.steps.map((step) => ({ ...step, checks: step.checks.map(said) })) }));
  return { ...authority, chains: worded(authority.chains), others: worded(authority.others), remains: authority.remains.map(said) };
}

/** Whether a forum may decide what it is about to: for the check of a decision, in its transaction. */
export async function authorityFindingIn(db: Kysely<unknown>, register: Register, draft: DecisionDraft): Promise<Finding> {
  if (draft.matter === null) return noMatterNamed;
  const found = await authorityIn(db, register, { matter: draft.matter, amountPence: draft.amountPence, withinCode: draft.withinCode, on: draft.takenOn });
  const decider: Body = { kind: 'forum', id: draft.forumCode };
  const names = await namedBodies(db, register, [decider], draft.takenOn);
  if (found.ok) {
    const { facts, authority } = found.value;
    const nameOf = (body: Body): string => (body.kind === 'forum' && body.id === decider.id ? names.nameOf(body) : facts.nameOf(body));
    return authorityFinding(draft, decider, authority, { nameOf, standsFor: names.standsFor });
  }
  const { what, todo } = found.refusal;
  return { ...noMatterNamed, isMet: false, standing: 'recommendation', says: [`Nobody can say who may decide this. ${what}`, todo].filter(Boolean).join(' '), cure: { kind: 'decide-above', says: 'The body that holds the matter has to be found, and to decide it.' } };
}

/** The check that governance itself makes at every decision. */
export const authorityCheck = ({ register }: Pick<GovernanceContext, 'register'>): DecisionCheck => async (transaction, draft) => [await authorityFindingIn(transaction, await register.reader.imageWithin(transaction), draft)];
