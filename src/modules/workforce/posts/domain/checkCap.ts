import Fraction from 'fraction.js';
import { yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Refusal } from '#kernel/result.ts';
import { capOn, isReimbursed } from '#funding/domain';
import type { RoleRules } from '#funding';
import { isAgreedCode } from './networkPosts.ts';
import type { AgreedCode, PostLine } from './networkPosts.ts';
import type { PostFacts } from './post.ts';
import { holdsOn } from './timeline.ts';
import type { Span } from './timeline.ts';

export interface CapsAsked {
  rules: RoleRules;
  /** The PCN's registered patients by which its caps of a year go; null where they are not known. */
  listSizeOf: (year: FinancialYear) => number | null;
}

const isPaidFor = ({ facts }: Pick<Span<PostFacts>, 'facts'>): boolean => facts.fundedBy === 'additional-roles';

/** Whether a refusal is of those that the commissioner may agree to set aside. */
export const mayBeAgreed = (refusal: Refusal): refusal is Refusal & { code: AgreedCode } => isAgreedCode(refusal.code);

/** What the rules of the additional roles refuse of a post, unless it was agreed: a role that is not there yet, or more than its cap. */
export function capFault(post: PostLine, others: readonly PostLine[], asked: CapsAsked): Refusal | null {
  for (const span of post.spans.filter(isPaidFor)) {
    const fault = roleFault(post, span, asked.rules) ?? overCapFault(post, span, others, asked);
    if (fault) return fault;
  }
  return null;
}

function roleFault(post: PostLine, { from, facts }: Span<PostFacts>, { roles }: RoleRules): Refusal | null {
  const reimbursed = [...roles.values()].filter((role) => isReimbursed(role, { on: from, knownOn: null }));
  if (facts.role !== null && !roles.has(facts.role)) return { code: 'role-unknown', what: `There is no additional role “${facts.role.slice(0, 60)}” among the ${roles.size} of the contract.`, where: 'role', todo: 'Choose one of those.' };
  if (post.agreed.includes('role-not-yet')) return null;
  const role = facts.role === null ? null : roles.get(facts.role)!;
  if (role === null) return { code: 'role-not-yet', what: `Additional roles money pays for the ${reimbursed.length} roles of the contract on ${sayDate(from)}; “${facts.title.slice(0, 60)}” is none of them.`, where: 'role', todo: 'Choose a role or other money, or say how the commissioner agreed to it.' };
  if (reimbursed.includes(role)) return null;
  const { introduced } = role;
  return { code: 'role-not-yet', what: `The role ${role.title.toLowerCase()} is reimbursed from ${sayDate(introduced.from)}${introduced.to ? ` until ${sayDate(introduced.to)}` : ''}; the post would stand on ${sayDate(from)}.`, where: 'role', todo: `Let it start then, or say how the commissioner agreed to it (${introduced.source.title}).` };
}

/** The days in a span on which more may come to be too much: it begins, another of the role begins, or the caps change. */
function daysToCount({ from, to, facts }: Span<PostFacts>, others: readonly PostLine[], { caps, uncapped }: RoleRules): IsoDate[] {
  const begins = [...others.flatMap(({ spans }) => spans.filter(({ facts: { role } }) => role === facts.role).map((span) => span.from)), ...caps.map((line) => line.from), ...uncapped.map((line) => line.from)];
  return [...new Set([from, ...begins.filter((day) => from < day && (to === null || day < to))])].sort();
}

function overCapFault(post: PostLine, span: Span<PostFacts>, others: readonly PostLine[], { rules, listSizeOf }: CapsAsked): Refusal | null {
  const { role } = span.facts;
  if (role === null || post.agreed.includes('over-cap')) return null;
  // What was agreed beyond the cap stands beside it and takes nothing of it away.
  const counted = others.filter(({ agreed }) => !agreed.includes('over-cap'));
  for (const day of daysToCount(span, others, rules)) {
    const listSize = listSizeOf(yearOf(day));
    const cap = capOn(rules, role, listSize, { on: day, knownOn: null });
    if (cap.kind !== 'capped') continue;
    const here = counted.flatMap(({ spans }) => spans.filter((other) => isPaidFor(other) && other.facts.role === role && holdsOn(other, day)));
    const sum = here.reduce((total, { facts }) => total.add(facts.wte), new Fraction(span.facts.wte));
    if (sum.compare(cap.line.most) <= 0) continue;
    const { most, source, status } = cap.line;
    const title = rules.roles.get(role)!.title.toLowerCase();
    return {
      code: 'over-cap',
      what: `With this post, the PCN would have ${sum.toString()} WTE of ${title} on ${sayDate(day)}; with a list ${listSize === null ? 'of any size' : `of ${listSize.toLocaleString('en-GB')} patients`} it may have ${most.toString()}.`,
      where: 'role',
      todo: `${sum.sub(most).toString()} too many (${source.title}${status === 'unverified' ? ', unverified' : ''}). Say how the commissioner agreed to it, or choose other money.`,
    };
  }
  return null;
}
