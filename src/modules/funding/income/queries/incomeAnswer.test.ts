import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney } from '../../testing/inventedMoney.ts';
import { incomeAnswer } from './incomeAnswer.ts';
import { yearAsked } from './yearAsked.ts';
import { yearsPaidReader } from './yearsPaid.ts';

onBothEngines('income before any payments are held', (engine) => {
  let database: Database;
  let place: InventedMoney;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
  });
  afterAll(() => database.close());

  test('is refused with what to load', async () => {
    const asked = incomeAnswer(place.funding, yearsPaidReader(place.funding), { code: 'ZZA01', year: null });
    await expect(asked).rejects.toMatchObject({ refusal: { code: 'payments-not-loaded' } });
  });
});

test('a year that is none is refused', () => {
  expect([yearAsked(''), yearAsked('2021-22')]).toEqual([null, '2021/22']);
  expect(() => yearAsked('2021/23')).toThrow('2021/23');
});
