import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Refused } from '#kernel/result.ts';
import type { Acting } from '#platform/web/acting.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { addPost, addStaff, fillPost } from '../posts/index.ts';
import { OWN_POST } from '../permissions.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { pulseResults, sayResult } from './domain/staffPulse.ts';
import type { StatementResult } from './domain/staffPulse.ts';
import { answerStaffPulse, openStaffPulse, pulseRules, resultsOfPulse, staffPulse, staffPulseTasks } from './index.ts';

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: Refused) => error.refusal?.code ?? String(error));
const ONE = [{ id: 'belong', text: 'I belong' }];
const counts = (...[one, two, three, four, five]: [number, number, number, number, number]) => () => ({ 1: one, 2: two, 3: three, 4: four, 5: five });

test.each<[string, [number, number, number, number, number], unknown]>([
  ['four answers tell nothing', [1, 1, 1, 1, 0], null],
  ['five of one mind are told', [0, 0, 0, 2, 3], { people: { from: 5, to: 9 }, agree: 100, neither: 0, disagree: 0 }],
  ['a band below five is withheld, and with it all from which it could be had by taking away', [2, 1, 0, 5, 2], { people: { from: 10, to: 14 }, agree: null, neither: null, disagree: null }],
  ['two bands below five that are together five are both withheld, the rest is told', [1, 1, 3, 5, 1], { people: { from: 10, to: 14 }, agree: 50, neither: null, disagree: null }],
  ['three bands of five and more are told, to the nearest ten in a hundred', [3, 2, 5, 4, 3], { people: { from: 15, to: 19 }, agree: 40, neither: 30, disagree: 30 }],
])('%s', (_, [one, two, three, four, five], expected) => {
  const results = pulseResults(ONE, counts(one, two, three, four, five), 5);
  if (expected === null) expect(results).toBeNull();
  else expect(results![0]).toMatchObject(expected as object);
});

test('no band of one to four people is ever told, nor can one be worked out from those that are', () => {
  const some = fc.nat({ max: 12 });
  fc.assert(fc.property(some, some, some, some, some, (...given) => {
    const [result] = pulseResults(ONE, counts(...given), 5) ?? [];
    if (!result) return;
    const [one, two, three, four, five] = given as [number, number, number, number, number];
    const bands = [[result.agree, four + five], [result.neither, three], [result.disagree, one + two]] as const;
    expect(bands.some(([told, count]) => told !== null && count > 0 && count < 5)).toBe(false);
    // What is left when all that is told is taken from the whole.
    const left = bands.filter(([told]) => told === null).reduce((sum, [, count]) => sum + count, 0);
    expect(left === 0 || left >= 5).toBe(true);
    expect(bands.every(([told]) => told === null || told % 10 === 0)).toBe(true);
  }));
});

test('one person more in the next round is not told by the difference: no count is exact', () => {
  // Twelve of one mind, then thirteen; twelve, then thirteen of whom one disagrees.
  const tell = (...given: [number, number, number, number, number]) => { const { people, agree, neither, disagree } = pulseResults(ONE, counts(...given), 5)![0]!; return [people.from, agree, neither, disagree]; };
  expect(tell(0, 0, 0, 6, 7)).toEqual(tell(0, 0, 0, 6, 6));
  expect(tell(1, 0, 0, 6, 6)).toEqual([10, null, null, null]);
  // Seven against five, then seven against six.
  expect(tell(3, 3, 0, 4, 3)).not.toContain(7);
  expect(tell(3, 3, 0, 4, 3)).not.toContain(6);
});

test.each<[Partial<StatementResult>, string]>([
  [{ agree: 100, neither: 0, disagree: 0 }, 'all, or nearly all, agree (5 to 9 people answered)'],
  [{ agree: 50, neither: null, disagree: null }, 'about 50% agree; the rest are too few to be shown (5 to 9 people answered)'],
  [{ agree: null, neither: null, disagree: null }, 'answers differ, and too few are of one mind for any to be shown (5 to 9 people answered)'],
  [{ agree: 60, neither: 0, disagree: 40 }, 'about 60% agree; about 0% neither agree nor disagree; about 40% disagree (5 to 9 people answered)'],
])('%o is said as “%s”', (result, said) => expect(sayResult({ id: 'belong', text: 'I belong', people: { from: 5, to: 9 }, agree: null, neither: null, disagree: null, ...result })).toBe(said));

