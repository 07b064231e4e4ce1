import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawStateMachine, eventsFrom, nextState } from '#platform/stateMachine/stateMachine.ts';
import { MAIN_STEPS, NEXT_STEP } from './nextStep.ts';
import { PROPOSAL_LIFE } from './proposalLife.ts';
import { QUESTION_LIFE, type QuestionEvent, type QuestionNeed, type QuestionState } from './questionLife.ts';

const doc = readFileSync(new URL('../../../../docs/one-voice.md', import.meta.url), 'utf8');
const ALL_NEEDS = new Set(Object.keys(QUESTION_LIFE.needs) as QuestionNeed[]);

test.each([['question', drawStateMachine(QUESTION_LIFE)], ['proposal', drawStateMachine(PROPOSAL_LIFE)]])('the life of a %s is drawn in docs/one-voice.md as its table says', (_name, drawing) => {
  expect(doc).toContain(`\`\`\`mermaid\n${drawing}\n\`\`\``);
});

test('the main line can be walked from drafted to closed', () => {
  const walk: QuestionEvent[] = ['open-canvass', 'agree-position', 'give-mandate', 'record-decision', 'report-back', 'act', 'close'];
  let state: QuestionState = QUESTION_LIFE.first;
  const states = [state];
  for (const event of walk) {
    const next = nextState(QUESTION_LIFE, state, event, ALL_NEEDS);
    if (next.ok) state = next.value;
    states.push(state);
  }
  expect(states).toEqual(MAIN_STEPS);
});

test('only closed and withdrawn say that nothing comes next, and both can be reopened', () => {
  const ended = (Object.keys(NEXT_STEP) as QuestionState[]).filter((state) => NEXT_STEP[state] === null);
  expect(ended).toEqual(['closed', 'withdrawn']);
  for (const state of ended) expect(eventsFrom(QUESTION_LIFE, state)).toEqual(['reopen']);
});

test('whatever happens, nothing is acted on that was not decided and reported', () => {
  const events = fc.array(fc.constantFrom(...(Object.keys(QUESTION_LIFE.events) as QuestionEvent[])), { maxLength: 30 });
  fc.assert(
    fc.property(events, (path) => {
      let state: QuestionState = QUESTION_LIFE.first;
      let before: QuestionState = state;
      for (const event of path) {
        const next = nextState(QUESTION_LIFE, state, event, ALL_NEEDS);
        if (!next.ok) continue;
        before = state;
        state = next.value;
        if (state === 'acted-on') expect(before).toBe('reported-back');
        if (state === 'reported-back') expect(before).toBe('decided');
      }
    }),
  );
});
