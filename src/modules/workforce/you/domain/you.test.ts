import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { TEST_IDS } from '../../belonging/index.ts';
import type { LoadDefault, SupervisorLoad } from '../../load/domain/load.ts';
import type { Post } from '../../posts/index.ts';
import { isStillSaid, postSays, stateOf } from './notSo.ts';
import { kindsOf, postsWithout, quarterLines, sayOwnLoad } from './ownLoad.ts';
import { daysWithin, lastDayOfQuarter, quarterBefore, sayQuarter } from './quarter.ts';

const day = isoDate;
const POST: Post = {
  id: 'p1', reference: 'P1', pcnCode: 'UZ001', startsOn: day('2025-01-01'), endsOn: null, role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: null, wte: '1', employerCode: null,
  home: { kind: 'team', teamId: 't1' }, workPlaces: [], lineManagerId: 'ann', clinicalSupervisorId: 'bea', meetsEveryWeeks: 2, sitsAt: 'ZZA01', fundedBy: 'additional-roles', region: 'national', costPence: null,
  holders: [{ fillingId: 'f1', staffId: 'hol', wte: '1', startsOn: day('2025-01-01'), endsOn: null }],
};

describe('the quarter that was over', () => {
  test.each([
    ['2026-07-01', '2026-04-01', '2026-07-01', 'April to June 2026'],
    ['2026-09-30', '2026-04-01', '2026-07-01', 'April to June 2026'],
    ['2026-06-30', '2026-01-01', '2026-04-01', 'January to March 2026'],
    ['2026-01-01', '2025-10-01', '2026-01-01', 'October to December 2025'],
  ])('on %s is %s up to %s: %s', (on, from, to, said) => {
    const quarter = quarterBefore(day(on));
    expect([quarter.from, quarter.to, sayQuarter(quarter)]).toEqual([from, to, said]);
  });

  test('is three months long and ends on or before the day, whichever day it is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), (offset) => {
      const on = addDays(day('2000-01-01'), offset);
      const quarter = quarterBefore(on);
      expect(quarter.to <= on && addDays(quarter.to, 93) > on && [90, 91, 92].includes(daysWithin(quarter, [{ from: day('1900-01-01'), to: null }]))).toBe(true);
      expect(lastDayOfQuarter(quarter) < quarter.to).toBe(true);
    }), { numRuns: 200 });
  });

  test('counts a day once, however many fill the post on it', () => {
    const quarter = quarterBefore(day('2026-07-10'));
    const span = (from: string, to: string | null) => ({ from: day(from), to: to === null ? null : day(to) });
    expect(daysWithin(quarter, [])).toBe(0);
    expect(daysWithin(quarter, [span('2026-04-11', '2026-04-21'), span('2026-04-01', '2026-04-16')])).toBe(20);
    expect(daysWithin(quarter, [span('2026-04-01', '2026-05-01'), span('2026-04-10', '2026-04-12')])).toBe(30);
    expect(daysWithin(quarter, [span('2026-06-30', null), span('2026-07-01', null)])).toBe(1);
  });
});

describe('what a holder says is not so', () => {
  const said = (test: (typeof TEST_IDS)[number], more = {}) => ({ test, postSaid: postSays(test, POST), withdrawnOn: null, answer: null, ...more });
  const answer = { words: 'On Tuesday', on: day('2026-06-02'), by: 'x' };

  test.each(TEST_IDS)('asks until the post says something else of %s', (test) => {
    const changed: Post = { ...POST, home: null, lineManagerId: 'cy', clinicalSupervisorId: null, meetsEveryWeeks: 4, sitsAt: null };
    expect(stateOf(said(test), POST)).toBe('asks');
    expect(stateOf(said(test), changed)).toBe('changed');
    expect(stateOf(said(test, { answer }), POST)).toBe('answered');
    expect(stateOf(said(test, { answer, withdrawnOn: day('2026-06-03') }), changed)).toBe('withdrawn');
  });

  test('another fact of the post is no answer, nor is somebody else who comes or goes', () => {
    expect(stateOf(said('place-to-sit'), { ...POST, lineManagerId: 'cy' })).toBe('asks');
    expect(stateOf(said('peers'), { ...POST, sitsAt: null, meetsEveryWeeks: 8 })).toBe('asks');
  });

  test('still stands beside the facts after a sentence, and no more after a change or once taken back', () => {
    expect((['asks', 'answered', 'changed', 'withdrawn'] as const).map(isStillSaid)).toEqual([true, true, false, false]);
  });
});

