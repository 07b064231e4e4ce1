import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { sayNext } from './sayProgramme.ts';

type Programme = Parameters<typeof sayNext>[0];

const DAY = isoDate('2026-06-01');
const step = (state: 'met' | 'at-risk') => ({ step: 'urgency', state, because: ['It is so.'], next: state === 'met' ? null : { says: 'Ask a leader.', form: null, href: null }, disagreements: [] });
const programme = (state: 'met' | 'at-risk', targetOn: string, closing: object | null = null) => ({ steps: [step('met'), step(state)], measures: [{ targetOn: isoDate('2026-01-31') }, { targetOn: isoDate(targetOn) }], closing }) as unknown as Programme;
const CLOSING = { on: isoDate('2026-05-01'), held: true, words: null, by: 'cara' };

test.each([
  ['a step is not met', programme('at-risk', '2026-05-31'), 'Ask a leader.'],
  ['every step is met, and a target lies ahead', programme('met', '2026-06-01'), 'Keep the figures coming until the target’s day, 1 June 2026.'],
  ['every step is met, and the last target’s day has passed', programme('met', '2026-05-31'), 'Close it, or add a measure of what comes next: every step is met, and the target’s day has passed.'],
  ['it was closed while the change held', programme('met', '2026-05-31', CLOSING), 'Closed on 1 May 2026, once the change held.'],
  ['it was closed before, and the reason was erased', programme('met', '2026-05-31', { ...CLOSING, held: false }), 'Closed on 1 May 2026, before the change held: the reason was erased'],
])('where %s, that is what is next', (_, one, says) => expect(sayNext(one, DAY)).toBe(says));
