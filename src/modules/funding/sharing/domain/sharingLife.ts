import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export type SharingState = 'draft' | 'locked' | 'withdrawn';
export type SharingEvent = 'lock' | 'withdraw';

/** A version of a sharing-out. Locked is the end: it is replaced by another version, and stays as it is. */
export const SHARING_LIFE: StateMachine<SharingState, SharingEvent, never> = {
  subject: 'sharing-out',
  states: { draft: 'a draft', locked: 'locked', withdrawn: 'withdrawn' },
  events: { lock: 'be locked', withdraw: 'be withdrawn' },
  needs: {},
  first: 'draft',
  transitions: [
    { from: ['draft'], event: 'lock', to: 'locked' },
    { from: ['draft'], event: 'withdraw', to: 'withdrawn' },
  ],
};
