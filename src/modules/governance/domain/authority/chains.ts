import { GOVERNANCE_FORMS } from '../forum.ts';
import type { AuthorityFacts, AuthorityQuestion, Chain, PassedOver, Step, WhyPassedOver } from './authority.ts';
import { bodyKey, coveringMatter, notStandingOn } from './grant.ts';
import type { Body, Grant } from './grant.ts';
import { checksOf } from './stepChecks.ts';
import type { StepScene } from './stepChecks.ts';
import { sayDate } from '#kernel/isoDate.ts';

/** All ways by which what one holder holds comes down, and the grants that lead nowhere. */
export interface Descent {
  holder: Body;
  /** The holder's own, without steps, first. */
  chains: Chain[];
  passedOver: PassedOver[];
}

/** `holders` hold the matter together; `areas` is what the place lies within, itself first. */
export function descend(holder: Body, { question, facts, holders, areas }: { question: AuthorityQuestion; facts: AuthorityFacts; holders: readonly Body[]; areas: readonly string[] }): Descent {
  const passedOver = new Map<string, PassedOver>();
  const passOver = (grant: Grant, why: WhyPassedOver): void => {
    if (!passedOver.has(grant.id)) passedOver.set(grant.id, { grant, why, says: sayWhy(grant, why, facts) });
  };
  const within = new Set(areas);
  const relevant = facts.grants.filter((grant) => within.has(grant.withinCode));
  const standing = relevant.filter((grant) => {
    const why = whyNotHere(grant, question, facts);
    if (why === 'not-of-it') return false;
    if (why !== null) passOver(grant, why);
    return why === null;
  });
  const scene: StepScene = { question, facts, standing, holders };
  const byGiver = new Map<string, Grant[]>();
  for (const grant of standing) {
    const key = bodyKey(facts.standsFor(grant.giver));
    byGiver.set(key, [...(byGiver.get(key) ?? []), grant]);
  }
  const used = new Set<string>();
  // A grant asks the same of whichever way comes by it.
  const steps = new Map<string, Step>();
  const stepBy = (grant: Grant): Step => {
    const step = steps.get(grant.id) ?? stepOf(grant, scene);
    steps.set(grant.id, step);
    return step;
  };
  const chains: Chain[] = [];

  const follow = (chain: Chain, passed: ReadonlySet<string>): void => {
    chains.push(chain);
    // Whoever may not decide it cannot let others: their grants stay unused, and are told of at the end.
    if (!chain.isAble) return;
    for (const grant of byGiver.get(bodyKey(chain.body)) ?? []) {
      const receiver = facts.standsFor(grant.receiver);
      const why = whyNoStep(grant, chain, passed.has(bodyKey(receiver)), facts);
      if (why !== null) {
        passOver(grant, why);
        continue;
      }
      const step = stepBy(grant);
      // What the other parents of a joint committee let it do serves on the same way.
      const isJoint = facts.forms[step.form].power === 'joint';
      for (const one of standing) if (one === grant || (isJoint && bodyKey(facts.standsFor(one.receiver)) === bodyKey(receiver))) used.add(one.id);
      follow({ ...chain, steps: [...chain.steps, step], body: receiver, isAble: step.checks.every(({ state }) => state !== 'not-met') }, new Set([...passed, bodyKey(receiver)]));
    }
  };
  follow({ holder, steps: [], body: holder, isAble: true }, new Set([bodyKey(holder)]));
  for (const grant of standing) if (!used.has(grant.id)) passOver(grant, 'giver-has-none');
  // A grant that serves on one way is not passed over because it does not on another.
  return { holder, chains, passedOver: [...passedOver.values()].filter(({ grant }) => !used.has(grant.id)) };
}

function whyNotHere(grant: Grant, { matter, on }: AuthorityQuestion, { matters, supposed }: AuthorityFacts): WhyPassedOver | 'not-of-it' | null {
  if (coveringMatter(grant, matter, matters) !== null) return notStandingOn(grant, on, supposed.has(grant.id));
  return matters.upward(matter).some(({ id }) => grant.matters.includes(id)) ? 'kept-back' : 'not-of-it';
}

const formIn = (grant: Grant, { formOf }: AuthorityFacts) => formOf(grant.receiver) ?? grant.form;

function whyNoStep(grant: Grant, chain: Chain, isPassed: boolean, facts: AuthorityFacts): WhyPassedOver | null {
  const last = chain.steps.at(-1);
  if (last && !last.grant.mayDelegateOnward) return 'not-allowed-onward';
  if (isPassed) return 'in-a-circle';
  const rule = facts.forms[formIn(grant, facts)];
  if (rule.power === 'none') return 'no-power';
  const giverKind = last || chain.body.kind !== 'organisation' ? null : facts.holderKindOf(chain.body.id);
  return giverKind !== null && !rule.mayReceiveFrom.includes(giverKind) ? 'wrong-giver' : null;
}

function stepOf(grant: Grant, scene: StepScene): Step {
  const { facts, question } = scene;
  const form = formIn(grant, facts);
  const { checks, usedPence } = checksOf(grant, facts.forms[form].power === 'joint', scene);
  return {
    grant,
    giver: facts.standsFor(grant.giver),
    receiver: facts.standsFor(grant.receiver),
    form,
    coveringMatter: coveringMatter(grant, question.matter, facts.matters)!,
    checks,
    usedPence,
    leftPence: usedPence === null || grant.limitYearPence === null ? null : Math.max(0, grant.limitYearPence - usedPence),
  };
}

function sayWhy(grant: Grant, why: WhyPassedOver, facts: AuthorityFacts): string {
  const [giver, receiver] = [facts.nameOf(grant.giver), facts.nameOf(grant.receiver)];
  const form = GOVERNANCE_FORMS[formIn(grant, facts)];
  switch (why) {
    case 'draft': return `A draft: ${giver} has not granted it to ${receiver}.`;
    case 'revoked': return `${giver} took it back from ${receiver} from ${sayDate(grant.revokedOn!)} on.`;
    case 'not-yet-begun': return `${receiver} has it only from ${sayDate(grant.from)} on.`;
    case 'ended': return `${receiver} no longer has it: the grant ended, and ${sayDate(grant.to!)} was its first day without.`;
    case 'kept-back': return `${giver} keeps this matter and did not grant it to ${receiver}.`;
    case 'no-power': return `${receiver} acts as a ${form}, which can only advise: the grant gives it nothing to decide.`;
    case 'wrong-giver': return `What ${giver} holds cannot be given to a ${form}: the grant to ${receiver} is void.`;
    case 'not-allowed-onward': return `Void: ${giver} may not delegate it onward to ${receiver}, for its own grant does not allow that.`;
    case 'giver-has-none': return `Void here: ${giver} may not decide this, so it cannot let ${receiver} decide it.`;
    case 'in-a-circle': return `It leads back to ${receiver}, from whom it came.`;
  }
}
