import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { pulseResult } from './pulse.ts';
import { owedBy, sayOwed } from './report.ts';
import { factsOf, periodOf, sayShare, trustByPeriod, type TrustDecision, type TrustFact } from './trust.ts';

const TODAY = isoDate('2026-06-30');
const decision = (more: Partial<Record<keyof TrustDecision, unknown>> = {}): TrustDecision =>
  ({ takenOn: '2026-06-01', way: 'meeting', isOnQuestion: true, canvassClosedOn: '2026-05-30', reportDueOn: '2026-06-15', reportedOn: '2026-06-10', findings: [], ...more }) as TrustDecision;
const mandate = (isMet: boolean) => [{ check: 'mandate', isMet }];

describe('a fact counts', () => {
  test.each<[string, TrustFact, TrustDecision[], met: number, of: number]>([
    ['a decision whose canvass closed on its day as canvassed before', 'canvassed', [decision({ canvassClosedOn: '2026-06-01' })], 1, 1],
    ['one without a canvass as not', 'canvassed', [decision({ canvassClosedOn: null })], 0, 1],
    ['no decision on anything but a question as one to canvass', 'canvassed', [decision({ isOnQuestion: false })], 0, 0],
    ['a report on its last day as in time', 'reported', [decision({ reportedOn: '2026-06-15' })], 1, 1],
    ['one a day later as late', 'reported', [decision({ reportedOn: '2026-06-16' })], 0, 1],
    ['one that is over and not sent as late', 'reported', [decision({ reportedOn: null })], 0, 1],
    ['one that is not yet due not at all', 'reported', [decision({ reportedOn: null, reportDueOn: '2026-06-30' })], 0, 0],
    ['one that nobody promised not at all', 'reported', [decision({ reportDueOn: null })], 0, 0],
    ['a decision inside its mandate', 'mandated', [decision({ findings: mandate(true) })], 1, 1],
    ['one of two mandates broken as outside', 'mandated', [decision({ findings: [...mandate(true), ...mandate(false)] })], 0, 1],
    ['no decision without a mandate', 'mandated', [decision({ findings: [{ check: 'quorum', isMet: true }] })], 0, 0],
    ['chair’s action as outside meetings', 'inMeetings', [decision(), decision({ way: 'chairs-action', isOnQuestion: false })], 1, 2],
  ])('%s', (_name, fact, decisions, met, of) => expect(factsOf(decisions, TODAY)[fact]).toEqual({ met, of }));

  test('never more than there are, and periods sum to the whole', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
    const any = fc.record({ takenOn: day, way: fc.constantFrom('meeting', 'outside', 'urgent-action'), isOnQuestion: fc.boolean(), canvassClosedOn: fc.option(day), reportDueOn: fc.option(day), reportedOn: fc.option(day) }).map(decision);
    fc.assert(
      fc.property(fc.array(any), fc.constantFrom('quarter' as const, 'year' as const), (decisions, length) => {
        const periods = trustByPeriod(decisions, TODAY, length);
        const whole = factsOf(decisions.filter(({ takenOn }) => takenOn <= TODAY), TODAY);
        for (const fact of ['canvassed', 'reported', 'mandated', 'inMeetings'] as const) {
          expect(periods.reduce((sum, { facts }) => sum + facts[fact].of, 0)).toBe(whole[fact].of);
          expect(whole[fact].met).toBeLessThanOrEqual(whole[fact].of);
        }
      }),
    );
  });
});

test('a quarter is the calendar’s and a year begins on 1 April', () => {
  expect(periodOf(isoDate('2026-12-31'), 'quarter')).toEqual({ from: '2026-10-01', to: '2026-12-31', label: 'October to December 2026' });
  expect(periodOf(isoDate('2024-03-31'), 'quarter').to).toBe('2024-03-31');
  expect(periodOf(isoDate('2026-03-31'), 'year')).toEqual({ from: '2025-04-01', to: '2026-03-31', label: '2025/26' });
});

test('there is no figure where there is nothing to count', () => {
  expect(sayShare({ met: 0, of: 0 })).toBe('none to count');
  expect(sayShare({ met: 2, of: 3 })).toBe('2 of 3 (67%)');
});

describe('a pulse', () => {
  const counts = (one: number, two: number, three: number, four: number, five: number) => ({ 1: one, 2: two, 3: three, 4: four, 5: five });
  test.each<[string, ReturnType<typeof counts>, average: number | null, bands: (number | null)[]]>([
    ['of four answers tells nothing', counts(0, 0, 0, 4, 0), null, []],
    ['of five tells its average', counts(0, 0, 0, 0, 5), 5, [5, 0, 0]],
    ['withholds a small band, and the next smallest from which it could be worked out', counts(1, 0, 6, 10, 0), 3.5, [10, null, null]],
    ['withholds all where one small band stands beside an empty one', counts(1, 0, 0, 9, 0), 3.7, [null, null, null]],
    ['withholds two small bands and tells the third', counts(2, 1, 2, 10, 5), 3.8, [15, null, null]],
    ['tells large bands', counts(5, 0, 5, 5, 0), 2.7, [5, 5, 5]],
  ])('%s', (_name, of, average, bands) => {
    const result = pulseResult(of);
    expect(result?.average ?? null).toBe(average);
    expect(result?.bands.map(({ answers }) => answers) ?? []).toEqual(bands);
  });
});

test('a report is over from the day after it was promised', () => {
  expect(sayOwed(owedBy(isoDate('2026-06-15'), isoDate('2026-06-15')))).toBe('by 15 June 2026');
  expect(sayOwed(owedBy(isoDate('2026-06-15'), isoDate('2026-06-17')))).toBe('by 15 June 2026, 2 days over');
  expect(sayOwed(owedBy(null, TODAY))).toBe('with no promised day');
});
