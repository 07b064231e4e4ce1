import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Answer, AnswerChoice, Canvass, Constituent, Voice } from './canvass.ts';
import { CHORUS_DEFAULT, ruleFor, shareOf, type NetworkRule, type Threshold } from './networkRule.ts';
import { emptyTally } from './outcome.ts';
import type { VoiceResult } from './rollUp.ts';
import { conditionGroups, minorityViews, rollUpCanvass, rollUpPlace } from './rollUpCanvass.ts';
import { rollUpVoice } from './rollUpVoice.ts';

const LETTERS: Record<string, AnswerChoice | null> = { s: 'support', c: 'conditions', n: 'neutral', o: 'object', b: 'block', '-': null };

const rule = (threshold: Threshold, votes: NetworkRule['votes'] = 'practice', quorum: NetworkRule['quorum'] = { of: 'practices', share: '1/2' }): NetworkRule => ({ votes, quorum, threshold });
const voice = (of: NetworkRule, pcnCode: string | null = 'UZ001'): Voice => ({ pcnCode, name: 'Mill PCN', rule: of, ruleFrom: 'agreement' });
const answerOf = (code: string, choice: AnswerChoice, words: string | null = null): Answer => ({ organisationCode: code, choice, words, wouldChange: null, way: 'link', at: new Date(0), personId: 'p', changes: 0 });
const practice = (code: string, patients: number | null, partners: number | null = 1, pcnCode: string | null = 'UZ001'): Constituent => ({ code, name: code, kind: 'practice', pcnCode, patients, partners });

/** Practices by letters: s support, c conditions, n neutral, o object, b block, - silent; with their lists, 1,000 where left out. */
const asked = (letters: string, lists: (number | null)[] = [], partners: (number | null)[] = []) =>
  [...letters].map((letter, index) => {
    const choice = LETTERS[letter]!;
    const constituent = practice(`ZZ${index}`, lists[index] === undefined ? 1_000 : lists[index]!, partners[index] === undefined ? 1 : partners[index]!);
    return { constituent, answer: choice && answerOf(constituent.code, choice) };
  });

describe('a network answers by its own rule', () => {
  const simple = rule('simple');
  const byList = rule('simple', 'list', { of: 'patients', share: '1/2' });
  const cases: [fact: string, rule: NetworkRule, letters: string, answer: AnswerChoice | null, says: string, lists?: (number | null)[], partners?: (number | null)[]][] = [
    ['more for than against', simple, 'sso', 'support', '2 for, 1 against: carried'],
    ['one condition makes it conditional', simple, 'sco', 'conditions', 'carried'],
    ['more against', simple, 'soo', 'object', 'not carried'],
    ['a block counts against as an objection does', simple, 'ssb', 'support', 'carried'],
    ['a tie does not carry', simple, 'so', 'neutral', 'a tie'],
    ['a tie of two blocks', simple, 'ssbb', 'neutral', 'a tie'],
    ['all neutral', simple, 'nnn', 'neutral', 'nobody for or against'],
    ['neutral helps the quorum, and no side', simple, 'snn--', 'support', '1 for, 0 against, 2 neutral: carried'],
    ['nobody answered', simple, '---', null, 'no practice answered'],
    ['the quorum met exactly', simple, 'ss--', 'support', 'carried'],
    ['the quorum missed by one', simple, 'ss---', null, '2 of 5 practices answered, 3 needed'],
    ['a quorum of all', rule('simple', 'practice', { of: 'practices', share: '1/1' }), 'ss-', null, 'no quorum'],
    ['a quorum by patients, met by one large practice', rule('simple', 'practice', { of: 'patients', share: '1/2' }), 's--', 'support', 'carried', [5_000, 2_000, 3_000]],
    ['a quorum by patients, missed by many small ones', rule('simple', 'practice', { of: 'patients', share: '1/2' }), 'ss-', null, 'no quorum', [1_000, 1_000, 9_000]],
    ['a quorum by patients that nobody counted', rule('simple', 'practice', { of: 'patients', share: '1/2' }), 'ss', null, 'There are no patients to count', [null, null]],
    ['a quorum by votes', rule('simple', 'partners', { of: 'votes', share: '2/3' }), 'ss-', 'support', 'carried', [], [2, 2, 2]],
    ['weighted by list: the large one outweighs two', byList, 'soo', 'support', '9,000 for, 2,000 against: carried', [9_000, 1_000, 1_000]],
    ['weighted by list: weights that sum to zero', byList, 'ss', null, 'the votes sum to zero', [0, null]],
    ['weighted by list: who answered weighs nothing', rule('simple', 'list'), 'ss--', null, 'those who answered have no votes', [0, 0, 500, 500]],
    ['weighted by list: an unknown size weighs nothing and is said', rule('simple', 'list'), 'sso', 'object', 'not carried', [100, null, 500]],
    ['by partners', rule('simple', 'partners'), 'soo', 'support', '5 for, 4 against: carried', [], [5, 2, 2]],
    ['by partners: a tie', rule('simple', 'partners'), 'soo', 'neutral', 'a tie', [], [4, 2, 2]],
    ['two thirds met exactly', rule('two-thirds'), 'sso', 'support', 'carried'],
    ['two thirds missed', rule('two-thirds'), 'sssoo', 'neutral', 'not two thirds'],
    ['two thirds: neutral is not counted', rule('two-thirds'), 'ssonn', 'support', 'carried'],
    ['unanimous', rule('unanimous'), 'scn', 'conditions', 'carried'],
    ['unanimous: one objects', rule('unanimous'), 'sssso', 'object', 'not all are for'],
    ['unanimous: one without a patient objects', rule('unanimous', 'list'), 'ss' + 'o', 'object', 'not all are for', [10, 10, 0]],
    ['unanimous: one blocks', rule('unanimous'), 'sssb', 'block', 'blocked'],
    ['consent: nobody blocks', rule('consent'), 'sooo', 'support', 'carried, with objections that do not block'],
    ['consent: one blocks', rule('consent'), 'ssssb', 'block', 'blocked'],
    ['consent: one without a patient blocks', rule('consent', 'list'), 'ssb', 'block', 'blocked', [10, 10, 0]],
    ['consent: nobody supports', rule('consent'), 'nno', 'object', 'not carried'],
    ['a single practice is its PCN', simple, 'c', 'conditions', 'carried'],
  ];
  test.each(cases)('%s', (_, of, letters, answer, says, lists, partners) => {
    const result = rollUpVoice(voice(of), asked(letters, lists, partners));
    expect(result.answer).toBe(answer);
    expect(result.noResult === null).toBe(answer !== null);
    expect([...result.steps.map((step) => step.says), result.noResult ?? ''].join(' ')).toContain(says);
    expect(result.isCarried).toBe(answer === 'support' || answer === 'conditions');
  });

  test('says that a rule is a default, and from whom', () => {
    const { steps } = rollUpVoice({ ...voice(CHORUS_DEFAULT), ruleFrom: 'chorus-default' }, asked('s'));
    expect(steps[0]).toEqual({ what: 'Rule', says: 'Simple majority, a vote a practice; at least half of practices must answer. From a default of Chorus: neither the network nor the place has entered a rule.', isMet: false });
  });
});