describe('the time of whom one manages and supervises', () => {
  const defaults: LoadDefault[] = [{ roles: null, kind: 'supervision', minutesPerWeek: 60 }, { roles: null, kind: 'management', minutesPerWeek: 30 }];
  const quarter = quarterBefore(day('2026-07-10'));
  const lines = (staffId: string, records: Parameters<typeof quarterLines>[0]['records'] = [], from = '2025-01-01') => quarterLines({ staffId, posts: [POST], fillings: [{ postId: 'p1', from: day(from), to: null }], records, defaults, quarter });

  test('is of the kinds that one is to the post', () => {
    expect([kindsOf(POST, 'ann'), kindsOf(POST, 'bea'), kindsOf(POST, 'hol'), kindsOf({ ...POST, lineManagerId: 'bea' }, 'bea')]).toEqual([['management'], ['supervision'], [], ['supervision', 'management']]);
  });

  test('is expected for the weeks in which somebody filled the post, and for no other', () => {
    // 91 days are 13 weeks of 60 minutes; 14 days are two.
    expect(lines('bea').map(({ expectedMinutes, isRecorded }) => [expectedMinutes, isRecorded])).toEqual([[780, false]]);
    expect(lines('bea', [], '2026-06-17').map(({ expectedMinutes }) => expectedMinutes)).toEqual([120]);
    expect(lines('bea', [], '2026-07-01')).toEqual([]);
    expect(lines('hol')).toEqual([]);
  });

  test('is recorded kind by kind, and a post is asked for until each of its kinds is', () => {
    const records = [{ id: 1, postId: 'p1', kind: 'supervision' as const, minutes: 100, on: day('2026-05-01'), by: 'a' }, { id: 2, postId: 'p1', kind: 'supervision' as const, minutes: 50, on: day('2026-05-02'), by: 'b' }, { id: 3, postId: 'p2', kind: 'supervision' as const, minutes: 7, on: day('2026-05-03'), by: 'b' }];
    expect(lines('bea', records).map(({ recordedMinutes }) => recordedMinutes)).toEqual([150]);
    expect([postsWithout(lines('bea', records)), postsWithout(lines('ann', records)), postsWithout(lines('bea'))]).toEqual([0, 1, 1]);
  });

  const load = (staffId: string, expectedMinutesPerWeek: number, more: Partial<SupervisorLoad> = {}): SupervisorLoad => ({ staffId, managed: 0, supervised: 1, expectedMinutesPerWeek, ...more });
  test.each<[string, SupervisorLoad[], string]>([
    ['the most', [load('me', 300, { supervised: 5 }), load('a', 120), load('b', 60)], 'takes 5 hours a week. That is more than each of the 2 others who manage or supervise: the most of theirs is 2 hours.'],
    ['the most of two', [load('me', 120), load('a', 60)], 'That is more than the one other who manages or supervises: the most of theirs is 1 hour.'],
    ['above the average', [load('me', 120), load('a', 180), load('b', 0)], 'That is more than the 2 others carry on average, 1.5 hours.'],
    ['less', [load('me', 30, { managed: 1, supervised: 0 }), load('a', 60)], 'You manage 1 post that somebody fills. By what is expected, which is a guess, that takes 0.5 hours a week. That is no more than others carry: 1 hour on average.'],
    ['alone', [load('me', 90, { managed: 1 })], 'You manage 1 post and supervise 1 post that somebody fills.'],
    ['none', [load('a', 60)], 'Nobody fills a post that you manage or supervise'],
  ])('is said against what others carry: %s', (_, loads, words) => {
    expect(sayOwnLoad('me', loads)).toContain(words);
  });
});
