import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { programmeRules } from '../programmeRules.ts';
import { CHANGES, differenceOf } from './difference.ts';
import type { Change, Difference } from './difference.ts';
import { evidenceIn } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { ANCHORS, PROFESSIONS } from './fact.ts';
import type { AnchorKind, Fact, Profession } from './fact.ts';
import { stepFindings } from './findings.ts';
import { STEP_STATES, STEPS } from './step.ts';
import type { StepFinding, StepId } from './step.ts';

const DAY = isoDate('2026-06-01');
const { tests: RULES } = programmeRules();
const EMPTY: Evidence = {
  day: DAY, startedOn: isoDate('2026-01-05'), closedOn: null, practices: [{ code: 'A', name: 'Ash Surgery' }, { code: 'B', name: 'Birch Surgery' }, { code: 'C', name: 'Cedar Surgery' }],
  needs: 0, leaders: [], members: [], sought: [], vision: null, measures: [], plannedMeasures: [], communications: [], obstacles: [], wins: [], plannedWins: [], anchors: [],
};
const findingOf = (step: StepId, part: Partial<Evidence>): StepFinding => stepFindings({ ...EMPTY, ...part }, RULES, [], (one) => `#${one}`).find((one) => one.step === step)!;
const says = (step: StepId, part: Partial<Evidence>) => {
  const { state, because, next } = findingOf(step, part);
  return { state, because: because.join(' '), next: next?.says ?? null };
};
const containing = (words: string) => expect.stringContaining(words) as string;

/** `A:worse B:same C:silent`; `A:worse:noted` is the answer of one who does not sign in, noted for them. */
const leaders = (text: string): Evidence['leaders'] => text.split(' ').filter(Boolean).map((one, id) => {
  const [organisationCode, answer, noted] = one.split(':') as [string, string, string?];
  return { id, organisationCode, signsIn: noted === undefined, answer: answer === 'silent' ? null : { standingStillIsWorse: answer === 'worse', on: DAY, isNoted: noted !== undefined } };
});
const members = (text: string): Evidence['members'] => text.split(' ').filter(Boolean).map((one) => {
  const [organisationCode, profession] = one.split(':') as [string, Profession];
  return { organisationCode, profession };
});
const FROM = { from: 100, fromIs: 'baseline' as const, meanSince: 80, pointsBefore: 0, interval: null, isAtTarget: false };
const measure = (change: Change, more: Partial<Difference> = {}): Evidence['measures'][number] => ({
  id: '1', title: 'Home visits', unit: 'visits', series: { kind: 'entered' }, improvement: 'decrease', baseline: 100, target: 60, targetOn: isoDate('2026-12-31'),
  difference: { ...FROM, change, pointsSince: change === 'no-figures' ? 0 : 8, better: change === 'better' ? 8 : 2, latest: change === 'no-figures' ? null : { month: isoDate('2026-05-01'), value: 80 }, ...more },
});

describe('urgency', () => {
  test.each<[what: string, leaders: string, state: string, because: string, next: string | null]>([
    ['nobody was asked', '', 'not-yet', 'No leader was asked', 'Ask a leader of every practice: there are 3.'],
    ['nobody has answered, and all sign in', 'A:silent B:silent C:silent', 'not-yet', '3 leaders asked; nobody has answered.', 'Ask them to answer: the question is on their Today.'],
    ['nobody has answered, and one does not sign in', 'A:silent B:silent C:silent:noted', 'not-yet', '3 leaders asked; nobody has answered.', 'Ask them when you next meet, and note what they say.'],
    ['an answer that was noted for a leader counts, and is told apart', 'A:worse B:worse C:worse:noted', 'met', '75% is needed, which is 3. 1 of the answers was noted for a leader by somebody else.', null],
    ['three of four say so', 'A:worse B:worse C:worse C:same', 'met', '3 of 4 leaders asked say that standing still is worse: 75%; 75% is needed, which is 3.', null],
    ['two of three are not three quarters', 'A:worse B:worse C:same', 'at-risk', '2 of 3 leaders asked say that standing still is worse: 67%; 75% is needed, which is 3.', 'Hear why 1 say that standing still is not worse, and show them the need in figures.'],
    ['a practice was not asked', 'A:worse B:worse', 'at-risk', 'Nobody of Cedar Surgery was asked.', 'Ask a leader of Cedar Surgery.'],
    ['the silent decide it', 'A:worse B:worse C:silent', 'at-risk', '1 has not answered.', 'Ask the 1 leader who has not answered. The question is on their Today.'],
  ])('%s', (_, text, state, because, next) => expect(says('urgency', { leaders: leaders(text), needs: 1 })).toEqual({ state, because: containing(because), next }));

  test('leaders who agree to a change that points at no need: error 1 of the article', () =>
    expect(says('urgency', { leaders: leaders('A:worse B:worse C:worse') })).toEqual({ state: 'at-risk', because: containing('It points at no need, so nobody is shown why.'), next: 'Say which need it answers: an indicator, a measure of access or a figure of workload.' }));
});

