import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { addStaff, changePost, takeBackPost } from '../posts/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { plantPost } from '../turnover/testing/plantedPosts.ts';
import { loadOfPcn, previewWorth, recordLoad, recordWorth, recordWorthCount, withdrawLoad, withdrawWorth } from './index.ts';

const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });
const HEAD = 'practice_code,role,month,kind,count,minutes';

onBothEngines('what roles take and give back', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  let postId: string;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    postId = await plantPost(place, { reference: 'P1', from: '2025-01-01', fillings: [{ from: '2025-01-01' }] });
    place.setNow('2026-06-03');
  });
  afterAll(() => database.close());

  const record = (by: PersonKey, practiceCode: string, more: Partial<Parameters<typeof recordLoad>[2]> = {}) => recordLoad(place.workforce, place.acting(by), { pcnCode: 'UZ001', practiceCode, postId, kind: 'supervision', on: isoDate('2026-06-01'), minutes: 60, ...more });
  const file = (by: PersonKey, ...lines: string[]) => ({ by: place.acting(by), asked: { pcnCode: 'UZ001', text: [HEAD, ...lines].join('\n') } });
  const answer = (by: PersonKey = 'cara') => loadOfPcn(place.workforce, place.acting(by), { pcnCode: 'UZ001', on: isoDate('2026-06-03') });

  test('a practice manager records the time of their own practice and of no other; who keeps the posts that of each', async () => {
    expect(await record('mina', 'ZZA01')).toBeGreaterThan(0);
    await expect(record('mina', 'ZZA02')).rejects.toMatchObject(refusal('not-allowed', 'ZZA02'));
    expect(await record('cara', 'ZZA02', { kind: 'induction', minutes: 240 })).toBeGreaterThan(0);
    // A partner and a clinical director of elsewhere, the commissioner, an administrator and a manager of another PCN.
    for (const who of ['petra', 'colin', 'ivy', 'adam', 'mona', 'maud'] as const) await expect(record(who, 'ZZA03')).rejects.toMatchObject(refusal('not-allowed'));
    expect((await answer()).records.map(({ practiceCode, minutes }) => [practiceCode, minutes])).toEqual([['ZZA02', 240], ['ZZA01', 60]]);
    expect((await answer('mina')).kept).toMatchObject({ isKeeper: false, practices: ['ZZA01'] });
    expect((await answer('petra')).kept.practices).toEqual([]);
  });

  test('a manager of another PCN’s practice records nothing here, though they name their own', async () => {
    await expect(record('mona', 'ZZB02')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(record('cara', 'ZZB02')).rejects.toMatchObject(refusal('practice-not-of-pcn', 'one of the 3 practices'));
  });

  test.each<[string, Partial<Parameters<typeof recordLoad>[2]>, string]>([
    ['no minutes', { minutes: 0 }, 'load-minutes'],
    ['a part of a minute', { minutes: 1.5 }, 'load-minutes'],
    ['more than a week of weeks', { minutes: 10_001 }, 'load-minutes'],
    ['a day to come', { on: isoDate('2026-06-04') }, 'load-to-come'],
    ['a kind that is none', { kind: 'lunch' }, 'load-kind'],
    ['a post that is none', { postId: 'none' }, 'post-not-of-pcn'],
  ])('refuses %s', async (_, more, code) => {
    await expect(record('mina', 'ZZA01', more)).rejects.toMatchObject(refusal(code));
  });

  test('recorded time is that of who had the post on its day; of a day without anybody it is nobody’s', async () => {
    const [first, next] = [await addStaff(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', name: 'Sue First' }), await addStaff(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', name: 'Ned Next' })];
    const led = await plantPost(place, { reference: 'LED', from: '2025-01-01', facts: { clinicalSupervisorId: first }, fillings: [{ from: '2025-01-01' }] });
    await changePost(place.workforce, place.acting('cara'), { postId: led, from: isoDate('2026-05-01'), change: { clinicalSupervisorId: next } });
    const before = (await answer()).nobodysMinutes;
    await record('cara', 'ZZA01', { postId: led, on: isoDate('2026-04-30'), minutes: 90 });
    await record('cara', 'ZZA01', { postId: led, on: isoDate('2026-05-01'), minutes: 30 });
    await record('cara', 'ZZA01', { postId: led, on: isoDate('2026-05-01'), minutes: 15, kind: 'management' });
    const { supervisorsTime, nobodysMinutes } = await answer();
    expect(supervisorsTime.map(({ name, supervised, recordedMinutes }) => [name, supervised, recordedMinutes])).toEqual([['Ned Next', 1, 30], ['Sue First', 0, 90]]);
    expect(nobodysMinutes - before).toBe(15);
  });

  test('no time is recorded of a post that was taken back', async () => {
    const gone = await plantPost(place, { reference: 'GONE', from: '2025-01-01', fillings: [] });
    await takeBackPost(place.workforce, place.acting('cara'), { postId: gone });
    await expect(record('cara', 'ZZA01', { postId: gone })).rejects.toMatchObject(refusal('post-not-of-pcn'));
  });

  test('what was wrong is withdrawn by who may enter it, once, and stays on record', async () => {
    const id = await record('milo', 'ZZA02', { minutes: 999 });
    const withdraw = (by: PersonKey) => withdrawLoad(place.workforce, place.acting(by), { pcnCode: 'UZ001', id });
    await expect(withdraw('mina')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(withdraw('colin')).rejects.toMatchObject(refusal('not-allowed'));
    const both = await Promise.allSettled([withdraw('milo'), withdraw('cara')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await answer()).records.some((one) => one.id === id)).toBe(false);
    const { rows } = await sql<{ minutes: number }>`select minutes from load_record where id = ${id} and withdrawn_at is not null`.execute(database.as<unknown>());
    expect(rows).toEqual([{ minutes: 999 }]);
  });

  test('a file is looked at first: what would be kept, and each line that is left out with why; nothing is kept by looking', async () => {
    const { by, asked } = file('mina', 'ZZA01,clinical-pharmacist,2026-05,reviews,40,1200', 'ZZA02,clinical-pharmacist,2026-05,reviews,30,900', 'ZZA01,plumber,2026-05,reviews,1,1', 'ZZA01,clinical-pharmacist,2026-05,reviews,41,1230', 'ZZB01,clinical-pharmacist,2026-05,visits,1,30');
    const looked = await previewWorth(place.workforce, by, asked);
    expect(looked).toMatchObject({ kept: 1, replaced: 0, known: 0 });
    expect(looked.refusals.map(({ line, column, reason }) => [line, column, reason.split(/[:.]/)[0]])).toEqual([[3, 'practice_code', 'It is not your practice'], [4, 'role', 'Give an additional role, such as care-coordinator'], [5, 'kind', 'The same stands on line 2'], [6, 'practice_code', 'It was not one of the PCN’s practices in this month']]);
    expect((await answer()).counts).toEqual([]);
    expect(await recordWorth(place.workforce, by, asked)).toEqual(looked);
    expect((await answer()).counts).toMatchObject([{ practiceCode: 'ZZA01', month: '2026-05-01', count: 40, minutes: 1200 }]);
    // The same file again changes nothing.
    expect(await recordWorth(place.workforce, by, asked)).toMatchObject({ kept: 0, known: 1 });
  });

  test('a later count takes the place of the earlier; two files at once leave one count', async () => {
    const send = (count: number) => { const { by, asked } = file('cara', `ZZA01,clinical-pharmacist,2026-05,reviews,${count},1500`); return recordWorth(place.workforce, by, asked); };
    await Promise.all([send(50), send(51)]);
    const { counts } = await answer();
    expect(counts).toHaveLength(1);
    expect([50, 51]).toContain(counts[0]!.count);
    await expect(withdrawWorth(place.workforce, place.acting('milo'), { pcnCode: 'UZ001', id: counts[0]!.id })).rejects.toMatchObject(refusal('not-allowed'));
    await withdrawWorth(place.workforce, place.acting('mina'), { pcnCode: 'UZ001', id: counts[0]!.id });
    expect((await answer()).counts).toEqual([]);
  });

  test('one count is recorded for one’s own practice alone; files are taken of nobody else', async () => {
    const one = (by: PersonKey, practiceCode: string) => recordWorthCount(place.workforce, place.acting(by), { pcnCode: 'UZ001', entry: { line: 1, practiceCode, role: 'clinical-pharmacist', month: isoDate('2026-04-01'), kind: 'visits', count: 3, minutes: 120 } });
    expect(await one('milo', 'ZZA02')).toEqual({ kept: 1, replaced: 0, known: 0 });
    await expect(one('milo', 'ZZA01')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(one('cara', 'ZZB01')).rejects.toMatchObject(refusal('practice-not-of-pcn'));
    for (const who of ['petra', 'colin', 'ivy', 'adam', 'maud'] as const) {
      const { by, asked } = file(who, 'ZZA01,clinical-pharmacist,2026-05,reviews,1,1');
      await expect(previewWorth(place.workforce, by, asked)).rejects.toMatchObject(refusal('not-allowed'));
      await expect(recordWorth(place.workforce, by, asked)).rejects.toMatchObject(refusal('not-allowed'));
    }
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
  });
});
