import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedPerformance } from '../../testing/inventedPerformance.ts';
import type { InventedPerformance, PersonKey } from '../../testing/inventedPerformance.ts';
import { figuresOf, figuresSeenBy } from '../queries/figuresOf.ts';
import { figureFiles } from '../queries/keptFigures.ts';
import { keepFigures, withdrawFigures } from './keepFigures.ts';

const year = financialYear('2025/26');
const HEAD = 'practice_code,indicator,month,numerator,denominator,adjustments\n';

onBothEngines('figures sent in', (engine) => {
  let database: Database;
  let place: InventedPerformance;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPerformance(database);
  });
  afterAll(() => database.close());

  const keep = (lines: string, { who = 'cara', replaces = false, pcnCode = 'UZ001' }: { who?: PersonKey; replaces?: boolean; pcnCode?: string } = {}) => keepFigures(place.performance, place.acting(who), { pcnCode, year, fileName: 'figures.csv', content: HEAD + lines, replaces });
  const figures = async (indicator: string, month: string) => (await figuresOf(place.performance, { pcnCode: 'UZ001', year })).indicators.find((one) => one.indicator === indicator)?.months.find(({ countedTo }) => countedTo.startsWith(month));

  test('practices’ counts are kept and add up to their PCN, whole where each is known and partial, naming who is missing, where not', async () => {
    expect(await keep('ZZA01,HI-03,2025-05,10,40,HLTHCHKDEC 2\nZZA02,HI-03,2025-05,20,50,HLTHCHKDEC 1\nZZA03,HI-03,2025-05,*,60,')).toMatchObject({ isKept: true, kept: 3 });
    const may = await figures('HI-03', '2025-05');
    expect([may?.pcn.numerator, may?.pcn.denominator, may?.pcn.isPartial, may?.pcn.missing, may?.pcn.adjustments]).toEqual([30, 90, true, ['ZZA03'], { HLTHCHKDEC: 3 }]);
    await keep('ZZA01,HI-03,2025-06,11,40,\nZZA02,HI-03,2025-06,21,50,\nZZA03,HI-03,2025-06,30,60,');
    const june = await figures('HI-03', '2025-06');
    expect([june?.pcn.numerator, june?.pcn.denominator, june?.pcn.isPartial]).toEqual([62, 150, false]);
  });

  test('a month that was never sent is a gap, not zero', async () => expect(await figures('HI-03', '2025-07')).toBeUndefined());

  test('a month twice with other figures is refused with both, and replaces only where it is said; what stood stays on record', async () => {
    const refused = await keep('ZZA01,HI-03,2025-06,15,40,');
    expect(refused).toMatchObject({ isKept: false, refusals: [{ line: 2, value: '15 of 40' }] });
    expect(refused.isKept ? '' : refused.refusals[0]?.reason).toMatch(/stands in F2 as 11 of 40; here it is 15 of 40/);
    expect(await keep('ZZA01,HI-03,2025-06,15,40,', { replaces: true })).toMatchObject({ isKept: true, kept: 0, replaced: 1 });
    expect((await figures('HI-03', '2025-06'))?.pcn.numerator).toBe(66);
    const { rows } = await sql<{ count: number }>`select count(*)::float8 as count from indicator_figure where indicator = 'HI-03' and counted_to = '2025-06-30' and practice_code = 'ZZA01'`.execute(database.as());
    expect(rows[0]?.count).toBe(2);
  });

  test('the same figures again are refused as kept already, and change nothing beside new ones', async () => {
    await expect(keep('ZZA01,HI-03,2025-06,15,40,')).rejects.toThrow(/stand already/);
    expect(await keep('ZZA01,HI-03,2025-06,15,40,\nZZA01,HI-03,2025-08,16,40,')).toMatchObject({ isKept: true, kept: 1, unchanged: 1 });
  });

  test('a practice of another PCN, or of none, is refused, and nothing of the file is kept', async () => {
    const kept = await keep('ZZA01,HI-03,2025-09,1,40,\nZZB01,HI-03,2025-09,1,40,\nZZC01,HI-03,2025-09,1,40,');
    expect(kept.isKept ? [] : kept.refusals.map(({ line, reason }) => `${line} ${reason}`)).toEqual(['3 On 2025-09-30 it was a practice of UZ002, not of UZ001.', '4 On 2025-09-30 it was a practice of no PCN that is known here; this is UZ001.']);
    expect(await figures('HI-03', '2025-09')).toBeUndefined();
  });

  test.each(['colin', 'mina', 'petra', 'ivy'] as const)('%s does not keep the figures of UZ001', async (who) => {
    await expect(keep('ZZA01,HI-03,2025-10,1,40,', { who })).rejects.toThrow(/do not keep/);
  });

  test('a PCN that is not there is refused', async () => await expect(keep('ZZA01,HI-03,2025-10,1,40,', { pcnCode: 'UZ999' })).rejects.toThrow(/no PCN/));

  test('of two files sent at once with different figures for a month one is kept', async () => {
    const both = await Promise.all([keep('ZZA02,CAN-04,2025-06,1,9,'), keep('ZZA02,CAN-04,2025-06,2,9,')]);
    expect(both.filter(({ isKept }) => isKept)).toHaveLength(1);
  });

  test('who works in the PCN sees what it entered; another PCN’s director and a visitor do not', async () => {
    const seen = async (who: PersonKey | null) => (await figuresSeenBy(place.performance, who && place.acting(who), { pcnCode: 'UZ001', year })).indicators.length;
    expect([await seen('cara'), await seen('mina'), await seen('petra')].every((count) => count > 0)).toBe(true);
    expect([await seen('colin'), await seen('paul'), await seen(null)]).toEqual([0, 0, 0]);
  });

  test('a file is withdrawn by a keeper, stays on record, and cannot be withdrawn twice', async () => {
    const kept = await keep('ZZA03,HI-03,2025-11,1,60,');
    const fileId = kept.isKept ? kept.fileId : 0;
    await expect(withdrawFigures(place.performance, place.acting('colin'), { pcnCode: 'UZ001', year, fileId })).rejects.toThrow(/do not keep/);
    expect(await withdrawFigures(place.performance, place.acting('cara'), { pcnCode: 'UZ001', year, fileId })).toBe(1);
    await expect(withdrawFigures(place.performance, place.acting('cara'), { pcnCode: 'UZ001', year, fileId })).rejects.toThrow(/withdrawn or replaced/);
    expect((await figureFiles(database.as(), 'UZ001', year)).find(({ id }) => id === fileId)).toMatchObject({ figures: 1, standing: 0 });
    expect(await figures('HI-03', '2025-11')).toBeUndefined();
  });
});
