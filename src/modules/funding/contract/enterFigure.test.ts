import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedMoney } from '../testing/inventedMoney.ts';
import type { InventedMoney } from '../testing/inventedMoney.ts';
import { figureOn } from './domain/figure.ts';
import type { FigureEntry } from './domain/figureEntry.ts';
import { enteredFigures, figuresInForce } from './enteredFigures.ts';
import { enterFigure, withdrawFigure } from './enterFigure.ts';

const entry: FigureEntry = {
  figure: 'enhanced-access/rate', from: isoDate('2026-04-01'), to: null, published: isoDate('2026-03-20'), value: '8.7', sourceTitle: 'Network contract 2026/27', sourceAddress: 'https://example.org/des', locator: 'Page 12', isReadInDocument: false,
};

onBothEngines('entered rates', (engine) => {
  let place: InventedMoney;
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
    place.setNow('2026-06-03');
  });
  afterAll(() => database.close());
  const enter = (change: Partial<FigureEntry> = {}, who: Parameters<InventedMoney['acting']>[0] = 'ivy') => enterFigure(place.funding, place.acting(who), { ...entry, ...change });
  const refused = async (doing: Promise<unknown>): Promise<string> => doing.then(() => 'nothing was refused', (error: unknown) => (error instanceof Refused ? error.refusal.code : String(error)));
  const rateOn = async (day: string, knownOn: string | null = null) =>
    figureOn((await figuresInForce(place.funding)).get('enhanced-access')!.figures[0]!, { on: isoDate(day), knownOn: knownOn === null ? null : isoDate(knownOn) });

  test('an entered rate fills what the rules do not have, unverified, with its source and its two dates', async () => {
    const id = await enter();
    expect(await rateOn('2026-05-01')).toMatchObject({ value: '8.7', status: 'unverified', source: { title: 'Network contract 2026/27', address: 'https://example.org/des', locator: 'Page 12' } });
    expect(await rateOn('2026-05-01', '2026-03-19')).toBeNull();
    await withdrawFigure(place.funding, place.acting('adam'), id);
    expect(await rateOn('2026-05-01')).toBeNull();
    expect((await enteredFigures(database.as(), { withWithdrawn: true })).find((one) => one.id === id)).toMatchObject({ value: '8.7', withdrawnAt: expect.any(String) });
    expect(await refused(withdrawFigure(place.funding, place.acting('ivy'), id))).toBe('withdrawn-already');
  });

  test('who read it in the primary document makes it confirmed', async () => {
    const id = await enter({ from: isoDate('2026-05-01'), isReadInDocument: true });
    expect((await rateOn('2026-05-01'))?.status).toBe('confirmed');
    await withdrawFigure(place.funding, place.acting('ivy'), id);
  });

  test('of two who enter the same at once one is told', async () => {
    const outcomes = await Promise.all([refused(enter({ from: isoDate('2026-06-01') })), refused(enter({ from: isoDate('2026-06-01'), value: '9' }, 'adam'))]);
    expect(outcomes.toSorted()).toEqual(['figure-there-already', 'nothing was refused']);
  });

  test('what was entered and withdrawn is in the audit, without its words', async () => {
    const { rows } = await sql<{ action: string; detail: string }>`select action, detail::text as detail from audit_entry where subject_kind = 'figure-entered' order by sequence`.execute(database.as());
    expect(rows.map(({ action }) => action).slice(0, 2)).toEqual(['enter-figure', 'withdraw-figure']);
    expect(JSON.stringify(rows)).not.toContain('Page 12');
  });

  test.each<[string, Partial<FigureEntry>, string]>([
    ['an unknown figure', { figure: 'enhanced-access/bonus' }, 'figure-unknown'],
    ['words for a number', { value: 'nine' }, 'not-a-figure'],
    ['a share above one', { figure: 'capacity-and-access-improvement/part/risk-stratification', value: '1.1' }, 'not-a-share'],
    ['an end before its beginning', { to: isoDate('2026-04-01') }, 'ends-before-it-begins'],
    ['what is not published yet', { published: isoDate('2026-06-04') }, 'not-yet-published'],
    ['no source', { sourceTitle: ' ' }, 'source-missing'],
    ['no place in the source', { locator: '' }, 'source-missing'],
    ['an address that is none', { sourceAddress: 'javascript:alert(1)' }, 'not-an-address'],
    ['a value that is there already', { from: isoDate('2025-04-01'), published: isoDate('2025-03-31') }, 'figure-there-already'],
  ])('refuses %s', async (_what, change, code) => expect(await refused(enter(change))).toBe(code));

  test('whoever may not enter rates is refused, and nothing is kept', async () => {
    const before = (await enteredFigures(database.as(), { withWithdrawn: true })).length;
    expect(await refused(enter({ from: isoDate('2027-04-01') }, 'cara'))).toBe('not-allowed');
    expect(await refused(withdrawFigure(place.funding, place.acting('cara'), '00000000-0000-0000-0000-000000000000'))).toBe('not-allowed');
    expect(await refused(withdrawFigure(place.funding, place.acting('ivy'), 'none'))).toBe('figure-entered-not-found');
    expect((await enteredFigures(database.as(), { withWithdrawn: true })).length).toBe(before);
  });
});
