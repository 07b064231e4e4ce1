import { GOVERNANCE_FORMS } from '../domain/forum.ts';
import type { Authority, AuthorityFacts, Chain, Check } from '../domain/authority/authority.ts';
import type { Body, BodyKind } from '../domain/authority/grant.ts';
import type { RuleStatus } from '../domain/authority/matter.ts';

export interface NamedBody {
  kind: BodyKind;
  id: string;
  name: string;
}

export interface AnswerStep {
  delegationId: string;
  giver: NamedBody;
  receiver: NamedBody;
  /** In plain words. */
  form: string;
  /** The matter of the grant that covers the one asked for. */
  matter: { id: string; label: string };
  within: { code: string; name: string };
  from: string;
  /** The first day after; null where it goes on. */
  to: string | null;
  limitDecisionPence: number | null;
  limitYearPence: number | null;
  usedPence: number | null;
  leftPence: number | null;
  mayDelegateOnward: boolean;
  checks: readonly { what: Check['what']; state: Check['state']; says: string }[];
}

export interface AnswerChain {
  holder: NamedBody;
  body: NamedBody;
  isAble: boolean;
  steps: readonly AnswerStep[];
}

/** The answer to “who decides this”, complete in itself: with names, amounts in pence and days as YYYY-MM-DD. */
export interface AuthorityAnswer {
  question: { matter: string; label: string; amountPence: number | null; within: { code: string; name: string }; on: string };
  outcome: Authority['outcome'];
  arrangement: Authority['arrangement'];
  says: string;
  decides: readonly NamedBody[];
  chains: readonly AnswerChain[];
  remains: readonly { what: Check['what']; says: string }[];
  accountable: readonly (NamedBody & { says: string })[];
  others: readonly AnswerChain[];
  notUsed: readonly { delegationId: string; giver: NamedBody; receiver: NamedBody; why: string; says: string }[];
  source: { source: string; locator: string; status: RuleStatus };
  unverified: readonly string[];
}

export function authorityAnswer(authority: Authority, facts: AuthorityFacts): AuthorityAnswer {
  const named = (body: Body): NamedBody => ({ ...body, name: facts.nameOf(body) });
  const place = (code: string) => ({ code, name: facts.nameOf({ kind: 'organisation', id: code }) });
  const chainOf = ({ holder, body, isAble, steps }: Chain): AnswerChain => ({
    holder: named(holder),
    body: named(body),
    isAble,
    steps: steps.map(({ grant, giver, receiver, form, coveringMatter, checks, usedPence, leftPence }) => ({
      delegationId: grant.id,
      giver: named(giver),
      receiver: named(receiver),
      form: GOVERNANCE_FORMS[form],
      matter: { id: coveringMatter, label: facts.matters.find(coveringMatter)!.label },
      within: place(grant.withinCode),
      from: grant.from,
      to: grant.to,
      limitDecisionPence: grant.limitDecisionPence,
      limitYearPence: grant.limitYearPence,
      usedPence,
      leftPence,
      mayDelegateOnward: grant.mayDelegateOnward,
      checks: checks.map(({ what, state, says }) => ({ what, state, says })),
    })),
  });
  const { question, matter } = authority;
  return {
    question: { matter: matter.id, label: matter.label, amountPence: question.amountPence, within: place(question.withinCode), on: question.on },
    outcome: authority.outcome,
    arrangement: authority.arrangement,
    says: authority.says,
    decides: authority.bodies.map(named),
    chains: authority.chains.map(chainOf),
    remains: authority.remains.map(({ what, says }) => ({ what, says })),
    accountable: authority.accountable.map(({ body, says }) => ({ ...named(body), says })),
    others: authority.others.map(chainOf),
    // Drafts are for those who draft; the answer is for everybody.
    notUsed: authority.passedOver.filter(({ why }) => why !== 'draft').map(({ grant, why, says }) => ({ delegationId: grant.id, giver: named(grant.giver), receiver: named(grant.receiver), why, says })),
    source: { source: matter.source, locator: matter.locator, status: matter.status },
    unverified: authority.unverified,
  };
}