describe('coalition', () => {
  test.each<[what: string, members: string, state: string, because: string]>([
    ['nobody is in it', '', 'not-yet', 'Nobody is in the team'],
    ['the clinical director alone', 'A:clinical-director', 'at-risk', 'It is the clinical director alone.'],
    ['GPs of every practice are one profession', 'A:gp B:gp C:gp', 'at-risk', '3 people of 3 of 3 practices and 1 profession (GP). 3 professions are needed.'],
    ['a practice is missing', 'A:gp B:nurse B:reception', 'at-risk', 'Nobody of Cedar Surgery is in it.'],
    ['every practice and three professions', 'A:gp B:nurse C:practice-manager', 'met', '3 people of 3 of 3 practices and 3 professions (GP, nurse and practice manager).'],
  ])('%s', (_, text, state, because) => expect(says('coalition', { members: members(text) })).toMatchObject({ state, because: containing(because) }));
});

test('a profession that is wanted and not there is named, and changes no state', () => {
  expect(says('coalition', { members: members('A:gp B:nurse C:practice-manager'), sought: ['nurse', 'pharmacist'] })).toMatchObject({ state: 'met', because: containing('Still wanted: pharmacist.') });
  expect(says('coalition', { members: members('A:gp'), sought: ['reception'] })).toMatchObject({ state: 'at-risk', because: containing('Still wanted: reception.') });
});

describe('vision', () => {
  const PLAIN = 'A team visits you at home when you cannot come to us. You are seen sooner.';
  test.each<[what: string, part: Partial<Evidence>, state: string, because: string]>([
    ['nothing is said', {}, 'not-yet', 'Nobody has said what will be different'],
    ['a measure without words', { measures: [measure('no-figures')] }, 'at-risk', 'Nobody has said what patients will notice.'],
    ['words without a measure', { vision: PLAIN }, 'at-risk', 'It has no measure'],
    ['a measure without a baseline is none yet', { vision: PLAIN, plannedMeasures: ['Home visits'] }, 'at-risk', 'Without a baseline yet, and so no measure: “Home visits”.'],
    ['three sentences', { vision: `${PLAIN} It is good.`, measures: [measure('no-figures')] }, 'at-risk', 'It takes 3 sentences; 2 are the most.'],
    ['a sentence of 26 words', { vision: `${'very '.repeat(25)}good.`, measures: [measure('no-figures')] }, 'at-risk', 'Its longest sentence has 26 words; 25 are the most.'],
    ['words that patients do not use', { vision: 'Our MDT will optimise pathways.', measures: [measure('no-figures')] }, 'at-risk', 'Patients do not say “MDT”: write “team”.'],
    ['its day has passed', { vision: PLAIN, measures: [{ ...measure('none'), targetOn: isoDate('2026-05-31') }] }, 'at-risk', '“Home visits” was to reach 60 visits by 31 May 2026, and has not.'],
    ['two plain sentences and a measure', { vision: PLAIN, measures: [measure('no-figures')] }, 'met', '“Home visits”: from 100 to 60 visits by 31 December 2026.'],
  ])('%s', (_, part, state, because) => expect(says('vision', part)).toMatchObject({ state, because: containing(because) }));

  test('“des” and “desk” are no contract, and Dr. ends no sentence', () => expect(says('vision', { vision: 'Dr. Ash will sit at the desk. You ask des Ash anything.', measures: [measure('no-figures')] }).state).toBe('met'));
});

