import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { recordLoad, withdrawLoad } from '../load/index.ts';
import { addStaff, changePost } from '../posts/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { plantPost } from '../turnover/testing/plantedPosts.ts';
import { recordQuarter, sayNothingMore, yourTasks } from './index.ts';
import { quarterBefore } from './domain/quarter.ts';
import { quarterOf } from './queries/quarterOf.ts';

const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

onBothEngines('a quarter of supervising', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  let [petra, first, second, vacant, others] = ['', '', '', '', ''];
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    place.setNow('2026-07-02');
    const cara = place.acting('cara');
    petra = await addStaff(place.workforce, cara, { pcnCode: 'UZ001', name: 'Dr Petra Partner', personId: 'petra' });
    const boss = await addStaff(place.workforce, cara, { pcnCode: 'UZ001', name: 'Milo Manager', personId: 'milo' });
    const filled = [{ from: '2025-01-01' }];
    first = await plantPost(place, { reference: 'CP1', from: '2025-01-01', facts: { clinicalSupervisorId: petra, lineManagerId: boss }, fillings: filled });
    second = await plantPost(place, { reference: 'CP2', from: '2025-01-01', facts: { clinicalSupervisorId: petra, lineManagerId: petra }, fillings: [{ from: '2026-06-17' }] });
    vacant = await plantPost(place, { reference: 'CP3', from: '2025-01-01', facts: { clinicalSupervisorId: petra }, fillings: [] });
    others = await plantPost(place, { reference: 'CP4', from: '2025-01-01', facts: { lineManagerId: boss }, fillings: filled });
  });
  afterAll(() => database.close());

  const of = () => quarterOf(place.workforce, { staffId: petra, pcnCode: 'UZ001', quarter: quarterBefore(place.workforce.today()) });
  const record = (by: PersonKey, postId: string, more: Partial<Parameters<typeof recordLoad>[2]> = {}) => recordLoad(place.workforce, place.acting(by), { pcnCode: 'UZ001', practiceCode: 'ZZA03', postId, kind: 'supervision', on: isoDate('2026-06-30'), minutes: 60, ...more });
  const tasks = async (who: PersonKey = 'petra') => (await yourTasks(place.workforce)(place.acting(who) as never, new Date())).map(({ title, due }) => [title, due]);

  test('is asked for in its three weeks: posts that somebody filled in it, for what one is to them', async () => {
    expect((await of()).lines.map(({ post, kind, expectedMinutes }) => [post.reference, kind, expectedMinutes])).toEqual([['CP1', 'supervision', 780], ['CP2', 'supervision', 120], ['CP2', 'management', 60]]);
    expect(await tasks()).toEqual([['Say how long supervising took, April to June 2026: 2 posts', '2026-07-21']]);
    expect(await tasks('milo')).toEqual([['Say how long managing took, April to June 2026: 2 posts', '2026-07-21']]);
    for (const who of ['cara', 'mina', 'colin', 'ivy'] as const) expect(await tasks(who)).toEqual([]);
    place.setNow('2026-07-22');
    expect(await tasks()).toEqual([]);
    place.setNow('2026-07-02');
  });

  test('whoever supervises a post records their own supervision of it at their own practice, and nothing else', async () => {
    expect(await record('petra', first)).toBeGreaterThan(0);
    // Another's kind, another's post, another's practice, another PCN's practice, a day before they supervised it, a kind that is nobody's own.
    for (const [postId, more] of [[first, { kind: 'management' }], [others, {}], [first, { practiceCode: 'ZZA01' }], [first, { practiceCode: 'ZZB01' }], [first, { practiceCode: '' }], [first, { kind: 'induction' }], [first, { on: isoDate('2024-12-31') }]] as const) {
      await expect(record('petra', postId, more)).rejects.toMatchObject(refusal('not-allowed'));
    }
    for (const who of ['paul', 'colin', 'ivy', 'adam', 'mona'] as const) await expect(record(who, first)).rejects.toMatchObject(refusal('not-allowed'));
    // A day to come and no minutes are refused as everybody's are.
    await expect(record('petra', first, { on: isoDate('2026-07-03') })).rejects.toMatchObject(refusal('load-to-come'));
    await expect(record('petra', first, { minutes: 0 })).rejects.toMatchObject(refusal('load-minutes'));
  });

  test('who enters their own takes it back, and nobody else’s', async () => {
    const [own, milos] = [await record('petra', first, { minutes: 61 }), await record('cara', first, { minutes: 62 })];
    const withdraw = (by: PersonKey, id: number) => withdrawLoad(place.workforce, place.acting(by), { pcnCode: 'UZ001', id });
    await expect(withdraw('petra', milos)).rejects.toMatchObject(refusal('not-allowed'));
    await expect(withdraw('paul', own)).rejects.toMatchObject(refusal('not-allowed'));
    await withdraw('petra', own);
    await expect(withdraw('petra', own)).rejects.toMatchObject(refusal('load-not-found'));
    await withdraw('cara', milos);
    expect((await of()).records.map(({ minutes }) => minutes)).toEqual([60]);
  });

  test('is recorded in one go or not at all', async () => {
    const entries = [{ postId: first, kind: 'supervision' as const, minutes: 300 }, { postId: others, kind: 'supervision' as const, minutes: 30 }];
    const send = (some: typeof entries) => recordQuarter(place.workforce, place.acting('petra'), { pcnCode: 'UZ001', practiceCode: 'ZZA03', entries: some });
    await expect(send([])).rejects.toMatchObject(refusal('quarter-empty', 'April to June 2026'));
    await expect(send(entries)).rejects.toMatchObject(refusal('not-allowed'));
    expect((await of()).records).toHaveLength(1);
    expect(await send([entries[0]!, { postId: second, kind: 'supervision', minutes: 90 }])).toBe(2);
    expect((await of()).lines.map(({ recordedMinutes, isRecorded }) => [recordedMinutes, isRecorded])).toEqual([[360, true], [90, true], [0, false]]);
    expect(await tasks()).toEqual([['Say how long supervising took, April to June 2026: 1 post', '2026-07-21']]);
  });

  test('asks no more once it is said that there is nothing more, until that is taken back', async () => {
    const say = (by: PersonKey, isTakenBack: boolean) => sayNothingMore(place.workforce, place.acting(by), { pcnCode: 'UZ001', isTakenBack });
    for (const who of ['cara', 'colin', 'ivy', 'paul'] as const) await expect(say(who, false)).rejects.toMatchObject(refusal('not-allowed'));
    await Promise.all([say('petra', false), say('petra', false)]);
    expect([(await of()).isNothingMore, await tasks()]).toEqual([true, []]);
    await say('petra', true);
    expect([(await of()).isNothingMore, (await tasks()).length]).toEqual([false, 1]);
  });

  test('stays theirs to say where somebody else took over afterwards', async () => {
    await changePost(place.workforce, place.acting('cara'), { postId: second, from: isoDate('2026-07-01'), change: { clinicalSupervisorId: null } });
    expect((await of()).lines.map(({ post }) => post.id)).toEqual([first, second, second]);
    expect(await record('petra', second, { minutes: 15 })).toBeGreaterThan(0);
    expect((await of()).lines.some(({ post }) => post.id === vacant)).toBe(false);
  });
});