onBothEngines('the pulse of those who fill posts', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  let id: string;
  const STAFF = ['ann', 'bea', 'cy', 'dee', 'eve'] as const;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    for (const [index, personId] of STAFF.entries()) {
      await sql`insert into person (id, made_at) values (${personId}, '2024-01-01')`.execute(database.as());
      await sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded) values (${`h-${personId}`}, ${personId}, 'network-staff', 'UZ001', '[2024-01-01,)', '[2024-01-01,)')`.execute(database.as());
      const staffId = await addStaff(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', name: `Invented ${index}`, personId });
      const postId = await addPost(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', reference: `P${index}`, startsOn: isoDate('2026-01-01'), agreedReason: null, facts: {
        role: 'care-coordinator', title: 'Care coordinator', band: null, wte: '1', employerCode: 'ZZA01', home: null, workPlaces: [{ practiceCode: 'ZZA01', minutesPerWeek: 600 }],
        lineManagerId: null, clinicalSupervisorId: null, meetsEveryWeeks: null, sitsAt: null, fundedBy: 'additional-roles', region: 'national', costPence: null,
      } });
      await fillPost(place.workforce, place.acting('cara'), { postId, staffId, wte: '1', startsOn: isoDate('2026-02-01') });
    }
  });
  afterAll(() => database.close());

  const own = (personId: string): Acting => ({ by: personId, personId, permissions: new Set([OWN_POST]) });
  const open = (who: PersonKey, closesOn = '2026-06-15') => openStaffPulse(place.workforce, place.acting(who), { pcnCode: 'UZ001', closesOn: isoDate(closesOn) });
  const every = (answer: number) => Object.fromEntries(pulseRules().statements.map((statement) => [statement.id, answer]));
  const tasks = (personId: string) => staffPulseTasks(place.workforce)({ personId, permissions: new Set([OWN_POST]) }, place.workforce.now());
  const results = async () => resultsOfPulse(database.as(), (await staffPulse(database.as(), id))!, place.workforce.today());

  test('is opened by who keeps the posts, for a week at the least, one round at a time', async () => {
    for (const who of ['colin', 'mina', 'ivy', 'adam'] as const) expect(await codeOf(open(who))).toBe('not-allowed');
    expect(await codeOf(open('cara', '2026-06-05'))).toBe('pulse-days');
    expect(await codeOf(open('cara', '2026-09-05'))).toBe('pulse-days');
    const both = await Promise.all([codeOf(open('cara')), codeOf(open('cara', '2026-06-20'))]);
    expect(both.sort()).toEqual(['done', 'pulse-open']);
    id = (await sql<{ id: string }>`select id from staff_pulse`.execute(database.as())).rows[0]!.id;
  });

  test('is a task of those who fill a post, and of nobody else', async () => {
    expect(await tasks('ann')).toMatchObject([{ href: `/workforce/pulse/${id}`, minutes: 1 }]);
    expect(await tasks('colin')).toEqual([]);
    expect(await staffPulseTasks(place.workforce)({ personId: 'ann', permissions: new Set() }, place.workforce.now())).toEqual([]);
  });

  test('takes one answer a person, though it is sent twice at the same instant, and none of others', async () => {
    expect((await Promise.all([codeOf(answerStaffPulse(place.workforce, own('ann'), id, every(4))), codeOf(answerStaffPulse(place.workforce, own('ann'), id, every(4)))])).sort()).toEqual(['already-answered', 'done']);
    expect(await tasks('ann')).toEqual([]);
    expect(await codeOf(answerStaffPulse(place.workforce, own('colin'), id, every(4)))).toBe('pulse-not-found');
    expect(await codeOf(answerStaffPulse(place.workforce, { ...own('bea'), permissions: new Set() }, id, every(4)))).toBe('pulse-not-found');
    expect(await codeOf(answerStaffPulse(place.workforce, own('bea'), 'none', every(4)))).toBe('pulse-not-found');
    expect(await codeOf(answerStaffPulse(place.workforce, own('bea'), id, { ...every(4), belong: 6 }))).toBe('no-choice');
  });

  test('leaves no row from which an answer could be led back to a person', async () => {
    const { rows } = await sql<{ table: string; column: string }>`select table_name as table, column_name as column from information_schema.columns where table_name like 'staff\_pulse\_%' and column_name in ('person_id', 'answer', 'at')`.execute(database.as());
    expect(rows.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(['staff_pulse_count.answer', 'staff_pulse_turn.person_id']);
    const { rows: audited } = await sql<{ detail: unknown }>`select detail from audit_entry where action = 'answer-staff-pulse'`.execute(database.as());
    expect(audited).toEqual([{ detail: {} }]);
  });

  test('tells nothing while it is open, nothing of four, and all of five together once it is closed', async () => {
    for (const who of ['bea', 'cy', 'dee']) await answerStaffPulse(place.workforce, own(who), id, every(5));
    expect(await results()).toBeNull();
    place.setNow('2026-06-16');
    expect(await results()).toBeNull();
    expect(await codeOf(answerStaffPulse(place.workforce, own('eve'), id, every(5)))).toBe('pulse-closed');
    place.setNow('2026-06-15');
    await answerStaffPulse(place.workforce, own('eve'), id, every(5));
    place.setNow('2026-06-16');
    expect((await results())!.map(({ people, agree }) => [people.from, agree])).toEqual(pulseRules().statements.map(() => [5, 100]));
  });
});