describe('communication', () => {
  const told = (due: string, deliveredOn: string | null, heard: [number, number] | null = null): Evidence['communications'][number] => ({ id: 1, due: isoDate(due), deliveredOn: deliveredOn === null ? null : isoDate(deliveredOn), heard: heard && { asked: heard[0], couldSay: heard[1] } });
  test.each<[what: string, communications: Evidence['communications'], state: string, because: string]>([
    ['nothing is planned', [], 'not-yet', 'Nothing is planned to tell anybody.'],
    ['planned for later', [told('2026-06-10', null)], 'not-yet', '1 message planned, none told yet; the first is due 10 June 2026.'],
    ['overdue', [told('2026-05-31', null), told('2026-03-01', '2026-03-01', [4, 4])], 'at-risk', '1 message should have been told by now, the oldest since 31 May 2026.'],
    ['told, and nobody was asked', [told('2026-03-01', '2026-03-02')], 'at-risk', 'Nobody was asked whether they had heard.'],
    ['told, and not heard', [told('2026-03-01', '2026-03-02', [10, 4])], 'at-risk', '4 of 10 could say what will be different (40%). 50% is the least.'],
    ['told and heard', [told('2026-03-01', '2026-03-02', [10, 5]), told('2026-06-20', null)], 'met', '2 planned, 1 told, 1 of them late, by 1 day, 1 followed by asking who had heard: 5 of 10'],
    ['told on its day', [told('2026-03-01', '2026-03-01', [10, 5])], 'met', '1 planned, 1 told, 1 followed'],
  ])('%s', (_, communications, state, because) => expect(says('communication', { communications })).toMatchObject({ state, because: containing(because) }));
});

describe('obstacles', () => {
  const stands = (since: string, hasOwner: boolean, resolvedOn: string | null = null): Evidence['obstacles'][number] => ({ id: 1, since: isoDate(since), hasOwner, resolvedOn: resolvedOn === null ? null : isoDate(resolvedOn) });
  test.each<[what: string, obstacles: Evidence['obstacles'], state: string, because: string]>([
    ['none was written down', [], 'not-yet', 'Nobody has written down'],
    ['without an owner', [stands('2026-05-30', false)], 'at-risk', '1 has no owner.'],
    ['28 days is not too old', [stands('2026-05-04', true)], 'met', 'the oldest of the rest stands for 28 days'],
    ['29 days is', [stands('2026-05-03', true)], 'at-risk', '1 stands for longer than 28 days.'],
    ['all are out of the way', [stands('2026-01-03', false, '2026-02-01')], 'met', '1 obstacle written down, 1 out of the way.'],
  ])('%s', (_, all, state, because) => expect(says('obstacles', { obstacles: all })).toMatchObject({ state, because: containing(because) }));
});

describe('short-term wins', () => {
  const win = (due: string, reached: [string, number] | null = null): Evidence['wins'][number] => ({ id: 1, title: 'First visits', unit: 'visits', due: isoDate(due), improvement: 'increase', target: 20, reached: reached && { on: isoDate(reached[0]), value: reached[1] } });
  test.each<[what: string, wins: Evidence['wins'], state: string, because: string]>([
    ['none is planned', [], 'not-yet', 'No first win is planned.'],
    ['planned for later', [win('2026-07-01')], 'not-yet', '1 win planned, none reached; the first is due 1 July 2026.'],
    ['planned too late', [win('2028-02-01')], 'at-risk', 'more than 24 months after the start'],
    ['overdue', [win('2026-05-01'), win('2026-03-01', ['2026-03-01', 30])], 'at-risk', 'was due 1 May 2026, and nobody has said that it came.'],
    ['short of what was aimed at', [win('2026-05-01', ['2026-05-01', 19])], 'at-risk', '“First visits” came to 19 visits on 1 May 2026; 20 was aimed at.'],
    ['reached', [win('2026-05-01', ['2026-05-01', 20])], 'met', '“First visits”: 20 visits on 1 May 2026, for 20 aimed at.'],
  ])('%s', (_, wins, state, because) => expect(says('short-term-wins', { wins })).toMatchObject({ state, because: containing(because) }));
});

test('a first win without a figure and a day is not yet', () => expect(says('short-term-wins', { plannedWins: ['First visits'] })).toEqual({ state: 'not-yet', because: 'Without a figure and a day yet: “First visits”.', next: 'Say how much “First visits” is to come to, and by which day.' }));

test('a measure without a baseline leaves the change not yet to be judged', () => expect(says('not-declaring-victory', { plannedMeasures: ['Home visits'] })).toMatchObject({ state: 'not-yet', because: containing('There is no measure') }));

