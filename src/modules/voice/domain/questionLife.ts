import type { StateMachine } from '#platform/stateMachine/stateMachine.ts';

export type QuestionState =
  | 'drafted' | 'canvassed' | 'position-agreed' | 'mandated' | 'decided' | 'reported-back' | 'acted-on' | 'closed' | 'withdrawn' | 'deferred' | 'referred-up' | 'reopened';

export type QuestionEvent =
  | 'open-canvass' | 'agree-position' | 'give-mandate' | 'record-decision' | 'report-back' | 'act' | 'close' | 'withdraw' | 'defer' | 'refer-up' | 'reopen';

export type QuestionNeed = 'constituents' | 'canvass-closed' | 'position' | 'named-representative' | 'decision' | 'report-sent' | 'nothing-owed' | 'actions-done' | 'reason' | 'forum-above';

const BEFORE_DECISION = ['drafted', 'canvassed', 'position-agreed', 'mandated', 'deferred', 'referred-up', 'reopened'] as const;

/**
 * A question's life. A decision is recorded from wherever the question stood when it was taken: what happened is never
 * refused, and the checks at the decision say what was left out.
 */
export const QUESTION_LIFE: StateMachine<QuestionState, QuestionEvent, QuestionNeed> = {
  subject: 'question',
  first: 'drafted',
  states: {
    drafted: 'drafted',
    canvassed: 'being canvassed',
    'position-agreed': 'position agreed',
    mandated: 'mandated',
    decided: 'decided',
    'reported-back': 'reported back',
    'acted-on': 'acted on',
    closed: 'closed',
    withdrawn: 'withdrawn',
    deferred: 'deferred',
    'referred-up': 'referred up',
    reopened: 'reopened',
  },
  events: {
    'open-canvass': 'be put to a canvass',
    'agree-position': 'have its position agreed',
    'give-mandate': 'be given to a representative with a mandate',
    'record-decision': 'be decided',
    'report-back': 'be reported back',
    act: 'be acted on',
    close: 'be closed',
    withdraw: 'be withdrawn',
    defer: 'be deferred',
    'refer-up': 'be referred up',
    reopen: 'be reopened',
  },
  needs: {
    constituents: { missing: 'Nobody would be asked: there is no practice in this place on this day.', todo: 'Check the place in the register.' },
    'canvass-closed': { missing: 'Its canvass is not closed.', todo: 'Open a canvass and close it, or wait until it closes.' },
    position: { missing: 'There is no agreed position.', todo: 'Agree what we want, what we can accept and what we cannot.' },
    'named-representative': { missing: 'No representative is named.', todo: 'Name who holds the seat in which it will be said.' },
    decision: { missing: 'No decision on it is recorded.', todo: 'Record what was decided, in its meeting.' },
    'report-sent': { missing: 'Those who were asked have not been told.', todo: 'Send the report back.' },
    'nothing-owed': { missing: 'The decision cannot be acted on yet: something is owed first.', todo: 'See “What is owed” on the decision, and cure it.' },
    'actions-done': { missing: 'Some of its actions are not done.', todo: 'Do them, or take them off with a reason.' },
    reason: { missing: 'No reason is given.', todo: 'Say why in a sentence.' },
    'forum-above': { missing: 'No forum is named to which it goes.', todo: 'Name the forum that may decide it.' },
  },
  transitions: [
    { from: ['drafted', 'reopened', 'deferred', 'referred-up'], event: 'open-canvass', to: 'canvassed', needs: ['constituents'] },
    { from: ['canvassed', 'deferred', 'reopened', 'referred-up'], event: 'agree-position', to: 'position-agreed', needs: ['canvass-closed', 'position'] },
    { from: ['position-agreed', 'deferred', 'referred-up'], event: 'give-mandate', to: 'mandated', needs: ['position', 'named-representative'] },
    { from: BEFORE_DECISION, event: 'record-decision', to: 'decided', needs: ['decision'] },
    { from: ['decided'], event: 'report-back', to: 'reported-back', needs: ['report-sent'] },
    { from: ['reported-back'], event: 'act', to: 'acted-on', needs: ['nothing-owed'] },
    { from: ['acted-on'], event: 'close', to: 'closed', needs: ['actions-done'] },
    { from: BEFORE_DECISION, event: 'withdraw', to: 'withdrawn', needs: ['reason'] },
    { from: ['drafted', 'canvassed', 'position-agreed', 'mandated', 'reopened'], event: 'defer', to: 'deferred', needs: ['reason'] },
    { from: ['position-agreed', 'mandated', 'decided', 'reported-back', 'reopened'], event: 'refer-up', to: 'referred-up', needs: ['reason', 'forum-above'] },
    { from: ['withdrawn', 'decided', 'reported-back', 'acted-on', 'closed'], event: 'reopen', to: 'reopened', needs: ['reason'] },
  ],
};
