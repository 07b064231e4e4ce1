import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import type { FundingContext } from '../../context.ts';
import { enterFigure, withdrawFigure } from '../../contract/index.ts';
import { keepAchievements } from '../../impactFund/index.ts';
import { inventedMoney, PRACTICES } from '../../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../../testing/inventedMoney.ts';
import type { Statement } from '../domain/statement.ts';
import { allStatements } from './allStatements.ts';
import type { StatementsAsked } from './allStatements.ts';
import { ENGLAND, statementOf } from './statements.ts';
import { statementSeenBy } from './statementSeenBy.ts';

const LISTS = new Map(Object.entries(PRACTICES).map(([code, { list }]) => [code, list]));
/** Adjusted for need: a tenth more in Mill PCN, a tenth fewer in Weir PCN. */
const ADJUSTED = new Map([...LISTS].map(([code, list]) => [code, PRACTICES[code]!.pcn === 'UZ001' ? list + list / 10 : list - list / 10]));

onBothEngines('statements', (engine) => {
  let database: Database;
  let context: FundingContext;
  let place: InventedMoney;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
    const { funding } = place;
    const workbook = { asOf: '2025-01-01', source: 'pcn-adjusted-population/2025-01-01' };
    const populations = {
      ...funding.register.populations,
      registered: async () => ({ kind: 'registered' as const, asOf: '2024-12-01', source: 'patients-registered-totals/2024-12-01', byPractice: new Map([...LISTS].map(([code]) => [code, 1])) }),
      pcnRaw: async () => ({ kind: 'pcn-raw' as const, ...workbook, byPractice: LISTS }),
      pcnAdjusted: async () => ({ kind: 'pcn-adjusted' as const, ...workbook, byPractice: ADJUSTED }),
      contractorWeighted: async () => null,
    };
    context = { ...funding, register: { ...funding.register, populations } };
  });
  afterAll(() => database.close());

  const asked = (year = '2025/26', more: Partial<StatementsAsked> = {}) => ({ year: financialYear(year), knownOn: null, ...more });
  async function statement(code: string, year?: string, more?: Partial<StatementsAsked>): Promise<Statement> {
    const found = await statementOf(context, { code, ...asked(year, more) });
    if (!found.ok) throw new Error(found.refusal.what);
    return found.value;
  }
  const amounts = ({ lines }: Statement) => Object.fromEntries(lines.map(({ id, amountPence }) => [id, amountPence]));

  test('a PCN’s statement is its members’ counts of 1 January times the rates, and never another day’s count', async () => {
    // 20,000 registered and 22,000 adjusted: 20,000 × 2.266, 22,000 × 0.733, 22,000 × 8.427 and 22,000 × 3.208.
    expect(Object.values(amounts(await statement('UZ001'))).sort((a, b) => a - b)).toEqual([1_612_600, 4_532_000, 7_057_600, 18_539_400]);
    const { populations } = await statement('UZ001');
    expect(populations.map(({ basis, source, count }) => [basis, source, count])).toEqual([
      ['registered', 'pcn-adjusted-population/2025-01-01', 20_000],
      ['pcn-adjusted', 'pcn-adjusted-population/2025-01-01', 22_000],
    ]);
  });
  test('says what it lacks and which data set to load', async () => {
    const { missing } = await statement('UZ001');
    expect(missing.filter(({ stream }) => stream === 'additional-roles-sum').map(({ todo }) => todo)).toEqual(['Load the contractor-weighted-population of 1 January 2025.']);
    expect(missing.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['care-home-premium', 'network-participation', 'capacity-and-access-improvement', 'investment-and-impact-fund']));
  });
  test('the improvement payment is shown as a maximum and is in no total', async () => {
    const { upTo, lines } = await statement('UZ001');
    expect(upTo.find(({ stream }) => stream === 'capacity-and-access-improvement')).toMatchObject({ label: 'Maximum', amountPence: 3_025_000 });
    expect(lines.some(({ stream }) => stream === 'capacity-and-access-improvement')).toBe(false);
  });
  test.each(['PL-1', ENGLAND])('%s is the sum of its PCNs, line by line', async (code) => {
    const [sum, ...pcns] = await Promise.all([statement(code), statement('UZ001'), statement('UZ002')]);
    expect(sum!.totalPence).toBe(pcns.reduce((total, { totalPence }) => total + totalPence, 0));
    for (const line of sum!.lines) expect([line.id, line.amountPence]).toEqual([line.id, pcns.reduce((total, pcn) => total + amounts(pcn)[line.id]!, 0)]);
    expect(sum!.lines[0]!.parts.map((part) => part.code)).toEqual(['UZ001', 'UZ002']);
  });
  test('every statement at once is the same as one by one', async () => {
    const all = await allStatements(context, asked());
    if (!all.ok) throw new Error(all.refusal.what);
    expect([...all.value.pcns.keys()]).toEqual(['UZ001', 'UZ002']);
    expect([...all.value.practices.keys()].sort()).toEqual(['ZZA01', 'ZZA02', 'ZZA03', 'ZZB01', 'ZZB02']);
    expect(all.value.pcns.get('UZ002')).toEqual(await statement('UZ002'));
  });
  test('what was known on a day before a rate was published leaves it out, and says so', async () => {
    const early = await statement('UZ001', '2025/26', { knownOn: isoDate('2024-12-01') });
    expect([early.lines, early.totalPence]).toEqual([[], 0]);
    expect(early.missing[0]!.says).toContain('was not known on 1 December 2024');
  });
  test('a year whose rates are not known says so for each, and computes none of them', async () => {
    const next = await statement('UZ001', '2026/27');
    expect(next.lines.filter(({ stream }) => stream === 'enhanced-access')).toEqual([]);
    expect(next.missing.find(({ stream }) => stream === 'enhanced-access')!.says).toContain('the rate of 2026/27 is not known');
    expect(next.missing.some(({ stream }) => stream === 'capacity-and-access-support')).toBe(false);
  });
  test('a rate that was entered with its source makes a line of its year, as sure as it was entered', async () => {
    const entry = { figure: 'enhanced-access/rate', from: isoDate('2026-04-01'), to: null, published: isoDate('2026-03-20'), value: '8.7', sourceTitle: 'Letter of 20 March 2026', sourceAddress: '', locator: 'Annex A', isReadInDocument: false };
    const later = { ...context, register: { ...context.register, populations: { ...context.register.populations, pcnAdjusted: async (day: string) => ({ kind: 'pcn-adjusted' as const, asOf: day, source: `pcn-adjusted-population/${day}`, byPractice: ADJUSTED }) } } };
    const id = await enterFigure(context, place.acting('ivy'), entry);
    const found = await statementOf(later, { code: 'UZ001', ...asked('2026/27') });
    if (!found.ok) throw new Error(found.refusal.what);
    expect(found.value.lines.find(({ stream }) => stream === 'enhanced-access')).toMatchObject({ amountPence: 19_140_000, status: 'unverified', sources: expect.arrayContaining(['Letter of 20 March 2026']) as string[] });
    expect([found.value.totalStatus, found.value.missing.some(({ stream }) => stream === 'enhanced-access')]).toEqual(['unverified', false]);
    await withdrawFigure(context, place.acting('ivy'), id);
  });
  test('an overlay changes the amount, and is named', async () => {
    const overlay = { author: 'A. Manager', intent: 'ten pounds', figures: [{ figure: 'enhanced-access/rate', from: isoDate('2025-04-01'), to: null, value: '10' }] };
    const changed = await statement('UZ001', '2025/26', { overlay });
    expect(amounts(changed)['enhanced-access/rate']).toBe(22_000_000);
    expect(changed.notes[0]).toContain('What if: ten pounds (A. Manager).');
  });
  test('achievements that a PCN keeps are in its statement for those who see its money, and for nobody else', async () => {
    const seen = async (who: PersonKey | null, more: { code?: string; knownOn?: string } = {}): Promise<Statement> => {
      const found = await statementSeenBy(context, who && place.acting(who), { code: more.code ?? 'UZ001', ...asked(), knownOn: more.knownOn === undefined ? null : isoDate(more.knownOn) });
      if (!found.ok) throw new Error(found.refusal.what);
      return found.value;
    };
    const achieved = ({ lines }: Statement) => lines.filter(({ id }) => id === 'investment-and-impact-fund/achieved').map(({ amountPence, basis, quantity }) => [amountPence, basis, quantity.toFraction()]);
    const publicOne = await statement('UZ001');
    expect(await seen('mina')).toBe(publicOne);
    await keepAchievements(context, place.acting('cara'), { pcnCode: 'UZ001', year: financialYear('2025/26'), text: 'pcn_code,indicator,numerator,denominator\nUZ001,HI-03,70,100\n' });
    const own = await seen('mina');
    // 36 points at £198, at 70% straight between 60% and 80%: 18 points, and both adjustments are 1 without the list.
    expect(achieved(own)).toEqual([[356_400, 'points', '18']]);
    expect(own.totalPence).toBe(publicOne.totalPence + 356_400);
    expect(own.lines.every(({ monthsPence, amountPence }) => monthsPence.reduce((sum, pence) => sum + pence, 0) === amountPence)).toBe(true);
    expect(own.notes.join(' ')).toMatch(/what the PCN keeps of its achievements \(file A1, entered on 1 June 2026\)\. It is shown to those who see the money of this PCN, and to nobody else/);
    expect(own.missing.some(({ stream }) => stream === 'investment-and-impact-fund')).toBe(false);
    for (const who of [null, 'colin', 'ivy', 'adam'] as const) expect(await seen(who)).toBe(publicOne);
    expect(achieved(await seen('cara', { knownOn: '2026-05-31' }))).toEqual([]);
    expect(achieved(await seen('cara', { code: 'UZ002' }))).toEqual([]);
    expect(achieved(await statement(ENGLAND))).toEqual([]);
  });
  test.each([
    ['UZ001', '2018/19', 'year-without-rules', 'begin with 2019/20'],
    ['UZ001', '2040/41', 'year-without-rules', 'end with'],
    ['NONE', '2025/26', 'organisation-not-found', 'NONE'],
    ['RZZ', '2025/26', 'no-statement-of-this-kind', 'nhs-trust'],
  ])('refuses %s in %s: %s', async (code, year, refusal, words) => {
    const found = await statementOf(context, { code, ...asked(year) });
    expect(found).toMatchObject({ ok: false, refusal: { code: refusal, what: expect.stringContaining(words) } });
  });
  test('refuses a code that was not there that year, with its days', async () => {
    await database.as().insertInto('organisation' as never).values({ code: 'UZ009', kind: 'pcn' } as never).execute();
    await database.as().insertInto('organisation_version' as never).values({ code: 'UZ009', name: 'Late PCN', status: 'open', is_listed: true, source: 'entered', valid: '[2026-05-01,)', recorded: '[2020-01-01,)' } as never).execute();
    await database.as().updateTable('register_revision' as never).set({ revision: 1_000 } as never).execute();
    expect(await statementOf(context, { code: 'UZ009', ...asked() })).toMatchObject({ ok: false, refusal: { code: 'organisation-of-the-year-not-found', what: expect.stringContaining('It was open from 1 May 2026 on.') } });
  });
  test('a practice that closed in March is lacking in its PCN, until the register knows its successor: then it counts there from April', async () => {
    const db = database.as();
    await sql`update organisation_version set recorded = '[2020-01-01,2025-04-01)' where code = 'ZZA03'`.execute(db);
    await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded) values ('ZZA03', 'Practice ZZA03', 'open', true, 'entered', '[2000-01-01,2025-03-20)', '[2025-04-01,)')`.execute(db);
    await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded) values ('ZZA03', 'Practice ZZA03', 'closed', false, 'entered', '[2025-03-20,)', '[2025-04-01,)')`.execute(db);
    await sql`update register_revision set revision = 1001`.execute(db);
    const counted = async (code: string) => (await statement(code)).populations.find(({ basis }) => basis === 'registered')!.count;
    expect([await counted('UZ001'), await counted('UZ002')]).toEqual([10_000, 20_000]);
    expect((await statement('UZ001')).lacking).toContainEqual({ basis: 'registered', practice: 'ZZA03', source: 'pcn-adjusted-population/2025-01-01', closedOn: '2025-03-20' });
    await sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) values ('succeeds', 'ZZB02', 'ZZA03', null, 'entered', '[2025-03-20,)', '[2022-07-01,)')`.execute(db);
    await sql`update register_revision set revision = 1002`.execute(db);
    expect([await counted('UZ001'), await counted('UZ002'), await counted(ENGLAND)]).toEqual([10_000, 30_000, 40_000]);
    expect((await statement('UZ001')).lacking).toEqual([]);
    // Two that say they succeed it are none: nobody says which of them has the patients.
    await sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) values ('succeeds', 'ZZA01', 'ZZA03', null, 'entered', '[2025-03-20,)', '[2022-07-01,)')`.execute(db);
    await sql`update register_revision set revision = 1003`.execute(db);
    expect([await counted('UZ002'), (await statement('UZ001')).lacking.length]).toEqual([20_000, 2]);
  });
});