describe('not declaring victory', () => {
  const closedOn = isoDate('2026-05-20');
  test.each<[what: string, part: Partial<Evidence>, state: string, because: string]>([
    ['there is no measure', {}, 'not-yet', 'There is no measure'],
    ['closed without a measure', { closedOn }, 'at-risk', 'It was closed on 20 May 2026.'],
    ['there are no figures', { measures: [measure('no-figures')] }, 'not-yet', 'has no figure since the start'],
    ['it is too early', { measures: [measure('too-early', { pointsSince: 3 })] }, 'not-yet', 'has 3 of 7 figures that it takes to tell; the newest is 80 in May 2026.'],
    ['nothing changed', { measures: [measure('none')] }, 'not-yet', 'has not changed'],
    ['closed while nothing changed', { measures: [measure('none')], closedOn }, 'at-risk', 'It was closed on 20 May 2026.'],
    ['it faded', { measures: [measure('faded')] }, 'at-risk', 'is so no longer'],
    ['one is better, one is worse', { measures: [measure('better'), measure('worse')] }, 'at-risk', 'is worse'],
    ['it holds', { measures: [measure('better'), measure('too-early')] }, 'met', 'holds: the last 8 figures in a row are better than the baseline of 100 visits'],
    ['it was closed while it held', { measures: [measure('better')], closedOn }, 'met', 'holds'],
  ])('%s', (_, part, state, because) => expect(says('not-declaring-victory', part)).toMatchObject({ state, because: containing(because) }));
});

test.each<[anchors: AnchorKind[], state: string]>([[[], 'not-yet'], [['routine'], 'at-risk'], [['routine', 'induction'], 'at-risk'], [['routine', 'induction', 'succession'], 'met']])('anchored in %j is %s', (anchors, state) => expect(says('anchoring', { anchors }).state).toBe(state));

const day = fc.integer({ min: 0, max: 500 }).map((days) => isoDate(new Date(Date.UTC(2025, 6, 1) + days * 86_400_000).toISOString().slice(0, 10)));
const anyEvidence: fc.Arbitrary<Partial<Evidence>> = fc.record({
  needs: fc.nat({ max: 2 }), sought: fc.array(fc.constantFrom(...(Object.keys(PROFESSIONS) as Profession[])), { maxLength: 3 }), plannedMeasures: fc.array(fc.constantFrom('M', 'N'), { maxLength: 2 }), plannedWins: fc.array(fc.constantFrom('V', 'W'), { maxLength: 2 }),
  closedOn: fc.option(day),
  leaders: fc.array(fc.record({ id: fc.nat(), organisationCode: fc.constantFrom('A', 'B', 'C', 'UZ'), signsIn: fc.boolean(), answer: fc.option(fc.record({ standingStillIsWorse: fc.boolean(), on: day, isNoted: fc.boolean() })) }), { maxLength: 8 }),
  members: fc.array(fc.record({ organisationCode: fc.constantFrom('A', 'B', 'C', 'UZ'), profession: fc.constantFrom(...(Object.keys(PROFESSIONS) as Profession[])) }), { maxLength: 6 }),
  vision: fc.option(fc.string({ maxLength: 60 })),
  measures: fc.array(fc.constantFrom(...CHANGES).map((change) => measure(change)), { maxLength: 3 }),
  communications: fc.array(fc.record({ id: fc.nat(), due: day, deliveredOn: fc.option(day), heard: fc.option(fc.record({ asked: fc.integer({ min: 1, max: 9 }), couldSay: fc.constant(1) })) }), { maxLength: 4 }),
  obstacles: fc.array(fc.record({ id: fc.nat(), since: day, hasOwner: fc.boolean(), resolvedOn: fc.option(day) }), { maxLength: 4 }),
  wins: fc.array(fc.record({ id: fc.nat(), title: fc.constant('W'), unit: fc.constant('u'), due: day, improvement: fc.constantFrom('increase' as const, 'decrease' as const), target: fc.integer(), reached: fc.option(fc.record({ on: day, value: fc.integer() })) }), { maxLength: 4 }),
  anchors: fc.uniqueArray(fc.constantFrom(...(Object.keys(ANCHORS) as AnchorKind[]))),
});
const statesOf = (part: Partial<Evidence>) => stepFindings({ ...EMPTY, ...part }, RULES, [], String).map(({ state }) => state);

