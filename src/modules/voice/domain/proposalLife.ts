import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export type ProposalState = 'open' | 'question' | 'answered' | 'withdrawn';
export type ProposalEvent = 'put-as-question' | 'answer' | 'withdraw';
export type ProposalNeed = 'reason';

/** The life of an idea that a practice or a PCN began. An answer is never the last word: a team may take the idea up later. */
export const PROPOSAL_LIFE: StateMachine<ProposalState, ProposalEvent, ProposalNeed> = {
  subject: 'proposal',
  first: 'open',
  states: { open: 'open', question: 'a question', answered: 'answered: not now', withdrawn: 'taken back' },
  events: { 'put-as-question': 'be put as a question', answer: 'be answered', withdraw: 'be taken back' },
  needs: { reason: { missing: 'No reason is given.', todo: 'Say why in a sentence.' } },
  transitions: [
    { from: ['open', 'answered'], event: 'put-as-question', to: 'question' },
    { from: ['open'], event: 'answer', to: 'answered', needs: ['reason'] },
    { from: ['open', 'answered'], event: 'withdraw', to: 'withdrawn', needs: ['reason'] },
  ],
};
