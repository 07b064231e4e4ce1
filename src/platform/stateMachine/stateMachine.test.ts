import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { drawStateMachine, eventsFrom, nextState, type StateMachine } from './stateMachine.ts';

type State = 'seed' | 'plant' | 'felled';
type Event = 'sow' | 'fell';

const tree: StateMachine<State, Event, 'rain' | 'permit'> = {
  subject: 'tree',
  states: { seed: 'a seed', plant: 'growing', felled: 'felled' },
  events: { sow: 'be sown', fell: 'be felled' },
  needs: { rain: { missing: 'It has not rained.', todo: 'Wait for rain.' }, permit: { missing: 'There is no permit.', todo: 'Ask for one.' } },
  first: 'seed',
  transitions: [
    { from: ['seed'], event: 'sow', to: 'plant', needs: ['rain'] },
    { from: ['plant', 'seed'], event: 'fell', to: 'felled', needs: ['permit'] },
  ],
};

describe('a state machine', () => {
  it('goes where its table says, once nothing is missing', () => {
    expect(nextState(tree, 'seed', 'sow', new Set(['rain']))).toEqual({ ok: true, value: 'plant' });
  });

  it('says what is missing and what to do about it', () => {
    expect(nextState(tree, 'seed', 'sow', new Set())).toMatchObject({ ok: false, refusal: { code: 'something-missing', what: 'This tree cannot be sown yet. It has not rained.', todo: 'Wait for rain.' } });
  });

  it('says from where an event cannot happen, and what can', () => {
    expect(nextState(tree, 'plant', 'sow', new Set(['rain']))).toMatchObject({ refusal: { code: 'not-from-this-state', what: 'A tree that is “growing” cannot be sown.', todo: 'From here it can be felled.' } });
    expect(nextState(tree, 'felled', 'fell', new Set())).toMatchObject({ refusal: { todo: 'Nothing more can happen to it.' } });
  });

  it('is drawn from its table', () => {
    expect(drawStateMachine(tree)).toBe('stateDiagram-v2\n  [*] --> seed\n  seed --> plant: sow\n  plant --> felled: fell\n  seed --> felled: fell');
  });
});

test('no path leads anywhere that the table does not name', () => {
  const events = fc.array(fc.constantFrom<Event>('sow', 'fell'));
  fc.assert(
    fc.property(events, (path) => {
      let state: State = 'seed';
      for (const event of path) {
        const next: Result<State> = nextState(tree, state, event, new Set(['rain', 'permit']));
        expect(next.ok).toBe(eventsFrom(tree, state).includes(event));
        if (next.ok) state = next.value;
      }
    }),
  );
});