describe('the laws', () => {
  test('no evidence is not yet, in every step', () => expect(statesOf({})).toEqual(STEPS.map(() => 'not-yet')));

  test('every step has a state with its reason, and one thing to do next unless it is met', () => {
    fc.assert(fc.property(anyEvidence, (part) => {
      for (const { state, because, next } of stepFindings({ ...EMPTY, ...part }, RULES, [], (step, form) => `${step}#${form}`)) {
        expect(STEP_STATES).toContain(state);
        expect(because.length).toBeGreaterThan(0);
        expect(next === null).toBe(state === 'met');
        if (next?.form) expect(next.href).toContain(next.form);
      }
    }));
  });

  test('who disagrees changes no state', () => {
    const disagreement = fc.record({ step: fc.constantFrom(...STEPS), by: fc.string(), on: day, reason: fc.string() });
    fc.assert(fc.property(anyEvidence, fc.array(disagreement), (part, disagreements) => {
      const findings = stepFindings({ ...EMPTY, ...part }, RULES, disagreements, String);
      expect(findings.map(({ state }) => state)).toEqual(statesOf(part));
      expect(findings.reduce((sum, one) => sum + one.disagreements.length, 0)).toBe(disagreements.length);
    }));
  });

  test('the order in which evidence was written changes no state', () => {
    fc.assert(fc.property(anyEvidence, (part) => {
      const turned = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, Array.isArray(value) ? [...value].reverse() : value]));
      expect(statesOf(turned)).toEqual(statesOf(part));
    }));
  });

  test('of evidence, only a step’s own moves it', () => {
    fc.assert(fc.property(anyEvidence, anyEvidence, (part, other) => {
      expect(statesOf({ ...part, anchors: other.anchors }).slice(0, 7)).toEqual(statesOf(part).slice(0, 7));
      expect(statesOf({ ...part, leaders: other.leaders }).slice(1)).toEqual(statesOf(part).slice(1));
    }));
  });
});

describe('what changed since the start', () => {
  const months = (...values: (number | null)[]) => values.map((value, index) => ({ month: isoDate(`2026-${String(index + 1).padStart(2, '0')}-01`), value }));
  const since = (...values: (number | null)[]) => differenceOf({ improvement: 'decrease', baseline: 100, target: 60, before: null, since: months(...values), holdsForPoints: 7 });
  test.each<[what: string, values: (number | null)[], change: string]>([
    ['no figure', [null, null], 'no-figures'],
    ['six better ones', [90, 90, 90, 90, 90, 90], 'too-early'],
    ['seven better ones, a gap between', [90, 90, 90, null, 90, 90, 90, 90], 'better'],
    ['seven, one of them where it began', [90, 90, 90, 100, 90, 90, 90], 'none'],
    ['seven better ones, and then one worse', [90, 90, 90, 90, 90, 90, 90, 110], 'faded'],
    ['seven worse ones', [110, 110, 110, 110, 110, 110, 110], 'worse'],
  ])('%s: %s', (_, values, change) => expect(since(...values).change).toBe(change));

  test('the interval is of the chart’s own variation', () => {
    const { interval, from, meanSince } = differenceOf({ improvement: 'decrease', baseline: 0, target: 60, before: { mean: 100, sigma: 10, points: 8 }, since: months(80, 82, 78, 80, 81, 79, 80, 80), holdsForPoints: 7 });
    // −20 ± 1.96 × 10 × √(1/8 + 1/8), worked out by hand.
    expect([from, meanSince, interval!.low, interval!.high]).toEqual([100, 80, expect.closeTo(-29.8, 6), expect.closeTo(-10.2, 6)]);
  });
});

test('the latest of what was told more than once counts, and a vision that was erased is none', () => {
  const fact = (id: number, kind: 'leader' | 'leader-answer' | 'vision', on: string, more: object): Fact => ({ id, kind, aboutId: null, on: isoDate(on), detail: {}, words: null, name: null, personId: null, by: 'cara', enteredOn: isoDate(on), ...more }) as Fact;
  const facts = [
    fact(3, 'leader-answer', '2026-03-02', { aboutId: 1, detail: { standingStillIsWorse: true } }), fact(2, 'leader-answer', '2026-03-01', { aboutId: 1, detail: { standingStillIsWorse: false } }),
    fact(1, 'leader', '2026-02-01', { detail: { organisationCode: 'A' } }), fact(4, 'vision', '2026-02-01', { words: 'First.' }), fact(5, 'vision', '2026-02-01', { words: null }),
  ];
  const evidence = evidenceIn(facts, { day: DAY, startedOn: DAY, practices: [], differences: new Map() });
  expect([evidence.leaders, evidence.vision]).toEqual([[{ id: 1, organisationCode: 'A', signsIn: false, answer: { standingStillIsWorse: true, on: '2026-03-02', isNoted: true } }], null]);
});
