import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { addPost, addStaff, addTeam, changePost, correctFilling, correctPost, correctStaff, endFilling, endPost, eraseStaff, fillPost, leftWithout, managerTasks, postHistory, postsManagedBy, postsOf, postsOfStaff, reassignPosts, recordAway, staffOf, teamsOf, withdrawAway } from './index.ts';
import type { PostFacts } from './index.ts';

const FACTS: PostFacts = {
  role: 'clinical-pharmacist', title: 'Clinical pharmacist', band: '7', wte: '1', employerCode: 'ZZA01', home: { kind: 'practice', code: 'ZZA01' }, workPlaces: [{ practiceCode: 'ZZA01', minutesPerWeek: 1200 }, { practiceCode: 'ZZA02', minutesPerWeek: 1050 }],
  lineManagerId: null, clinicalSupervisorId: null, meetsEveryWeeks: 2, sitsAt: 'ZZA01', fundedBy: 'additional-roles', region: 'national', costPence: 5_500_000,
};
const day = isoDate;
const refusal = (code: string, what?: RegExp) => ({ refusal: { code, ...(what ? { what: expect.stringMatching(what) as unknown as string } : {}) } });

onBothEngines('posts and people', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  let number = 0;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    place.setNow('2026-06-03');
  });
  afterAll(() => database.close());

  const by = (who: PersonKey = 'cara') => place.acting(who);
  const staff = (name: string, who: PersonKey = 'cara') => addStaff(place.workforce, by(who), { pcnCode: who === 'colin' ? 'UZ002' : 'UZ001', name });
  const post = (change: Partial<PostFacts> = {}, more: { startsOn?: string; agreedReason?: string; reference?: string } = {}) =>
    addPost(place.workforce, by(), { pcnCode: 'UZ001', reference: more.reference ?? `P${(number += 1)}`, startsOn: day(more.startsOn ?? '2026-01-01'), facts: { ...FACTS, ...change }, agreedReason: more.agreedReason ?? null });
  const on = async (text: string, id: string) => (await postsOf(place.workforce, { pcnCode: 'UZ001', on: day(text) })).find((one) => one.id === id);
  const fill = (postId: string, staffId: string, wte = '1', startsOn = '2026-02-01') => fillPost(place.workforce, by(), { postId, staffId, wte, startsOn: day(startsOn) });

  test('a post stands with its facts from its first day, and is filled by a job-share', async () => {
    const [id, ann, bea] = [await post(), await staff('Ann'), await staff('Bea')];
    await fill(id, ann, '0.6');
    await fill(id, bea, '2/5');
    expect(await on('2025-12-31', id)).toBeUndefined();
    expect(await on('2026-01-15', id)).toMatchObject({ ...FACTS, holders: [], startsOn: '2026-01-01', endsOn: null });
    expect((await on('2026-02-01', id))!.holders.map(({ staffId, wte }) => [staffId, wte])).toEqual(expect.arrayContaining([[ann, '0.6'], [bea, '2/5']]));
    expect((await postsOfStaff(place.workforce, { staffId: ann, on: day('2026-03-01') })).map((one) => one.id)).toEqual([id]);
    await expect(fill(id, await staff('Cal'), '0.1')).rejects.toMatchObject(refusal('wte-exceeded', /3 people would fill 1\.1 WTE .* has 1, which is 0\.1 less/));
  });

  test('a change from a day on leaves what was until then, and is undone by a correction', async () => {
    const id = await post({ band: '6' });
    await changePost(place.workforce, by(), { postId: id, from: day('2026-04-01'), change: { wte: '0.8', band: '7' } });
    expect([(await on('2026-03-31', id))?.wte, (await on('2026-04-01', id))?.wte]).toEqual(['1', '0.8']);
    await expect(changePost(place.workforce, by(), { postId: id, from: day('2026-05-01'), change: { band: '7' } })).rejects.toMatchObject(refusal('nothing-changed'));
    await expect(changePost(place.workforce, by(), { postId: id, from: day('2025-05-01'), change: { band: '8a' } })).rejects.toMatchObject(refusal('outside-post'));
    await correctPost(place.workforce, by(), { postId: id, over: { from: day('2026-04-01'), to: null }, change: { wte: '1', band: '6' } });
    const { line, ended } = await postHistory(place.workforce, { postId: id });
    expect(line.spans).toEqual([{ from: '2026-01-01', to: null, facts: { ...FACTS, band: '6' } }]);
    expect(ended.map(({ facts }) => facts.wte).sort()).toEqual(['0.8', '1', '1']);
    await correctPost(place.workforce, by(), { postId: id, life: { startsOn: day('2025-11-01'), lastDay: day('2026-08-31') } });
    expect(await on('2025-11-01', id)).toMatchObject({ startsOn: '2025-11-01', endsOn: '2026-09-01' });
    await expect(correctPost(place.workforce, by(), { postId: id, life: { startsOn: day('2026-09-01'), lastDay: day('2026-08-31') } })).rejects.toMatchObject(refusal('end-before-start', /31 August 2026, is before the first, 1 September 2026/));
  });

  test('a post that ends asks why those who fill it leave, and what ended can be corrected', async () => {
    const [id, dan] = [await post(), await staff('Dan')];
    const filling = await fill(id, dan);
    await expect(endPost(place.workforce, by(), { postId: id, lastDay: day('2026-06-30') })).rejects.toMatchObject(refusal('still-filled', /1 person fills it after 30 June 2026/));
    await expect(endPost(place.workforce, by(), { postId: id, lastDay: day('2026-06-30'), leavingReason: 'bored' })).rejects.toMatchObject(refusal('reason-unknown'));
    await endPost(place.workforce, by(), { postId: id, lastDay: day('2026-06-30'), leavingReason: 'post-ended' });
    expect(await on('2026-07-01', id)).toBeUndefined();
    await expect(endFilling(place.workforce, by(), { fillingId: filling, lastDay: day('2026-06-15'), reason: 'retired' })).rejects.toMatchObject(refusal('ended-already', /30 June 2026/));
    await correctFilling(place.workforce, by(), { fillingId: filling, to: { wte: '1', startsOn: day('2026-02-01'), lastDay: day('2026-05-31'), leavingReason: 'retired' } });
    expect((await on('2026-06-01', id))!.holders).toEqual([]);
    await expect(correctFilling(place.workforce, by(), { fillingId: filling, to: { wte: '1', startsOn: day('2026-02-01'), lastDay: null, leavingReason: 'retired' } })).rejects.toMatchObject(refusal('reason-without-end'));
    await expect(correctFilling(place.workforce, by(), { fillingId: filling, to: { wte: '1', startsOn: day('2026-02-01'), lastDay: day('2026-01-01'), leavingReason: null } })).rejects.toMatchObject(refusal('end-before-start'));
    await correctFilling(place.workforce, by(), { fillingId: filling, to: null });
    expect((await postHistory(place.workforce, { postId: id })).line.fillings).toEqual([]);
    await expect(correctFilling(place.workforce, by(), { fillingId: filling, to: null })).rejects.toMatchObject(refusal('filling-not-found'));
  });

  test('two keepers who fill the last part of a post at once do not both', async () => {
    const [id, one, other] = [await post(), await staff('One'), await staff('Other')];
    const outcomes = await Promise.allSettled([fill(id, one, '0.6'), fill(id, other, '0.6')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test.each<[fact: string, change: Partial<PostFacts>, startsOn: string, code: string]>([
    ['a WTE of 0', { wte: '0' }, '2026-01-01', 'wte-out-of-range'],
    ['a WTE of 1.5', { wte: '1.5' }, '2026-01-01', 'wte-out-of-range'],
    ['a role before it existed', { role: 'gp' }, '2024-09-01', 'role-not-yet'],
    ['a role that nobody knows', { role: 'wizard' }, '2026-01-01', 'role-unknown'],
    ['an employer that nobody knows', { employerCode: 'NONE' }, '2026-01-01', 'employer-unknown'],
    ['a home in a practice of another PCN', { home: { kind: 'practice', code: 'ZZB01' } }, '2026-01-01', 'practice-elsewhere'],
    ['a place to sit that is no practice', { sitsAt: 'QZZ' }, '2026-01-01', 'practice-elsewhere'],
    ['a team of nobody', { home: { kind: 'team', teamId: '00000000-0000-4000-8000-000000000000' } }, '2026-01-01', 'team-elsewhere'],
    ['a practice twice', { workPlaces: [{ practiceCode: 'ZZA01', minutesPerWeek: 60 }, { practiceCode: 'ZZA01', minutesPerWeek: 60 }] }, '2026-01-01', 'practice-twice'],
    ['no minutes at a place', { workPlaces: [{ practiceCode: 'ZZA01', minutesPerWeek: 0 }] }, '2026-01-01', 'minutes-out-of-range'],
    ['a meeting every 0 weeks', { meetsEveryWeeks: 0 }, '2026-01-01', 'weeks-out-of-range'],
    ['a cost below nothing', { costPence: -1 }, '2026-01-01', 'cost-out-of-range'],
    ['no title', { title: ' ' }, '2026-01-01', 'text-length'],
  ])('%s is refused, and nothing of it is kept', async (_, change, startsOn, code) => {
    const count = async () => (await sql<{ n: number }>`select count(*)::int as n from post`.execute(database.as())).rows[0]!.n;
    const before = await count();
    await expect(post(change, { startsOn })).rejects.toMatchObject(refusal(code));
    expect(await count()).toBe(before);
  });

  test('a post above its cap is refused with the numbers, and stands where the commissioner agreed, with the reason', async () => {
    const advanced = (more: { agreedReason?: string } = {}) => post({ role: 'advanced-practitioner', title: 'Advanced practitioner' }, { startsOn: '2023-06-01', ...more });
    for (let one = 0; one < 3; one += 1) await advanced();
    await expect(advanced()).rejects.toMatchObject(refusal('over-cap', /4 WTE of advanced practitioner on 1 June 2023; with a list of 20,000 patients it may have 3/));
    const id = await advanced({ agreedReason: 'Letter of the ICB of 2 May' });
    expect((await postHistory(place.workforce, { postId: id })).agreed).toMatchObject([{ code: 'over-cap', reason: 'Letter of the ICB of 2 May' }]);
    await changePost(place.workforce, by(), { postId: id, from: day('2026-06-01'), change: { meetsEveryWeeks: 4 } });
  });

  test('a reference stands once in a PCN, whatever its case', async () => {
    await post({}, { reference: 'Twin' });
    await expect(post({}, { reference: 'tWIN ' })).rejects.toMatchObject(refusal('reference-twice'));
    await expect(post({}, { reference: 'x'.repeat(37) })).rejects.toMatchObject(refusal('reference-length', /1 to 36 characters; 37/));
  });

  test('nobody manages themselves, or one another in a circle, and nobody is of another PCN', async () => {
    const [eve, fay] = [await staff('Eve'), await staff('Fay')];
    const one = await post({ lineManagerId: eve });
    await expect(fill(one, eve)).rejects.toMatchObject(refusal('supervises-self'));
    await fill(one, fay);
    const other = await post();
    await fill(other, eve);
    await expect(changePost(place.workforce, by(), { postId: other, from: day('2026-05-01'), change: { lineManagerId: fay } })).rejects.toMatchObject(refusal('circle-of-managers', /From 1 May 2026 on, 2 people/));
    await expect(fill(await post(), await staff('Zed', 'colin'))).rejects.toMatchObject(refusal('staff-of-another-pcn'));
  });

  test.each<PersonKey>(['colin', 'mina', 'petra', 'adam', 'ivy'])('%s does not keep the posts of this PCN', async (who) => {
    const id = await post();
    const none = refusal('not-allowed');
    await expect(addPost(place.workforce, by(who), { pcnCode: 'UZ001', reference: 'No', startsOn: day('2026-01-01'), facts: FACTS })).rejects.toMatchObject(none);
    await expect(changePost(place.workforce, by(who), { postId: id, from: day('2026-05-01'), change: { band: '8a' } })).rejects.toMatchObject(none);
    await expect(addStaff(place.workforce, by(who), { pcnCode: 'UZ001', name: 'No' })).rejects.toMatchObject(none);
    await expect(addTeam(place.workforce, by(who), { pcnCode: 'UZ001', name: 'No' })).rejects.toMatchObject(none);
    const [member] = await staffOf(place.workforce, { pcnCode: 'UZ001' });
    await expect(eraseStaff(place.workforce, by(who), { staffId: member!.id })).rejects.toMatchObject(none);
    await expect(recordAway(place.workforce, by(who), { staffId: member!.id, kind: 'away', from: day('2026-06-01') })).rejects.toMatchObject(none);
  });

  test('a name is kept apart, corrected and erased; the post keeps who filled it by number, and the audit never names', async () => {
    const [id, gil] = [await post(), await addStaff(place.workforce, by(), { pcnCode: 'UZ001', name: 'Gilbert Unheard', personId: 'mina' })];
    await fill(id, gil);
    await expect(addStaff(place.workforce, by(), { pcnCode: 'UZ001', name: 'Twice', personId: 'mina' })).rejects.toMatchObject(refusal('person-twice'));
    await expect(addStaff(place.workforce, by(), { pcnCode: 'UZ001', name: 'Paul', personId: 'paul' })).rejects.toMatchObject(refusal('person-elsewhere', /0 of their 1 roles/));
    await expect(addStaff(place.workforce, by(), { pcnCode: 'UZ001', name: '  ' })).rejects.toMatchObject(refusal('name-length'));
    await correctStaff(place.workforce, by(), { staffId: gil, name: 'Gilberta Unheard', personId: null });
    await eraseStaff(place.workforce, by(), { staffId: gil });
    expect((await staffOf(place.workforce, { pcnCode: 'UZ001' })).find((one) => one.id === gil)).toEqual({ id: gil, pcnCode: 'UZ001', name: null, personId: null });
    expect((await on('2026-03-01', id))!.holders).toMatchObject([{ staffId: gil }]);
    const { rows } = await sql<{ all: string }>`select (select string_agg(detail::text, ' ') from audit_entry) || coalesce((select string_agg(words, ' ') from words_written), '') as all`.execute(database.as());
    expect(rows[0]!.all).not.toContain('Unheard');
    expect((await verifyAudit(database.as())).isIntact).toBe(true);
  });

  test('a manager who leaves leaves nobody without one: the posts are listed, a keeper is asked, and all are given to another at once', async () => {
    const [hal, ida, jon] = [await staff('Hal'), await staff('Ida'), await staff('Jon')];
    const own = await post();
    const filling = await fill(own, hal);
    const under = [await post({ lineManagerId: hal }), await post({ lineManagerId: ida, clinicalSupervisorId: hal })];
    const left = async (text: string) => (await leftWithout(place.workforce, { pcnCode: 'UZ001', on: day(text) })).filter(({ staffId }) => staffId === hal);
    expect(await left('2026-06-03')).toEqual([]);
    await endFilling(place.workforce, by(), { fillingId: filling, lastDay: day('2026-06-10'), reason: 'workload' });
    expect((await left('2026-06-11')).map(({ why, from, posts }) => [why, from, posts.map(({ post: { id }, as }) => [id, ...as])])).toEqual([['left', '2026-06-11', [[under[0], 'line manager'], [under[1], 'clinical supervisor']]]]);
    const tasks = async (who: PersonKey) => (await managerTasks(place.workforce)({ personId: who, permissions: by(who).permissions }, new Date())).filter(({ id }) => id.endsWith(hal));
    expect(await tasks('cara')).toMatchObject([{ title: 'Find a line manager and clinical supervisor for 2 posts of Mill PCN', due: '2026-06-11' }]);
    expect([await tasks('colin'), await tasks('mina'), await tasks('adam')]).toEqual([[], [], []]);
    expect(await reassignPosts(place.workforce, by(), { fromStaffId: hal, toStaffId: jon, from: day('2026-06-11') })).toBe(2);
    expect(await tasks('cara')).toEqual([]);
    expect((await postsManagedBy(place.workforce, { staffId: jon, on: day('2026-06-11') })).map(({ id }) => id).sort()).toEqual([...under].sort());
    expect((await postsManagedBy(place.workforce, { staffId: hal, on: day('2026-06-10') })).length).toBe(2);
    await expect(reassignPosts(place.workforce, by(), { fromStaffId: hal, toStaffId: jon, from: day('2026-06-11') })).rejects.toMatchObject(refusal('nothing-to-reassign'));
  });

  test('reassigning is refused whole where it would let one person manage themselves', async () => {
    const [kit, lea] = [await staff('Kit'), await staff('Lea')];
    const [free, own] = [await post({ lineManagerId: kit }), await post({ lineManagerId: kit })];
    await fill(own, lea);
    await expect(reassignPosts(place.workforce, by(), { fromStaffId: kit, toStaffId: lea, from: day('2026-06-03') })).rejects.toMatchObject(refusal('supervises-self'));
    expect((await on('2026-06-03', free))!.lineManagerId).toBe(kit);
  });

  test('a supervisor who fills no post is there until it is said that they are away or left', async () => {
    const pat = await staff('Pat the partner');
    await post({ clinicalSupervisorId: pat });
    const left = async (text: string) => (await leftWithout(place.workforce, { pcnCode: 'UZ001', on: day(text) })).filter(({ staffId }) => staffId === pat).map(({ why, from, to }) => [why, from, to]);
    expect(await left('2026-07-01')).toEqual([]);
    const away = await recordAway(place.workforce, by(), { staffId: pat, kind: 'away', from: day('2026-07-01'), lastDay: day('2026-07-31') });
    expect([await left('2026-07-31'), await left('2026-08-01')]).toEqual([[['away', '2026-07-01', '2026-08-01']], []]);
    await expect(recordAway(place.workforce, by(), { staffId: pat, kind: 'left', from: day('2026-07-15') })).rejects.toMatchObject(refusal('away-already'));
    await expect(recordAway(place.workforce, by(), { staffId: pat, kind: 'away', from: day('2026-09-02'), lastDay: day('2026-09-01') })).rejects.toMatchObject(refusal('end-before-start'));
    await withdrawAway(place.workforce, by(), { staffId: pat, awayId: away });
    await expect(withdrawAway(place.workforce, by(), { staffId: pat, awayId: away })).rejects.toMatchObject(refusal('away-not-found'));
    await recordAway(place.workforce, by(), { staffId: pat, kind: 'left', from: day('2026-07-15') });
    expect(await left('2027-01-01')).toEqual([['left', '2026-07-15', null]]);
  });

  test('a team of the PCN is a home', async () => {
    const teamId = await addTeam(place.workforce, by(), { pcnCode: 'UZ001', name: 'Link workers' });
    await expect(addTeam(place.workforce, by(), { pcnCode: 'UZ001', name: 'link workers' })).rejects.toMatchObject(refusal('team-twice'));
    expect(await teamsOf(place.workforce, { pcnCode: 'UZ001' })).toEqual([{ id: teamId, name: 'Link workers' }]);
    const id = await post({ home: { kind: 'team', teamId } });
    expect((await on('2026-06-03', id))!.home).toEqual({ kind: 'team', teamId });
  });
});
