import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedPerformance } from '../testing/inventedPerformance.ts';
import type { InventedPerformance } from '../testing/inventedPerformance.ts';
import { fromFigures, keepAndCalculate, stepDeclaration, withdrawAndCalculate } from './index.ts';
import { declarationsOf } from './queries/declarations.ts';

const asked = { pcnCode: 'UZ001', year: financialYear('2025/26') };
const LINES = (numerator: number) => `practice_code,indicator,month,numerator,denominator\nZZA01,HI-03,2025-06,${numerator},40\nZZA02,HI-03,2025-06,20,50\nZZA03,HI-03,2025-06,30,60\n`;

onBothEngines('figures sent in, and the declarations that rest on them', (engine) => {
  let database: Database;
  let place: InventedPerformance;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPerformance(database);
  });
  afterAll(() => database.close());

  const keep = (numerator: number, replaces = false) => keepAndCalculate(place.performance, place.acting('cara'), { ...asked, fileName: 'figures.csv', content: LINES(numerator), replaces });
  const step = (event: 'declare' | 'submit' | 'approve-for-pcn') => stepDeclaration(fromFigures(place.performance), place.acting('cara'), { ...asked, indicator: 'HI-03', event });
  const declared = async () => (await declarationsOf(place.performance, place.acting('cara'), asked)).declarations.map(({ indicator, state, numerator, steps }) => [indicator, state, numerator, steps.at(-1)!.event]);

  let fileId: number;
  it('are calculated at once', async () => {
    expect(await keep(10)).toMatchObject({ isKept: true });
    expect(await declared()).toEqual([['HI-03', 'calculated', 60, 'calculate']]);
  });

  it('go back to the PCN at once when a file replaces what they rest on, without anybody’s next step', async () => {
    for (const event of ['declare', 'submit', 'approve-for-pcn'] as const) await step(event);
    expect(await declared()).toEqual([['HI-03', 'with-commissioner', 60, 'approve-for-pcn']]);
    const kept = await keep(12, true);
    expect(await declared()).toEqual([['HI-03', 'with-pcn', 62, 'data-changed']]);
    fileId = kept.isKept ? kept.fileId : 0;
  });

  it('stay as they are when a file is refused', async () => {
    expect(await keep(13)).toMatchObject({ isKept: false });
    expect(await declared()).toEqual([['HI-03', 'with-pcn', 62, 'data-changed']]);
  });

  it('know nothing any more when every figure of an indicator is withdrawn', async () => {
    const kept = await keepAndCalculate(place.performance, place.acting('cara'), { ...asked, fileName: 'can.csv', content: LINES(9).replaceAll('HI-03', 'CAN-04'), replaces: false });
    for (const event of ['declare', 'submit'] as const) await stepDeclaration(fromFigures(place.performance), place.acting('cara'), { ...asked, indicator: 'CAN-04', event });
    expect((await declared())[0]).toEqual(['CAN-04', 'with-pcn', 59, 'submit']);
    await withdrawAndCalculate(place.performance, place.acting('cara'), { ...asked, fileId: kept.isKept ? kept.fileId : 0 });
    expect((await declared())[0]).toEqual(['CAN-04', 'with-pcn', null, 'data-changed']);
  });

  it('go back, not known, when what they rest on is withdrawn', async () => {
    await step('approve-for-pcn');
    await withdrawAndCalculate(place.performance, place.acting('cara'), { ...asked, fileId });
    expect((await declared()).slice(1)).toEqual([['HI-03', 'with-pcn', null, 'data-changed']]);
  });

  it('are not made of what earns nothing, and one that was made of it takes no step', async () => {
    expect((await declarationsOf(place.performance, place.acting('cara'), asked)).declarations.map(({ indicator }) => indicator)).not.toContain('HI-21');
    const kept = await keepAndCalculate(place.performance, place.acting('cara'), { ...asked, fileName: 'hi21.csv', content: `practice_code,indicator,month,numerator,denominator\n${['ZZA01', 'ZZA02', 'ZZA03'].map((code) => `${code},HI-21,2025-06,9,`).join('\n')}\n`, replaces: false });
    expect(kept).toMatchObject({ isKept: true, kept: 3 });
    expect((await declared()).map(([indicator]) => indicator)).toEqual(['CAN-04', 'HI-03']);
    await sql`insert into declaration (pcn_code, year, indicator, state, counted_to, numerator, denominator, members) values ('UZ001', '2025/26', 'HI-21', 'calculated', '2025-06-30', 59, 150, 'ZZA01 ZZA02 ZZA03')`.execute(database.as());
    await expect(stepDeclaration(fromFigures(place.performance), place.acting('cara'), { ...asked, indicator: 'HI-21', event: 'declare' })).rejects.toMatchObject({ refusal: { code: 'earns-nothing', what: 'HI-21 earns no points in 2025/26: it is management information, and nothing of it is declared.' } });
    expect((await declarationsOf(place.performance, place.acting('cara'), asked)).declarations.find(({ indicator }) => indicator === 'HI-21')).toMatchObject({ earns: false, state: 'calculated' });
  });
});
