import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export type ClaimState = 'draft' | 'submitted' | 'approved' | 'queried' | 'paid' | 'replaced' | 'withdrawn';
export type ClaimEvent = 'submit' | 'approve' | 'query' | 'pay' | 'replace' | 'withdraw';

/** A claim's life. What the commissioner answers in the portal is entered by the PCN's keepers. */
export const CLAIM_LIFE: StateMachine<ClaimState, ClaimEvent, never> = {
  subject: 'claim',
  states: { draft: 'a draft', submitted: 'submitted', approved: 'approved', queried: 'queried', paid: 'paid', replaced: 'replaced', withdrawn: 'withdrawn' },
  events: { submit: 'be submitted', approve: 'be approved', query: 'be queried', pay: 'be paid', replace: 'be replaced', withdraw: 'be withdrawn' },
  needs: {},
  first: 'draft',
  transitions: [
    { from: ['draft', 'queried'], event: 'submit', to: 'submitted' },
    { from: ['submitted', 'queried'], event: 'approve', to: 'approved' },
    { from: ['submitted', 'approved'], event: 'query', to: 'queried' },
    { from: ['approved'], event: 'pay', to: 'paid' },
    { from: ['draft', 'submitted', 'queried'], event: 'replace', to: 'replaced' },
    { from: ['draft', 'submitted', 'queried', 'approved'], event: 'withdraw', to: 'withdrawn' },
  ],
};

export const isClaimEvent = (text: string): text is ClaimEvent => Object.hasOwn(CLAIM_LIFE.events, text);

/** Whether a claim in this state counts: neither replaced nor withdrawn. */
export const isStanding = (state: ClaimState): boolean => state !== 'replaced' && state !== 'withdrawn';
