import type { DecisionDraft, Finding } from '../decision.ts';
import type { Authority, AuthorityFacts } from './authority.ts';
import { bodyKey } from './grant.ts';
import type { Body } from './grant.ts';
import { sayNames } from './sayAuthority.ts';

const RULE = 'A forum decides what it holds or was granted, within the limits of every grant above it.';

/** Whether the forum that decides may. Beyond its authority the decision stands as a recommendation to the body that has it. */
export function authorityFinding(draft: Pick<DecisionDraft, 'outcome'>, decider: Body, authority: Authority, facts: Pick<AuthorityFacts, 'nameOf' | 'standsFor'>): Finding {
  const base = { check: 'authority' as const, rule: RULE, source: authority.matter.source };
  if (draft.outcome !== 'agreed') return { ...base, isMet: true, says: 'Nothing was agreed that would need authority.' };
  const body = facts.standsFor(decider);
  const name = facts.nameOf(body);
  if (authority.ableAlone.some((one) => bodyKey(one) === bodyKey(body))) {
    const open = authority.remains.map(({ says }) => says).join(' ');
    return { ...base, isMet: true, says: [`${name} may decide this.`, open].filter(Boolean).join(' ') };
  }
  const above = authority.bodies.filter((one) => bodyKey(one) !== bodyKey(body));
  const whose = sayNames(above.map(facts.nameOf));
  const isPartner = above.length < authority.bodies.length;
  const says = isPartner ? `${name} may not decide this alone: it needs ${whose} too.` : `${name} may not decide this. ${authority.says}`;
  return {
    ...base,
    isMet: false,
    says: [says, ...whyNot(authority, body)].join(' '),
    standing: 'recommendation',
    cure: { kind: 'decide-above', says: `${whose} ${above.length > 1 ? 'have' : 'has'} to decide it.`, ...(above[0] ? { bodyCode: above[0].id } : {}) },
  };
}

/** What stopped the body that decided, where it has a grant at all. */
function whyNot({ others, passedOver }: Authority, body: Body): string[] {
  const failed = others.filter((chain) => bodyKey(chain.body) === bodyKey(body)).flatMap(({ steps }) => steps.flatMap(({ checks }) => checks.filter(({ state }) => state === 'not-met').map(({ says }) => says)));
  const passed = passedOver.filter(({ grant, why }) => why !== 'draft' && bodyKey(grant.receiver) === bodyKey(body)).map(({ says }) => says);
  return [...new Set([...failed, ...passed])].slice(0, 3);
}

/** Of a decision on no matter of the list: nothing was asked, and that is said. */
export const noMatterNamed: Finding = { check: 'authority', isMet: true, says: 'No matter was named, so nobody’s authority was asked for it.', rule: RULE, source: 'chorus-governance' };
