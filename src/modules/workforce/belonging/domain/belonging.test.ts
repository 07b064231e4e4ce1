import fc from 'fast-check';
import { expect, test } from 'vitest';
import { belongingRules } from '../belongingRules.ts';
import { belongingOf, countBelonging, TEST_IDS } from './belonging.ts';

type Facts = Parameters<typeof belongingOf>[0][number];

const holder = (staffId: string): Facts['holders'][number] => ({ fillingId: `f-${staffId}`, staffId, wte: '1', startsOn: '2025-01-01' as never, endsOn: null });
const post = (id: string, more: Partial<Facts> = {}): Facts => ({ id, pcnCode: 'UZ001', role: 'care-coordinator', title: 'Care coordinator', home: null, lineManagerId: null, clinicalSupervisorId: null, meetsEveryWeeks: null, sitsAt: null, holders: [holder(id)], ...more });
const MANAGED = { lineManagerId: 'm', clinicalSupervisorId: 's' };
const AT_MILL = { home: { kind: 'practice', code: 'ZZA01' } } as const;
const IN_TEAM = { home: { kind: 'team', teamId: 't1' } } as const;
const rules = belongingRules();
const NOBODY: ReadonlySet<string> = new Set();
const GONE: ReadonlySet<string> = new Set(['gone']);
const whereIs = (one: Facts, ...others: Facts[]) => {
  const found = belongingOf([one, ...others], rules, GONE)[0]!;
  return [found.belongsTo, found.missing.filter(({ isDecisive }) => isDecisive).map(({ test: id }) => id).join(' ')];
};

test.each<[string, Facts, Facts[], string, string]>([
  ['one with a practice, a manager, a supervisor and a desk', post('a', { ...AT_MILL, ...MANAGED, sitsAt: 'ZZA01' }), [], 'practice', ''],
  ['one with a practice and nowhere to sit', post('a', { ...AT_MILL, ...MANAGED }), [], 'nowhere', 'place-to-sit'],
  ['one of two in a team that meets every week', post('a', { ...IN_TEAM, ...MANAGED, meetsEveryWeeks: 1 }), [post('b', IN_TEAM)], 'team', ''],
  ['one of a team with another role in it', post('a', { ...IN_TEAM, ...MANAGED, meetsEveryWeeks: 4 }), [post('b', { ...IN_TEAM, role: 'paramedic' })], 'team', ''],
  ['one alone in a team', post('a', { ...IN_TEAM, ...MANAGED, meetsEveryWeeks: 1 }), [], 'nowhere', 'peers'],
  ['one whose only colleague is in another PCN', post('a', { ...IN_TEAM, ...MANAGED, meetsEveryWeeks: 1 }), [post('b', { pcnCode: 'UZ002' })], 'nowhere', 'peers'],
  ['one beside a vacant post', post('a', { ...IN_TEAM, ...MANAGED, meetsEveryWeeks: 1 }), [post('b', { ...IN_TEAM, holders: [] })], 'nowhere', 'peers'],
  ['one whose team meets twice a year', post('a', { ...IN_TEAM, ...MANAGED, meetsEveryWeeks: 26 }), [post('b', IN_TEAM)], 'nowhere', 'regular-meeting'],
  ['one who is her own manager', post('a', { ...AT_MILL, ...MANAGED, lineManagerId: 'a', sitsAt: 'ZZA01' }), [], 'nowhere', 'line-manager'],
  ['one whose manager has left', post('a', { ...AT_MILL, ...MANAGED, lineManagerId: 'gone', sitsAt: 'ZZA01' }), [], 'nowhere', 'line-manager'],
  ['one whose supervisor has left', post('a', { ...AT_MILL, ...MANAGED, clinicalSupervisorId: 'gone', sitsAt: 'ZZA01' }), [], 'nowhere', 'clinical-supervisor'],
  ['two who share a post in a team', post('a', { ...IN_TEAM, ...MANAGED, meetsEveryWeeks: 2, holders: [holder('x'), holder('y')] }), [], 'team', ''],
  ['one with nothing', post('a'), [], 'nowhere', 'named-home line-manager clinical-supervisor place-to-sit'],
  ['one without a named home who meets others and is managed', post('a', { ...MANAGED, meetsEveryWeeks: 1 }), [post('b')], 'nowhere', 'named-home'],
])('%s', (_, one, others, belongsTo, missing) => expect(whereIs(one, ...others)).toEqual([belongsTo, missing]));

test('vacant posts are counted apart', () => {
  expect(countBelonging(belongingOf([post('a', { holders: [] }), post('b'), post('c', { ...AT_MILL, ...MANAGED, sitsAt: 'ZZA02' })], rules, NOBODY))).toEqual({ practice: 1, team: 0, nowhere: 1, vacant: 1 });
});

test('every test is sourced, and says the step that would mend it', () => {
  for (const id of TEST_IDS) expect(rules.tests.get(id)).toMatchObject({ step: expect.stringMatching(/^[A-Z]/), source: { title: expect.stringContaining('Additional Roles') } });
});

test('a post is at home where nothing decisive is missing, and only there; giving it what it lacks never takes a home away', () => {
  const facts = fc.record({ home: fc.constantFrom(null, AT_MILL.home, IN_TEAM.home), lineManagerId: fc.constantFrom(null, 'm'), clinicalSupervisorId: fc.constantFrom(null, 's'), meetsEveryWeeks: fc.constantFrom(null, 1, 4, 30), sitsAt: fc.constantFrom(null, 'ZZA01') });
  fc.assert(fc.property(facts, fc.integer({ min: 0, max: 2 }), (one, peers) => {
    const others = Array.from({ length: peers }, (_, index) => post(`o${index}`));
    const [found] = belongingOf([post('a', one), ...others], rules, NOBODY);
    expect(found!.belongsTo === 'nowhere').toBe(found!.missing.some(({ isDecisive }) => isDecisive));
    const [better] = belongingOf([post('a', { ...one, ...MANAGED, sitsAt: 'ZZA01', meetsEveryWeeks: 1 }), ...others], rules, NOBODY);
    if (found!.belongsTo !== 'nowhere') expect(better!.belongsTo).toBe(found!.belongsTo);
  }));
});

test('39,000 posts are told where they belong in under two seconds', () => {
  const posts = Array.from({ length: 39_000 }, (_, index) => post(`p${index}`, { pcnCode: `U${index % 1_280}`, role: `role-${index % 17}`, ...(index % 3 === 0 ? IN_TEAM : AT_MILL), ...(index % 2 === 0 ? MANAGED : {}) }));
  const began = process.cpuUsage();
  const found = belongingOf(posts, rules, NOBODY);
  // The processor's own time: other tests run beside this one.
  const took = process.cpuUsage(began).user / 1_000;
  expect([found.length, took < 2_000]).toEqual([39_000, true]);
});
