import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { isoDate } from '#kernel/isoDate.ts';
import { FORM_RULES, MATTERS } from './authorityRules.ts';
import type { Authority, AuthorityFacts } from './domain/authority/authority.ts';
import { bodyKey } from './domain/authority/grant.ts';
import type { Body, Condition, Grant } from './domain/authority/grant.ts';
import type { HolderKind } from './domain/authority/matter.ts';
import { whoDecides } from './domain/authority/whoDecides.ts';
import { usersAmong } from './domain/authority/yearlyUse.ts';
import { GOVERNANCE_FORMS } from './domain/forum.ts';
import type { GovernanceForm } from './domain/forum.ts';

const form = z.enum(Object.keys(GOVERNANCE_FORMS) as [GovernanceForm, ...GovernanceForm[]]);
const day = z.string().transform((text) => isoDate(text));
const pounds = z.number().transform((amount) => Math.round(amount * 100));
const list = z.array(z.string()).default([]);

const World = z.strictObject({
  organisations: z.record(z.string(), z.strictObject({ kind: z.enum(['icb', 'council', 'practice', 'pcn', 'federation', 'lmc', 'place']), within: list })),
  forums: z.record(z.string(), z.strictObject({ form: form.nullable(), boardOf: z.string().optional() })),
  seats: z.record(z.string(), z.strictObject({ isVacant: z.boolean() })),
});

const Case = z.strictObject({
  case: z.string(),
  grants: z
    .array(
      z.strictObject({
        id: z.string(), from: z.string(), to: z.string(), matters: z.array(z.string()).min(1), within: z.string().default('PL-1'), keepsBack: list,
        decision: pounds.nullable().default(null), year: pounds.nullable().default(null), onward: z.boolean().default(false), form: form.default('icb-committee'),
        consultLmc: z.boolean().default(false), jointWith: z.string().optional(), words: z.string().optional(),
        first: day.default(isoDate('2024-04-01')), until: day.nullable().default(null), revoked: day.nullable().default(null), draft: z.boolean().default(false),
      }),
    )
    .default([]),
  decisions: z.array(z.strictObject({ by: z.string(), on: day, matter: z.string(), pounds, within: z.string().default('PL-1') })).default([]),
  asks: z.strictObject({ matter: z.string(), pounds: pounds.nullable().default(null), within: z.string().default('PL-1'), on: day.default(isoDate('2026-06-01')) }),
  supposing: list,
  expects: z.strictObject({
    outcome: z.enum(['decides', 'stays', 'advise']).optional(),
    arrangement: z.enum(['alone', 'jointly', 'each']).optional(),
    bodies: z.array(z.string()).optional(),
    /** The grants of the chain, from the top down, of the first holder. */
    chain: z.array(z.string()).optional(),
    remains: z.array(z.string()).optional(),
    passedOver: z.record(z.string(), z.string()).optional(),
    /** Grants whose way ends at a check, and which. */
    stopped: z.record(z.string(), z.string()).optional(),
    leftPounds: pounds.optional(),
    accountable: z.array(z.string()).optional(),
    says: z.string().optional(),
    refused: z.string().optional(),
  }),
});

const Cases = z.strictObject({ world: World, cases: z.array(Case) });
export type AuthorityCase = z.output<typeof Case>;
export type AuthorityWorld = z.output<typeof World>;

/** rules/governance/cases.yaml: facts and a question, with the answer that is right. */
export const authorityCases = (): z.output<typeof Cases> => Cases.parse(parse(readFileSync(new URL('../../../rules/governance/cases.yaml', import.meta.url), 'utf8')));

