import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { takeBackPost } from '../posts/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { plantPost } from '../turnover/testing/plantedPosts.ts';
import { keepMinutesHad, keepRota } from './commands/keepRota.ts';
import type { NewRota } from './commands/keepRota.ts';
import { withdrawMinutesHad, withdrawRota } from './commands/takeBack.ts';
import { rotasOf } from './queries/rotas.ts';

const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

onBothEngines('a rota', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    await plantPost(place, { reference: 'P1', from: '2025-01-01', fillings: [] });
    await takeBackPost(place.workforce, place.acting('cara'), { postId: await plantPost(place, { reference: 'GONE', from: '2025-01-01', fillings: [] }) });
    place.setNow('2026-06-03');
  });
  afterAll(() => database.close());

  const keep = (rota: Partial<NewRota> = {}, by: PersonKey = 'cara') => keepRota(place.workforce, place.acting(by), { pcnCode: 'UZ001', reference: 'p1', sharedBy: 'list', minutesPerWeek: 2_250, minutesPerSession: 250, weights: [], source: '', from: isoDate('2026-05-20'), ...rota });
  const had = (week: string, minutes: [string, number][], by: PersonKey = 'cara') => keepMinutesHad(place.workforce, place.acting(by), { pcnCode: 'UZ001', reference: 'P1', week: isoDate(week), minutes: minutes.map(([practiceCode, own]) => ({ practiceCode, minutes: own })) });
  const post = async (by: PersonKey = 'cara') => (await rotasOf(place.workforce, place.acting(by), 'UZ001')).posts[0]!;

  test('is shared by list as last counted, 4,000, 6,000 and 10,000 patients, from the Monday of its week', async () => {
    expect((await keep()).map(({ practiceCode, minutes }) => [practiceCode, minutes])).toEqual([['ZZA01', 450], ['ZZA02', 675], ['ZZA03', 1_125]]);
    expect((await post()).now).toMatchObject({ from: '2026-05-18', to: null, source: 'Patients registered, 1 April 2026', minutesPerSession: 250 });
  });

  test('compares the minutes of weeks that were entered with what was planned then, and names the others', async () => {
    await had('2026-05-19', [['ZZA01', 1_500], ['ZZA02', 300]]);
    const { found } = await post('mina');
    expect(found.practices.map(({ practiceCode, difference }) => [practiceCode, difference])).toEqual([['ZZA01', 1_050], ['ZZA02', -375], ['ZZA03', -1_125]]);
    expect(found.notEntered).toEqual(['2026-05-25']);
    await had('2026-05-18', [['ZZA01', 450], ['ZZA02', 675], ['ZZA03', 1_125]]);
    expect((await post()).found.practices.map(({ difference }) => difference)).toEqual([0, 0, 0]);
  });

  test('that changes from a week on leaves what was planned before; two at once leave one', async () => {
    const agreed = (one: string, other: string) => keep({ sharedBy: 'agreement', minutesPerWeek: 100, weights: [{ practiceCode: 'ZZA01', weight: one }, { practiceCode: 'ZZA02', weight: other }], from: isoDate('2026-06-01') });
    await Promise.all([agreed('60', '40'), agreed('50', '50')]);
    const { now, found } = await post();
    expect([now!.from, now!.minutesPerWeek, now!.to, found.practices.map(({ difference }) => difference)]).toEqual(['2026-06-01', 100, null, [0, 0, 0]]);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from rota where upper_inf(recorded)`.execute(database.as<unknown>());
    expect(rows[0]!.count).toBe(2);
  });

  test.each<[string, Partial<NewRota>, PersonKey, string]>([
    ['minutes of nothing', { minutesPerWeek: 0 }, 'cara', 'minutes-out-of-range'],
    ['an agreement that is not the whole', { sharedBy: 'agreement', weights: [{ practiceCode: 'ZZA01', weight: '10' }] }, 'cara', 'agreement-is-not-the-whole'],
    ['need without its source', { sharedBy: 'need', weights: [{ practiceCode: 'ZZA01', weight: '10' }] }, 'cara', 'source-missing'],
    ['a practice of another PCN', { sharedBy: 'need', source: 'IMD', weights: [{ practiceCode: 'ZZB01', weight: '10' }] }, 'cara', 'practice-elsewhere'],
    ['a session of two days', { minutesPerSession: 2_880 }, 'cara', 'session-out-of-range'],
    ['a post that is not there', { reference: 'Z9' }, 'cara', 'post-unknown'],
    ['a post that was taken back', { reference: 'GONE' }, 'cara', 'post-unknown'],
    ['who only sees the posts', {}, 'mina', 'not-allowed'],
    ['who keeps another PCN’s', {}, 'colin', 'not-allowed'],
  ])('refuses %s', async (_, rota, by, code) => {
    await expect(keep(rota, by)).rejects.toMatchObject(refusal(code));
  });

  test('refuses minutes of a week to come, more than a week has, and from who may not', async () => {
    await expect(had('2026-06-08', [['ZZA01', 1]])).rejects.toMatchObject(refusal('week-to-come'));
    await expect(had('2026-06-01', [['ZZA01', 10_081]])).rejects.toMatchObject(refusal('minutes-out-of-range', '10081'));
    await expect(had('2026-06-01', [['ZZB01', 1]])).rejects.toMatchObject(refusal('minutes-out-of-range', 'ZZB01'));
    await expect(had('2026-06-01', [['ZZA01', 1]], 'mina')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(rotasOf(place.workforce, place.acting('colin'), 'UZ001')).rejects.toMatchObject(refusal('not-allowed'));
  });

  test('a rota that was a mistake is taken back once, and what was planned before holds on; only by who keeps the posts', async () => {
    const replaced = (await post()).now!;
    const undo = (by: PersonKey, rotaId = replaced.id) => withdrawRota(place.workforce, place.acting(by), { pcnCode: 'UZ001', rotaId });
    for (const who of ['mina', 'colin', 'ivy'] as const) await expect(undo(who)).rejects.toMatchObject(refusal('not-allowed'));
    expect((await Promise.allSettled([undo('cara'), undo('cara')])).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // Of the two that were kept at once for the same Monday, the one that the other had ended stands again; without that too, what was before them.
    const other = (await post()).now!;
    expect(other).toMatchObject({ from: '2026-06-01', to: null, minutesPerWeek: 100 });
    expect(other.shares).not.toEqual(replaced.shares);
    await undo('cara', other.id);
    expect((await post()).now).toMatchObject({ from: '2026-05-18', to: null, minutesPerWeek: 2_250 });
    await expect(undo('cara', 'none')).rejects.toMatchObject(refusal('rota-not-found'));
  });

  test('what a rota had ended stands again when it is taken back: the one that it cut short, and the one planned for later', async () => {
    const standing = async () => {
      const { now, later } = await post();
      return [...(now ? [now] : []), ...later].map(({ from, to, minutesPerWeek }) => [from, to, minutesPerWeek]);
    };
    await keep({ minutesPerWeek: 600, from: isoDate('2026-09-07') });
    expect(await standing()).toEqual([['2026-05-18', '2026-09-07', 2_250], ['2026-09-07', null, 600]]);
    await keep({ minutesPerWeek: 300, from: isoDate('2026-07-06') });
    await keep({ minutesPerWeek: 700, from: isoDate('2026-08-03') });
    expect(await standing()).toEqual([['2026-05-18', '2026-07-06', 2_250], ['2026-07-06', '2026-08-03', 300], ['2026-08-03', null, 700]]);
    const take = async (minutes: number) => withdrawRota(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', rotaId: (await post()).later.find(({ minutesPerWeek }) => minutesPerWeek === minutes)!.id });
    await take(300);
    expect(await standing()).toEqual([['2026-05-18', '2026-08-03', 2_250], ['2026-08-03', null, 700]]);
    await take(700);
    expect(await standing()).toEqual([['2026-05-18', '2026-09-07', 2_250], ['2026-09-07', null, 600]]);
    await take(600);
    expect(await standing()).toEqual([['2026-05-18', null, 2_250]]);
  });

  test('what was entered of a week is taken back: then nobody has entered it', async () => {
    const undo = (by: PersonKey) => withdrawMinutesHad(place.workforce, place.acting(by), { pcnCode: 'UZ001', reference: 'P1', week: isoDate('2026-05-20') });
    await expect(undo('mina')).rejects.toMatchObject(refusal('not-allowed'));
    await undo('cara');
    expect((await post()).found.notEntered).toContain('2026-05-18');
    await expect(undo('cara')).rejects.toMatchObject(refusal('week-not-found'));
    await had('2026-05-18', [['ZZA01', 450]]);
    expect((await post()).found.notEntered).not.toContain('2026-05-18');
  });
});