describe('the rule for a type of decision', () => {
  const [own, place] = [rule('consent'), rule('unanimous')];
  test.each([
    ['its own for the type', { money: own, ordinary: place }, { money: place }, own, 'agreement'],
    ['its own for ordinary decisions', { ordinary: own }, { money: place }, own, 'agreement-ordinary'],
    ['the place’s for the type', null, { money: place, ordinary: own }, place, 'place-default'],
    ['the place’s for ordinary decisions', null, { ordinary: place }, place, 'place-default'],
    ['the house’s where nobody entered any', null, null, CHORUS_DEFAULT, 'chorus-default'],
  ] as const)('is %s', (_, ofNetwork, ofPlace, expected, from) => {
    expect(ruleFor('money', ofNetwork, ofPlace)).toEqual({ rule: expected, from });
  });

  test.each([['1/2', { part: 1, whole: 2 }], ['1/1', { part: 1, whole: 1 }], ['0/2', null], ['3/2', null], ['1/0', null], ['half', null], ['0.5', null], ['', null]])('a share of %s', (text, share) => {
    expect(shareOf(text)).toEqual(share);
  });
});

const PLACE_RULE = { threshold: 'simple', quorumShare: '1/2', countsBodies: false } as const;
const voiced = (answers: (AnswerChoice | null)[]): VoiceResult[] => answers.map((answer, index) => ({ ...rollUpVoice(voice(rule('simple'), `U${index}`), asked('-')), answer, noResult: answer ? null : 'no result' }));

describe('the place answers', () => {
  test.each([
    ['each PCN one voice, whatever its size', ['support', 'support', 'object'], PLACE_RULE, 'support'],
    ['a tie of PCNs', ['support', 'object'], PLACE_RULE, 'neutral'],
    ['too few PCNs with a result', ['support', null, null], PLACE_RULE, null],
    ['no PCN with a result', [null, null], PLACE_RULE, null],
    ['no PCN at all', [], PLACE_RULE, null],
    ['by consent, a PCN that blocks', ['support', 'support', 'block'], { ...PLACE_RULE, threshold: 'consent' }, 'block'],
  ] as const)('%s', (_, answers, placeRule, answer) => {
    expect(rollUpPlace(placeRule, 'a default', voiced([...answers]), []).answer).toBe(answer);
  });

  test('without the federation and the LMC, unless its rule counts them', () => {
    const bodies = ['GF-1', 'LM-1'].map((code) => ({ constituent: { ...practice(code, null), kind: 'lmc' as const }, answer: answerOf(code, 'object') }));
    expect(rollUpPlace(PLACE_RULE, 'a default', voiced(['support']), bodies).answer).toBe('support');
    expect(rollUpPlace({ ...PLACE_RULE, countsBodies: true }, 'a default', voiced(['support']), bodies).answer).toBe('object');
  });
});

