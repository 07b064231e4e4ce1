import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { nextState } from '#platform/stateMachine/stateMachine.ts';
import { daysInSteps, daysToStart, RECRUITMENT } from './recruitment.ts';
import type { RecruitmentEvent, RecruitmentState } from './recruitment.ts';

test.each<[RecruitmentState, RecruitmentEvent, RecruitmentState | 'refused']>([
  ['advertised', 'shortlist', 'shortlisted'], ['shortlisted', 'offer', 'offered'], ['offered', 'accept', 'checks'], ['checks', 'start', 'started'],
  ['offered', 'decline', 'shortlisted'], ['checks', 'fail-checks', 'shortlisted'], ['checks', 'advertise-again', 'advertised'], ['advertised', 'stop', 'stopped'],
  ['advertised', 'offer', 'refused'], ['offered', 'start', 'refused'], ['started', 'stop', 'refused'], ['stopped', 'shortlist', 'refused'],
])('%s, then %s: %s', (state, event, expected) => {
  const next = nextState(RECRUITMENT, state, event, new Set());
  expect(next.ok ? next.value : 'refused').toBe(expected);
});

const steps = (...all: [RecruitmentState, string][]) => all.map(([state, on]) => ({ state, on: isoDate(on) }));

test('days in a step are counted up to the next, a second time added to the first', () => {
  const path = steps(['advertised', '2026-01-01'], ['shortlisted', '2026-01-15'], ['offered', '2026-01-20'], ['shortlisted', '2026-01-22'], ['offered', '2026-01-23'], ['checks', '2026-02-01'], ['started', '2026-03-01']);
  expect([...daysInSteps(path, isoDate('2026-06-01'))]).toEqual([['advertised', 14], ['shortlisted', 6], ['offered', 11], ['checks', 28]]);
  expect(daysToStart(path)).toBe(59);
});

test('what goes on is counted up to the day, and took no days to start', () => {
  const path = steps(['advertised', '2026-05-02']);
  expect([...daysInSteps(path, isoDate('2026-06-01'))]).toEqual([['advertised', 30]]);
  expect(daysToStart(path)).toBeNull();
});
