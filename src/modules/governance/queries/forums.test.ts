import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { isKeeper } from '../commands/requireKeeper.ts';
import { DAY, inventedPlace } from '../testing/inventedPlace.ts';
import type { InventedPlace } from '../testing/inventedPlace.ts';
import { forumOf, forumsOn, seatsOfPerson, seatsOn } from './forums.ts';

onBothEngines('forums', (engine) => {
  let database: Database;
  let place: InventedPlace;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPlace(database);
  });
  afterAll(() => database.close());

  test('are as they stand on a day, with their terms and the chair’s seat first', async () => {
    expect((await forumsOn(database.as(), DAY)).map(({ code, terms }) => [code, terms?.governanceForm])).toEqual([['upper-ashvale-gp', 'own-members'], ['upper-ashvale-together', 'icb-committee']]);
    const seats = await seatsOn(database.as(), 'upper-ashvale-gp', DAY);
    expect(seats.map(({ title, holder, deputies }) => [title, holder?.name, deputies.map(({ name }) => name)])).toMatchObject([['Chair', 'Dr Pat Lead', []], ['Commissioner', 'Ivy Commissioner', []], ['Federation', 'Fred Director', []], ['LMC', 'Dr Lena Officer', []], ['Mill PCN', 'Dr Cara Director', ['Mina Manager']], ['Weir PCN', 'Dr Colin Director', []]]);
    expect((await seatsOfPerson(database.as(), 'cara', DAY)).map(({ forumCode }) => forumCode)).toEqual(['upper-ashvale-gp', 'upper-ashvale-together']);
  });

  test('are kept by their chair, and forums of the system by the ICB’s officers', async () => {
    const forums = await Promise.all(['upper-ashvale-gp', 'upper-ashvale-together'].map((code) => forumOf(database.as(), code, DAY)));
    const kept = async (key: Parameters<InventedPlace['acting']>[0]) => Promise.all(forums.map((forum) => isKeeper(database.as(), place.acting(key), forum!, DAY)));
    expect(await kept('pat')).toEqual([true, true]);
    expect(await kept('ivy')).toEqual([false, true]);
    expect(await kept('sam')).toEqual([false, true]);
    expect(await kept('cara')).toEqual([false, false]);
    expect(await kept('adam')).toEqual([false, false]);
  });
});