/** The facts of a case in its small world, in which a forum or seat is written by its name and an organisation by its code. */
export function factsOfCase(world: AuthorityWorld, one: Pick<AuthorityCase, 'grants' | 'decisions' | 'supposing'>): AuthorityFacts {
  const bodyOf = (name: string): Body => ({ kind: name in world.seats ? 'person-in-seat' : name in world.forums ? 'forum' : 'organisation', id: name });
  const standsFor = (body: Body): Body => {
    const boardOf = body.kind === 'forum' ? world.forums[body.id]?.boardOf : undefined;
    return boardOf === undefined ? body : { kind: 'organisation', id: boardOf };
  };
  const areasOf = (code: string): string[] => [...new Set([code, ...(world.organisations[code]?.within ?? []).flatMap(areasOf)])];
  const ofKind = (kind: HolderKind) => Object.keys(world.organisations).filter((code) => world.organisations[code]!.kind === kind);
  const grants = one.grants.map((grant): Grant => ({
    id: grant.id, giver: bodyOf(grant.from), receiver: bodyOf(grant.to), matters: grant.matters, keptBack: grant.keepsBack, withinCode: grant.within,
    limitDecisionPence: grant.decision, limitYearPence: grant.year, mayDelegateOnward: grant.onward, form: grant.form, instrumentWordsId: null,
    from: grant.first, to: grant.until, status: grant.draft ? 'draft' : 'in-force', revokedOn: grant.revoked,
    conditions: [
      ...(grant.consultLmc ? [{ kind: 'consult-lmc' } as const] : []),
      ...(grant.jointWith ? [{ kind: 'joint-with', body: bodyOf(grant.jointWith) } satisfies Condition] : []),
      ...(grant.words ? [{ kind: 'other', wordsId: grant.words } as const] : []),
    ],
  }));
  return {
    matters: MATTERS,
    forms: FORM_RULES,
    grants,
    areasOf,
    holdersIn: (kind, code) => {
      // Around the place, such as its ICB; for practices and PCNs also those in it.
      const around = areasOf(code).filter((area) => world.organisations[area]?.kind === kind);
      return around.length > 0 ? around : ofKind(kind).filter((holder) => areasOf(holder).includes(code));
    },
    holderKindOf: (code) => {
      const kind = world.organisations[code]?.kind;
      return kind === undefined || kind === 'place' ? null : kind;
    },
    standsFor,
    formOf: ({ id }) => world.forums[id]?.form ?? null,
    isVacant: ({ id }) => world.seats[id]?.isVacant ?? false,
    nameOf: ({ id }) => id,
    earlierDecisions: one.decisions.map(({ by, on, matter, pounds: amountPence, within }) => ({ takenBy: [bodyKey(standsFor(bodyOf(by)))], takenOn: on, matter, amountPence, withinCode: within })),
    usersOf: (grant) => usersAmong(grant, grants, standsFor),
    supposed: new Set(one.supposing),
  };
}

export type CaseAnswer = AuthorityCase['expects'];

/** What Chorus answers, in the words of a case: only what the case expects something of. */
export function answerOfCase(world: AuthorityWorld, one: AuthorityCase): CaseAnswer {
  const { matter, pounds: amountPence, within, on } = one.asks;
  const result = whoDecides({ matter, amountPence, withinCode: within, on }, factsOfCase(world, one));
  const answer: CaseAnswer = result.ok ? inWordsOfCase(result.value, one.expects) : { refused: result.refusal.code };
  return Object.fromEntries(Object.keys(one.expects).map((key) => [key, answer[key as keyof CaseAnswer]]));
}

function inWordsOfCase(authority: Authority, expects: CaseAnswer): CaseAnswer {
  const { outcome, arrangement, bodies, chains, remains, passedOver, others, accountable, says } = authority;
  const stops = others.flatMap(({ steps }) => steps.flatMap(({ grant, checks }) => checks.filter(({ state }) => state === 'not-met').map(({ what }) => [grant.id, what] as const)));
  const left = chains.flatMap(({ steps }) => steps.flatMap(({ leftPence }) => leftPence ?? []));
  return {
    outcome,
    arrangement,
    bodies: bodies.map(({ id }) => id),
    chain: chains[0]!.steps.map(({ grant }) => grant.id),
    remains: remains.map(({ what, body }) => (body ? `${what} ${body.id}` : what)),
    passedOver: Object.fromEntries(passedOver.map(({ grant, why }) => [grant.id, why])),
    stopped: Object.fromEntries(stops),
    leftPounds: Math.min(...left),
    accountable: accountable.map(({ body }) => body.id),
    says: expects.says !== undefined && says.includes(expects.says) ? expects.says : says,
  };
}

/** The cases whose answer is another than the one that is right. */
export function wrongCases(): { case: string; expects: CaseAnswer; answers: CaseAnswer }[] {
  const { world, cases } = authorityCases();
  return cases
    .map((one) => ({ case: one.case, expects: one.expects, answers: answerOfCase(world, one) }))
    .filter(({ expects, answers }) => Object.entries(expects).some(([key, value]) => !isSame(value, answers[key as keyof CaseAnswer])));
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(inKeyOrder(one)) === JSON.stringify(inKeyOrder(other));
const inKeyOrder = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
