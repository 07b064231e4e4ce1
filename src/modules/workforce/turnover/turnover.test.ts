import { Command } from 'commander';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { placeSite } from '#register/testing';
import type { PlaceSite } from '#register/testing';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { addTurnoverCommand } from './cli/turnoverCommand.ts';
import { enterStartingOverCost } from './commands/enterCost.ts';
import { turnoverOf } from './queries/turnover.ts';
import { plantPost, plantStays } from './testing/plantedPosts.ts';
import { turnoverPages } from './web/turnoverPages.tsx';

const refusal = (code: string) => ({ refusal: { code } });

onBothEngines('who stays in a PCN', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    await plantStays(place);
    await plantPost(place, { reference: 'V1', from: '2025-01-01', fillings: [{ from: '2025-02-01', to: '2025-05-01', reason: 'post-ended' }] });
  });
  afterAll(() => database.close());

  const found = (by: PersonKey = 'cara', code = 'UZ001') => turnoverOf(place.workforce, place.acting(by), { code, since: null });

  test('those at home nowhere left, those of a team stayed, and that is more than chance', async () => {
    const { all, byBelonging, byRole, leavers, leaversLastYear } = await found();
    expect([all.stays, all.left, leavers, leaversLastYear]).toEqual([11, 5, 5, 0]);
    expect(byBelonging.curves.map(({ name, stays, left, curve }) => [name, stays, left, curve !== null])).toEqual([['At home in a PCN team', 5, 0, true], ['At home nowhere', 5, 5, true], ['At home in a practice', 1, 0, false]]);
    expect([byBelonging.test?.isMoreThanChance, byRole.test?.isMoreThanChance]).toEqual([true, true]);
  });

  test('a vacancy is counted from the day on which nobody fills the post', async () => {
    const { vacancies, toFill } = await found();
    expect(vacancies.filter(({ reference }) => reference === 'V1').map(({ from, to, days }) => [from, to, days])).toEqual([['2025-01-01', '2025-02-01', 31], ['2025-05-01', null, 396]]);
    expect(toFill).toEqual({ filled: 1, median: 31 });
  });

  test('who keeps the posts sees each leaver, others of the PCN the reasons where five or more left, and nobody else anything', async () => {
    expect((await found()).left).toHaveLength(5);
    expect(await found('mina')).toMatchObject({ left: null, reasons: [{ reason: 'Felt at home nowhere', leavers: 5 }] });
    for (const person of ['colin', 'ivy', 'adam', 'mona'] as const) await expect(found(person)).rejects.toMatchObject(refusal('not-allowed'));
    await expect(found('cara', 'UZ999')).rejects.toMatchObject(refusal('pcn-not-found'));
  });

  test('a cost that is entered counts, a newer one ends it, and two at once leave one', async () => {
    const enter = (pence: number, by: PersonKey = 'cara', part = 'advert') => enterStartingOverCost(place.workforce, place.acting(by), { pcnCode: 'UZ001', part, pence, source: 'Invoices of 2025' });
    await enter(40_000);
    await Promise.all([enter(45_050), enter(45_060)]);
    const { startingOver } = await found();
    expect([45_050, 45_060]).toContain(startingOver.eachPence);
    expect(startingOver.unknown).toHaveLength(5);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from starting_over_cost`.execute(database.as<unknown>());
    expect(rows[0]!.count).toBe(3);
    await expect(enter(1, 'mina')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(enter(1, 'colin')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(enter(1, 'cara', 'lunch')).rejects.toMatchObject(refusal('part-unknown'));
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
  });
});

describe('the page and the command', () => {
  let database: Database;
  let place: InventedWorkforce;
  let site: PlaceSite;
  beforeAll(async () => {
    database = await testDatabase('pglite');
    place = await inventedWorkforce(database);
    await plantStays(place);
    site = await placeSite(place, turnoverPages(place.workforce));
  });
  afterAll(async () => {
    await site.close();
    await database.close();
  });

  const PATH = '/workforce/pcns/UZ001/turnover';

  test('shows the curve with its sentence and table, keeps a cost, and refuses who may not', async () => {
    const cara = await site.browserOf('cara');
    const page = await cara.get(PATH);
    expect([page.status, page.body.includes('stay-band--a'), page.body.includes('These groups leave at different rates'), page.body.includes('Felt at home nowhere')]).toEqual([200, true, true, true]);
    expect((await cara.post(PATH, { part: 'advert', pounds: 'lots' })).status).toBe(400);
    expect(await cara.post(PATH, { part: 'advert', pounds: '450.50' })).toMatchObject({ status: 303, location: `${PATH}?done=cost#costs` });
    expect((await cara.get(PATH)).body).toContain('£450.50 for each who leaves');
    expect((await cara.get(`${PATH}?download=csv&table=groups`)).body).toContain('At home nowhere,Belonging,5,5');
    expect((await cara.get(`${PATH}?since=yesterday`)).status).toBe(400);
    const mina = await site.browserOf('mina');
    expect((await mina.get(PATH)).body).not.toContain('Keep this cost');
    expect((await (await site.browserOf('colin')).get(PATH)).status).toBe(403);
    expect((await (await site.browserOf('boris')).get(PATH)).status).toBe(403);
  });

  test('says it at the console, as a table and as JSON', async () => {
    const lines: string[] = [];
    const run = async (...words: string[]) => {
      const program = new Command();
      lines.length = 0;
      addTurnoverCommand(program, { io: { out: (text: string) => void lines.push(text), err: (text: string) => void lines.push(text), columns: 200 } as never, by: 'console:test', context: async () => place.workforce, setExit: (code) => void lines.push(`exit ${code}`) });
      await program.parseAsync(['node', 'chorus', 'turnover', ...words]);
      return lines.join('\n');
    };
    expect(await run('UZ001')).toContain('By belonging. These groups leave at different rates');
    expect(JSON.parse(await run('uz001', '--json'))).toMatchObject({ all: { stays: 10, left: 5 } });
    expect(await run('UZ404')).toContain('exit 1');
  });
});
