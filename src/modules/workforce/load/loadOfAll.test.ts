import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { belongingOf, belongingRules } from '../belonging/index.ts';
import { postsOf, postsOfAll, whoLeft } from '../posts/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce } from '../testing/inventedWorkforce.ts';
import { plantPost } from '../turnover/testing/plantedPosts.ts';
import { loadOfAll } from './queries/loadOfAll.ts';
import { loadOfPcn, recordLoad, recordWorthCount } from './index.ts';

const ON = isoDate('2026-06-03');

onBothEngines('the posts of all PCNs at once', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    const postId = await plantPost(place, { reference: 'P1', from: '2025-01-01', fillings: [{ from: '2025-01-01', to: '2025-03-01' }, { from: '2025-04-01' }] });
    await plantPost(place, { reference: 'P2', from: '2025-01-01', fillings: [] });
    place.setNow('2026-06-03');
    for (const on of ['2025-06-01', '2025-12-01', '2026-06-01']) await recordLoad(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', practiceCode: 'ZZA01', postId, kind: 'supervision', on: isoDate(on), minutes: 60 });
    await recordWorthCount(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', entry: { line: 1, practiceCode: 'ZZA02', role: 'clinical-pharmacist', month: isoDate('2026-04-01'), kind: 'visits', count: 3, minutes: 90 } });
  });
  afterAll(() => database.close());

  test('they are those of each PCN, with who fills them on the day', async () => {
    const [all, own] = [await postsOfAll(place.workforce, { on: ON }), await postsOf(place.workforce, { pcnCode: 'UZ001', on: ON })];
    expect(own.map(({ reference }) => reference)).toEqual(['P1', 'P2']);
    const brief = own.map(({ id, pcnCode, role, title, wte, home, workPlaces, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt, holders }) => ({ id, pcnCode, role, title, wte, home, workPlaces, lineManagerId, clinicalSupervisorId, meetsEveryWeeks, sitsAt, holders: holders.map(({ staffId }) => ({ staffId })) }));
    expect(all).toHaveLength(2);
    expect(all).toEqual(expect.arrayContaining(brief));
    const byId = (found: ReturnType<typeof belongingOf>) => Object.fromEntries(found.map((one) => [one.postId, one]));
    expect(byId(belongingOf(all, belongingRules(), await whoLeft(place.workforce, { pcnCode: null, on: ON })))).toEqual(byId(belongingOf(own, belongingRules(), await whoLeft(place.workforce, { pcnCode: 'UZ001', on: ON }))));
  });

  test('their load is what each PCN’s own page tells, and reaches back as far', async () => {
    const all = await loadOfAll(place.workforce, { posts: await postsOfAll(place.workforce, { on: ON }), on: ON });
    const own = await loadOfPcn(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', on: ON });
    expect([...all.keys()]).toEqual(['UZ001']);
    expect(all.get('UZ001')!.practices).toEqual(own.practices);
    // The year before begins on 5 June 2025: the first hour is outside of it.
    expect(all.get('UZ001')!.practices.find(({ practiceCode }) => practiceCode === 'ZZA01')!.recordedMinutes).toBe(120);
    expect(all.get('UZ001')!.supervisors).toEqual(own.supervisors.map(({ name, ...load }) => (void name, load)));
  });
});