describe('beside the count', () => {
  const said = (code: string, choice: AnswerChoice, words: string | null) => ({ constituent: practice(code, 1_000), answer: answerOf(code, choice, words) });

  test('conditions in the same words are one, however spaced, cased and ended', () => {
    const groups = conditionGroups([said('A', 'conditions', 'A bus  every hour.'), said('B', 'conditions', 'a bus every hour'), said('C', 'conditions', 'Free parking'), said('D', 'object', 'a bus every hour')]);
    expect(groups.map(({ words, by, patients }) => [words, by.map(({ code }) => code), patients])).toEqual([['A bus  every hour.', ['A', 'B'], 2_000], ['Free parking', ['C'], 1_000]]);
  });

  test('a minority is heard in its own words', () => {
    const all = [said('A', 'support', null), said('B', 'object', 'Too far'), said('C', 'neutral', 'Do as you like')];
    expect(minorityViews(all, { answer: 'support' }, emptyTally())).toMatchObject([{ constituent: { code: 'B' }, choice: 'object', words: 'Too far' }]);
    expect(minorityViews(all, { answer: 'object' }, emptyTally())).toMatchObject([{ constituent: { code: 'A' } }]);
    expect(minorityViews(all, { answer: null }, emptyTally())).toHaveLength(2);
  });
});

describe('laws', () => {
  const letters = fc.array(fc.constantFrom('s', 'c', 'n', 'o', 'b', '-'), { minLength: 1, maxLength: 12 });
  const rules = fc.record({
    votes: fc.constantFrom('practice' as const, 'list' as const, 'partners' as const),
    quorum: fc.record({ of: fc.constantFrom('practices' as const, 'patients' as const, 'votes' as const), share: fc.constantFrom('1/4', '1/2', '2/3', '1/1') }),
    threshold: fc.constantFrom('simple' as const, 'two-thirds' as const, 'unanimous' as const, 'consent' as const),
  });
  const sizes = fc.array(fc.option(fc.nat(20_000)), { minLength: 13, maxLength: 13 });
  const partners = fc.array(fc.option(fc.nat(9)), { minLength: 13, maxLength: 13 });

  test('a supporter more never undoes what carried: one who joins, was silent, neutral or against', () => {
    fc.assert(
      fc.property(letters, rules, sizes, partners, fc.nat(12), (said, of, lists, heads, at) => {
        const before = rollUpVoice(voice(of), asked(said.join(''), lists, heads));
        if (!before.isCarried) return;
        const changed = said.map((letter, index) => (index === at % said.length && letter !== 'c' ? 's' : letter));
        expect(rollUpVoice(voice(of), asked(changed.join(''), lists, heads)).isCarried).toBe(true);
        expect(rollUpVoice(voice(of), asked([...said, 's'].join(''), lists, heads)).isCarried).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('coverage, agreement and those not heard from sum to those asked, by practice and by patients', () => {
    const people = fc.array(fc.record({ letter: fc.constantFrom('s', 'c', 'n', 'o', 'b', '-'), pcn: fc.constantFrom('U1', 'U2', null), patients: fc.option(fc.nat(20_000)) }), { maxLength: 30 });
    fc.assert(
      fc.property(people, (all) => {
        const constituents = all.map(({ pcn, patients }, index) => practice(`Z${index}`, patients, 1, pcn));
        const answers = new Map(all.flatMap(({ letter }, index) => (LETTERS[letter] ? [[`Z${index}`, answerOf(`Z${index}`, LETTERS[letter])] as const] : [])));
        const canvass: Canvass = { id: 'C1', questionId: 'Q1', placeCode: 'PL-1', openedOn: isoDate('2026-06-01'), openedAt: new Date(0), openedBy: 'p', closesOn: isoDate('2026-06-15'), closedAt: null, closedBy: null, closedEarlyFor: null, listSource: null, decisionType: 'ordinary', placeRule: PLACE_RULE, placeRuleFrom: 'chorus-default' };
        const { coverage, agreement, voices, notHeardFrom } = rollUpCanvass({ canvass, voices: ['U1', 'U2', null].map((pcn) => voice(rule('simple'), pcn)), constituents, answers, withContact: new Set() });
        const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
        const patients = sum(constituents.map((one) => one.patients ?? 0));
        expect([coverage.practicesAsked, coverage.patientsAsked]).toEqual([all.length, patients]);
        expect(sum(Object.values(agreement.practices))).toBe(coverage.practicesAnswered);
        expect(sum(Object.values(agreement.patients))).toBe(coverage.patientsAnswered);
        expect(coverage.practicesAnswered + notHeardFrom.length).toBe(coverage.practicesAsked);
        expect(coverage.patientsAnswered + sum(notHeardFrom.map((one) => one.patients ?? 0))).toBe(patients);
        expect(sum(voices.map((one) => one.coverage.patientsAnswered))).toBe(coverage.patientsAnswered);
        expect(sum(voices.map((one) => one.coverage.practicesAsked))).toBe(coverage.practicesAsked);
      }),
    );
  });
});
