import { yearOf } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import type { AuthorityFacts, AuthorityQuestion, Check } from './authority.ts';
import { bodyKey } from './grant.ts';
import type { Body, Condition, Grant } from './grant.ts';
import { usedOfYear } from './yearlyUse.ts';

/** Where a grant is used: the question, what is known, and the grants that stand there on the day. */
export interface StepScene {
  question: AuthorityQuestion;
  facts: AuthorityFacts;
  standing: readonly Grant[];
  /** Who hold the matter originally. */
  holders: readonly Body[];
}

/** What a grant asks of a decision: its limits, its conditions, and of a joint committee the authority of every parent. */
export function checksOf(grant: Grant, isJointCommittee: boolean, scene: StepScene): { checks: Check[]; usedPence: number | null } {
  const { facts } = scene;
  const usedPence = grant.limitYearPence === null ? null : usedOfYear(grant, scene.question.on, facts);
  const checks: (Check | null)[] = [
    limitADecision(grant, scene.question),
    limitAYear(grant, usedPence, scene.question),
    facts.isVacant(grant.receiver) ? { what: 'seat-held', state: 'not-met', says: `Nobody holds the seat ${facts.nameOf(grant.receiver)} on that day, so nobody can use the grant.` } : null,
    ...grant.conditions.filter(({ kind }) => !(isJointCommittee && kind === 'joint-with')).map((condition) => conditionCheck(condition, facts)),
    ...(isJointCommittee ? parentChecks(grant, scene) : []),
  ];
  return { checks: checks.filter((check) => check !== null), usedPence };
}

function limitADecision({ limitDecisionPence: limit }: Grant, { amountPence }: AuthorityQuestion): Check | null {
  if (limit === null) return null;
  const what = 'limit-decision';
  if (amountPence === null) return { what, state: 'met', says: `Up to ${sayPounds(limit)} a decision.` };
  if (amountPence <= limit) return { what, state: 'met', says: `${sayPounds(amountPence)} is within the limit of ${sayPounds(limit)} a decision.` };
  return { what, state: 'not-met', says: `${sayPounds(amountPence)} is over the limit of ${sayPounds(limit)} a decision, by ${sayPounds(amountPence - limit)}.` };
}

function limitAYear({ limitYearPence: limit }: Grant, used: number | null, { amountPence, on }: AuthorityQuestion): Check | null {
  if (limit === null || used === null) return null;
  const year = yearOf(on);
  const before = `${used === 0 ? 'nothing' : sayPounds(used)} of ${sayPounds(limit)} used in ${year} by earlier decisions`;
  const left = limit - used;
  const isMet = amountPence === null ? left > 0 : amountPence <= left;
  const says = isMet ? `Within the limit a year: ${before}, ${sayPounds(left)} left.` : `Over the limit a year: ${before}, ${left > 0 ? `only ${sayPounds(left)}` : 'nothing'} left.`;
  return { what: 'limit-year', state: isMet ? 'met' : 'not-met', says };
}

function conditionCheck(condition: Condition, facts: AuthorityFacts): Check {
  if (condition.kind === 'consult-lmc') return { what: 'consult-lmc', state: 'to-do', says: 'Consult the LMC first: the grant asks for it.' };
  if (condition.kind === 'joint-with') return { what: 'joint-with', state: 'to-do', says: `Decide it jointly with ${facts.nameOf(condition.body)}: the grant asks for it.`, body: facts.standsFor(condition.body) };
  return { what: 'other', state: 'to-do', says: 'A condition in words that are no longer held.', wordsId: condition.wordsId };
}

/** A joint committee can do only what each of its parents lets it do, and within the limits of each. */
function parentChecks(grant: Grant, { question, facts, standing, holders }: StepScene): Check[] {
  const keyOf = (body: Body): string => bodyKey(facts.standsFor(body));
  const toIt = standing.filter((one) => keyOf(one.receiver) === keyOf(grant.receiver));
  const named = toIt.flatMap(({ conditions }) => conditions.flatMap((one) => (one.kind === 'joint-with' ? [one.body] : [])));
  const parents = new Map([...holders, ...toIt.map(({ giver }) => giver), ...named].map((body) => [keyOf(body), facts.standsFor(body)]));
  if (parents.size < 2) return [{ what: 'joint-parent', state: 'not-met', says: 'A joint committee has two parents or more, and no grant names the other.' }];
  parents.delete(keyOf(grant.giver));
  return [...parents.values()].map((parent): Check => {
    const name = facts.nameOf(parent);
    const given = toIt.filter(({ giver }) => keyOf(giver) === bodyKey(parent));
    if (given.length === 0) return { what: 'joint-parent', state: 'not-met', says: `${name} has granted it nothing here, and a joint committee needs the authority of each parent.`, body: parent };
    const limits = given.map((one) => [limitADecision(one, question), one.limitYearPence === null ? null : limitAYear(one, usedOfYear(one, question.on, facts), question)]);
    const isWithin = limits.some((both) => both.every((check) => check === null || check.state === 'met'));
    if (isWithin) return { what: 'joint-parent', state: 'met', says: `${name} has granted it the same.`, body: parent };
    const over = limits[0]!.find((check) => check?.state === 'not-met');
    return { what: 'joint-parent', state: 'not-met', says: `By the grant of ${name}: ${over?.says ?? ''}`, body: parent };
  });
}
