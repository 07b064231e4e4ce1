import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export const DECLARATION_STATES = {
  calculated: 'calculated', declared: 'declared', 'with-pcn': 'with the PCN for approval', 'with-commissioner': 'with the commissioner', approved: 'approved', paid: 'paid', disputed: 'disputed',
} as const;
export type DeclarationState = keyof typeof DECLARATION_STATES;

export const DECLARATION_EVENTS = {
  declare: 'be declared', submit: 'be put to the PCN for approval', 'approve-for-pcn': 'be approved for the PCN', approve: 'be approved by the commissioner', return: 'be returned to the PCN', pay: 'be paid',
  'data-changed': 'be sent back as its figures changed', 'members-changed': 'be sent back as a practice joined or left', dispute: 'be disputed', settle: 'have its dispute settled', deem: 'be deemed achieved', adjust: 'be adjusted by hand',
} as const;
export type DeclarationEvent = keyof typeof DECLARATION_EVENTS;
export type DeclarationNeed = 'figures' | 'words' | 'amount' | 'national-decision' | 'change';

/** Where a change in what it rests on sends it back. */
export const OPEN = ['declared', 'with-pcn', 'with-commissioner', 'approved', 'disputed'] as const;

/**
 * The life of a declaration. Until it is paid, a change in what it rests on sends it back to the PCN, wherever it stood; afterwards only an
 * adjustment by hand changes anything.
 */
export const DECLARATION_LIFE: StateMachine<DeclarationState, DeclarationEvent, DeclarationNeed> = {
  subject: 'declaration',
  first: 'calculated',
  states: DECLARATION_STATES,
  events: DECLARATION_EVENTS,
  needs: {
    figures: { missing: 'Its figures are not known.', todo: 'Send in the figures of every practice of the PCN.' },
    words: { missing: 'No reason was given.', todo: 'Say why, in a sentence or two.' },
    amount: { missing: 'No amount was given.', todo: 'Enter an amount in pounds; £0 where nothing is paid.' },
    'national-decision': { missing: 'No national decision deems this indicator achieved in this year.', todo: 'Declare what was counted.' },
    change: { missing: 'Nothing that it rests on has changed.', todo: 'Leave it where it is.' },
  },
  transitions: [
    { from: ['calculated'], event: 'declare', to: 'declared', needs: ['figures'] },
    { from: ['declared'], event: 'submit', to: 'with-pcn', needs: ['figures'] },
    { from: ['with-pcn'], event: 'approve-for-pcn', to: 'with-commissioner' },
    { from: ['with-commissioner'], event: 'approve', to: 'approved' },
    { from: ['with-commissioner', 'approved'], event: 'return', to: 'with-pcn', needs: ['words'] },
    { from: ['approved'], event: 'pay', to: 'paid', needs: ['amount'] },
    { from: OPEN, event: 'data-changed', to: 'with-pcn', needs: ['change'] },
    { from: OPEN, event: 'members-changed', to: 'with-pcn', needs: ['change'] },
    { from: ['with-pcn', 'with-commissioner', 'approved'], event: 'dispute', to: 'disputed', needs: ['words'] },
    { from: ['disputed'], event: 'settle', to: 'with-pcn', needs: ['words'] },
    { from: ['calculated', 'declared', 'with-pcn', 'disputed'], event: 'deem', to: 'with-commissioner', needs: ['national-decision'] },
    { from: ['paid'], event: 'adjust', to: 'paid', needs: ['words', 'amount'] },
  ],
};

/** Who takes a step. `chorus` does so by itself, whoever looks. */
export const STEP_BY: Readonly<Record<DeclarationEvent, 'keeper' | 'commissioner' | 'chorus'>> = {
  declare: 'keeper', submit: 'keeper', 'approve-for-pcn': 'keeper', dispute: 'keeper', deem: 'keeper', approve: 'commissioner', return: 'commissioner', pay: 'commissioner', settle: 'commissioner', adjust: 'commissioner', 'data-changed': 'chorus', 'members-changed': 'chorus',
};
