import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../../testing/inventedMoney.ts';
import { impactFundOf } from '../impactFundOf.ts';
import { achievementFiles, keptAchievements } from '../queries/keptAchievements.ts';
import { keepAchievements, withdrawAchievements } from './keepAchievements.ts';

const YEAR = financialYear('2021/22');
const file = (lines: string) => `pcn_code,indicator,numerator,denominator,list_size,achieved\n${lines}\n`;

onBothEngines('achievements that a PCN keeps', (engine) => {
  let database: Database;
  let place: InventedMoney;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
  });
  afterAll(() => database.close());
  const keep = (who: PersonKey, text: string, pcnCode = 'UZ001') => keepAchievements(place.funding, place.acting(who), { pcnCode, year: YEAR, text });

  test.each(['colin', 'mina', 'petra', 'ivy', 'adam'] as const)('are refused from %s, who does not keep its money', async (who) => {
    await expect(keep(who, file('UZ001,VI-01,83,100,50000,'))).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
    expect(await achievementFiles(database.as(), 'UZ001', YEAR)).toEqual([]);
  });

  test('with a bad line, or a line of another PCN, nothing is kept', async () => {
    expect(await keep('cara', file('UZ001,VI-01,83,100,50000,\nUZ001,VI-02,101,100,50000,\nUZ002,VI-01,1,2,,'))).toMatchObject({ isKept: false, refusals: [{ line: 3 }, { line: 4, column: 'pcn_code' }].slice(0, 2) });
    expect(await keptAchievements(database.as(), 'UZ001', YEAR)).toBeNull();
  });

  test('give points and pounds; a newer file takes the place of the older, which stays on record', async () => {
    const first = await keep('cara', file('UZ001,VI-01,83,100,50000,\nUZ001,ACC-01,,,50000,yes'));
    const kept = await keptAchievements(database.as(), 'UZ001', YEAR);
    expect(impactFundOf({ year: YEAR, pcnCode: 'UZ001', list: null, averageList: null, counted: kept!.counted })).toMatchObject({ missing: null, line: { amountPence: 940_000, quantity: expect.objectContaining({ n: 47n }) } });
    const second = await keep('cara', file('UZ001,VI-01,86,100,50000,'));
    const files = await achievementFiles(database.as(), 'UZ001', YEAR);
    expect(files.map(({ id, lines, replacedBy, endedAt }) => [id, lines, replacedBy, endedAt !== null])).toEqual([
      [second.isKept && second.fileId, 1, null, false], [first.isKept && first.fileId, 2, second.isKept && second.fileId, true],
    ]);
    await expect(keep('cara', file('UZ001,VI-01,86,100,50000,'))).rejects.toMatchObject({ refusal: { code: 'kept-already' } });
  });

  test('sent twice at the same instant, one stands', async () => {
    await Promise.allSettled([keep('cara', file('UZ001,VI-01,84,100,50000,')), keep('cara', file('UZ001,VI-01,85,100,50000,'))]);
    expect((await achievementFiles(database.as(), 'UZ001', YEAR)).filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
  });

  test('are withdrawn by their keeper alone, once, and stay on record', async () => {
    const { fileId } = (await keptAchievements(database.as(), 'UZ001', YEAR))!;
    const withdraw = (who: PersonKey) => withdrawAchievements(place.funding, place.acting(who), { pcnCode: 'UZ001', year: YEAR, fileId });
    await expect(withdraw('mina')).rejects.toMatchObject({ refusal: { code: 'not-allowed' } });
    await withdraw('cara');
    await expect(withdraw('cara')).rejects.toMatchObject({ refusal: { code: 'ended-already' } });
    expect(await keptAchievements(database.as(), 'UZ001', YEAR)).toBeNull();
    const { rows } = await sql<{ action: string }>`select action from audit_entry where subject_kind = 'achievements' order by sequence desc limit 1`.execute(database.as());
    expect(rows).toEqual([{ action: 'withdraw-achievements' }]);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
  });
});
