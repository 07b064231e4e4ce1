import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export const DISPUTE_STATES = { opened: 'opened', evidence: 'opened, with evidence', answered: 'answered', settled: 'settled', withdrawn: 'withdrawn' } as const;
export type DisputeState = keyof typeof DISPUTE_STATES;

export const DISPUTE_EVENTS = { 'add-evidence': 'be given evidence', answer: 'be answered', settle: 'be settled', withdraw: 'be withdrawn' } as const;
export type DisputeEvent = keyof typeof DISPUTE_EVENTS;
export type DisputeNeed = 'words' | 'evidence' | 'amount';

/** The life of a dispute. Evidence against an answer takes it back to the commissioner. */
export const disputeMachine: StateMachine<DisputeState, DisputeEvent, DisputeNeed> = {
  subject: 'dispute',
  states: DISPUTE_STATES,
  events: DISPUTE_EVENTS,
  needs: {
    words: { missing: 'No reason was given.', todo: 'Say why, in a sentence or two.' },
    evidence: { missing: 'No evidence was named.', todo: 'Say where it is, such as R12 or a letter and its date.' },
    amount: { missing: 'No amount was given.', todo: 'Enter an amount in pounds; £0 where nothing is to be paid.' },
  },
  first: 'opened',
  transitions: [
    { from: ['opened', 'evidence', 'answered'], event: 'add-evidence', to: 'evidence', needs: ['evidence'] },
    { from: ['opened', 'evidence'], event: 'answer', to: 'answered', needs: ['words', 'amount'] },
    { from: ['answered'], event: 'settle', to: 'settled', needs: ['words', 'amount'] },
    { from: ['opened', 'evidence', 'answered'], event: 'withdraw', to: 'withdrawn', needs: ['words'] },
  ],
};

/** Who takes a step: who keeps the PCN's money, or who answers for the commissioner. */
export const STEP_BY: Readonly<Record<DisputeEvent, 'keeper' | 'commissioner'>> = { 'add-evidence': 'keeper', answer: 'commissioner', settle: 'keeper', withdraw: 'keeper' };

export const isOpen = (state: DisputeState): boolean => state !== 'settled' && state !== 'withdrawn';
