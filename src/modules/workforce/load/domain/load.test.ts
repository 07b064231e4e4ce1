import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadRules } from '../loadRules.ts';
import { expectedOf, loadByPractice, partsOf, supervisorLoads } from './load.ts';
import type { LoadDefault, LoadFacts } from './load.ts';

type Facts = LoadFacts['posts'][number];

const DEFAULTS: LoadDefault[] = [{ roles: null, kind: 'supervision', minutesPerWeek: 60 }, { roles: ['physician-associate'], kind: 'supervision', minutesPerWeek: 150 }, { roles: null, kind: 'management', minutesPerWeek: 30 }];
const post = (id: string, more: Partial<Facts> = {}): Facts => ({ id, role: 'care-coordinator', wte: '1', home: { kind: 'practice', code: 'ZZA01' }, workPlaces: [], lineManagerId: null, clinicalSupervisorId: null, holders: [{ fillingId: 'f', staffId: id, wte: '1', startsOn: '2026-01-01' as never, endsOn: null }], ...more });
const facts = (more: Partial<LoadFacts>): LoadFacts => ({ posts: [], records: [], worth: [], defaults: DEFAULTS, weeks: 4, imbalancePoints: 10, ...more });

test.each([['care-coordinator', '1', 60], ['physician-associate', '1/2', 75], [null, '0.5', 30]])('%s of %s WTE is expected to take %d minutes of supervision a week', (role, wte, minutes) => {
  expect(expectedOf({ role, wte }, 'supervision', DEFAULTS)).toBe(minutes);
});

test('a post falls on its home practice; one of a team on where it works, by minutes; one that works nowhere on no practice', () => {
  const parts = (one: Partial<Facts>) => partsOf(post('a', one)).map(({ practiceCode, part }) => [practiceCode, part]);
  expect(parts({})).toEqual([['ZZA01', 1]]);
  expect(parts({ home: { kind: 'team', teamId: 't' }, workPlaces: [{ practiceCode: 'ZZA02', minutesPerWeek: 600 }, { practiceCode: 'ZZA03', minutesPerWeek: 300 }] })).toEqual([['ZZA02', 2 / 3], ['ZZA03', 1 / 3]]);
  expect(parts({ home: null })).toEqual([[null, 1]]);
});

test('a practice that carries much and receives little stands first and is marked', () => {
  const lines = loadByPractice(facts({
    posts: [post('a'), post('b', { home: { kind: 'practice', code: 'ZZA02' } })],
    records: [{ practiceCode: 'ZZA01', postId: 'a', kind: 'supervision', minutes: 480 }, { practiceCode: 'ZZA01', postId: 'a', kind: 'induction', minutes: 120 }],
    worth: [{ practiceCode: 'ZZA02', role: 'care-coordinator', kind: 'appointments', count: 40, minutes: 900 }, { practiceCode: 'ZZA01', role: 'care-coordinator', kind: 'visits', count: 2, minutes: 100 }],
  }));
  // ZZA01: 600 recorded and 4 × 30 of management expected; ZZA02: 4 × 90 expected. 720 and 360 of 1,080; 100 and 900 of 1,000.
  expect(lines.map(({ practiceCode, recordedMinutes, expectedMinutes, worthMinutes, isImbalanced }) => [practiceCode, recordedMinutes, expectedMinutes, worthMinutes, isImbalanced])).toEqual([['ZZA01', 600, 120, 100, true], ['ZZA02', 0, 360, 900, false]]);
  expect([lines[0]!.shareCarried, lines[0]!.shareReceived]).toEqual([720 / 1080, 0.1]);
});

test('where nothing was counted as given back, nobody is said to receive little', () => {
  expect(loadByPractice(facts({ posts: [post('a')] }))).toMatchObject([{ shareCarried: 1, shareReceived: null, isImbalanced: false }]);
});

test('a vacant post takes nothing', () => expect(loadByPractice(facts({ posts: [post('a', { holders: [] })] }))).toEqual([]));

test('a supervisor’s load is over all whom they supervise and manage', () => {
  const posts = [post('a', { clinicalSupervisorId: 's', lineManagerId: 's' }), post('b', { role: 'physician-associate', clinicalSupervisorId: 's' }), post('c', { lineManagerId: 'm', wte: '0.5' }), post('d', { clinicalSupervisorId: 's', holders: [] })];
  expect(supervisorLoads(posts, DEFAULTS)).toEqual([{ staffId: 's', managed: 1, supervised: 2, expectedMinutesPerWeek: 240 }, { staffId: 'm', managed: 1, supervised: 0, expectedMinutesPerWeek: 15 }]);
});

test('the parts of a post are the whole, and no minute that was recorded or given back is lost', () => {
  const places = fc.uniqueArray(fc.record({ practiceCode: fc.constantFrom('A', 'B', 'C'), minutesPerWeek: fc.integer({ min: 1, max: 2_000 }) }), { selector: ({ practiceCode }) => practiceCode, maxLength: 3 });
  const records = fc.array(fc.record({ practiceCode: fc.constantFrom('A', 'B'), postId: fc.constantFrom('a', 'b'), kind: fc.constantFrom('recruitment' as const, 'induction' as const), minutes: fc.integer({ min: 1, max: 900 }) }));
  fc.assert(fc.property(places, records, (workPlaces, some) => {
    expect(partsOf({ home: null, workPlaces }).reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(1, 12);
    expect(loadByPractice(facts({ records: some })).reduce((sum, { recordedMinutes }) => sum + recordedMinutes, 0)).toBe(some.reduce((sum, { minutes }) => sum + minutes, 0));
  }));
});

test('39,000 posts are added up in under two seconds', () => {
  const posts = Array.from({ length: 39_000 }, (_, index) => post(`p${index}`, { home: { kind: 'practice', code: `A${index % 6_200}` }, clinicalSupervisorId: `s${index % 9_000}` }));
  const rules = loadRules();
  const began = process.cpuUsage();
  const [lines, loads] = [loadByPractice(facts({ posts, ...rules })), supervisorLoads(posts, rules.defaults)];
  // The processor's own time: other tests run beside this one.
  const took = process.cpuUsage(began).user / 1_000;
  expect([lines.length, loads.length, took < 2_000]).toEqual([6_200, 9_000, true]);
});
