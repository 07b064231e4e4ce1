import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import type { Result } from '#kernel/result.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { drawStateMachine, eventsFrom, nextState } from '#platform/stateMachine/stateMachine.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedPerformance } from '../testing/inventedPerformance.ts';
import type { InventedPerformance, PersonKey } from '../testing/inventedPerformance.ts';
import { calculateDeclarations, stepDeclaration } from './commands/declarations.ts';
import type { DeclarationStep } from './commands/declarations.ts';
import { DECLARATION_EVENTS, DECLARATION_LIFE } from './domain/declarationLife.ts';
import type { DeclarationEvent, DeclarationNeed, DeclarationState } from './domain/declarationLife.ts';
import { whatChanged } from './domain/whatChanged.ts';
import type { DeclaredFigures } from './domain/whatChanged.ts';
import type { DeclarationContext } from './queries/declarableFigures.ts';
import { declarationsOf, declarationTasks } from './queries/declarations.ts';

const YEAR = financialYear('2023/24');
const FIGURES: DeclaredFigures = { countedTo: isoDate('2024-03-31'), numerator: 120, denominator: 200, members: ['ZZA01', 'ZZA02', 'ZZA03'] };
const ALL_NEEDS = new Set<DeclarationNeed>(['figures', 'words', 'amount', 'national-decision', 'change']);
const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

test('its life is drawn in docs/performance.md as its table says', () => {
  expect(readFileSync(new URL('../../../../docs/performance.md', import.meta.url), 'utf8')).toContain(drawStateMachine(DECLARATION_LIFE));
});

test('once paid, no path leads anywhere but to paid', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...(Object.keys(DECLARATION_EVENTS) as DeclarationEvent[])), { maxLength: 30 }), (path) => {
    let [state, wasPaid]: [DeclarationState, boolean] = ['calculated', false];
    for (const event of path) {
      const next: Result<DeclarationState> = nextState(DECLARATION_LIFE, state, event, ALL_NEEDS);
      if (next.ok) state = next.value;
      wasPaid ||= state === 'paid';
      if (wasPaid) expect(state).toBe('paid');
    }
  }));
});

test.each(['declared', 'with-pcn', 'with-commissioner', 'approved', 'disputed'] as const)('from %s, changed figures and members send it back to the PCN', (state) => {
  for (const event of ['data-changed', 'members-changed'] as const) expect(nextState(DECLARATION_LIFE, state, event, ALL_NEEDS)).toEqual({ ok: true, value: 'with-pcn' });
  expect(eventsFrom(DECLARATION_LIFE, 'paid')).toEqual(['adjust']);
});

test.each<[string, Partial<DeclaredFigures>, string | null]>([
  ['nothing', {}, null],
  ['a count', { numerator: 118 }, 'It was 120 of 200, counted to 31 March 2024, and is 118 of 200, counted to 31 March 2024.'],
  ['what is known', { denominator: null }, 'is 120 of not known'],
  ['the day', { countedTo: isoDate('2024-02-29') }, 'counted to 29 February 2024'],
  ['who belongs', { members: ['ZZA01', 'ZZA02', 'ZZB01'], numerator: 118 }, 'ZZB01 joined and ZZA03 left since: it was 120 of 200'],
])('that %s changed is said with its numbers', (_, change, says) => {
  const found = whatChanged(FIGURES, { ...FIGURES, ...change });
  if (says === null) expect(found).toBeNull();
  else expect(found?.says).toContain(says);
});

onBothEngines('declarations', (engine) => {
  let database: Database;
  let place: InventedPerformance;
  let context: DeclarationContext;
  const counted = new Map<string, DeclaredFigures>();
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPerformance(database);
    context = { ...place.performance, declarable: async () => new Map(counted) };
    counted.set('HI-03', FIGURES);
    counted.set('ACC-08', { ...FIGURES, numerator: 70, denominator: 100 });
    counted.set('CAN-02', { ...FIGURES, numerator: null, denominator: null });
  });
  afterAll(() => database.close());

  const calculate = (by: PersonKey = 'cara', pcnCode = 'UZ001') => calculateDeclarations(context, place.acting(by), { pcnCode, year: YEAR });
  const step = (event: DeclarationEvent, by: PersonKey, more: Partial<DeclarationStep> = {}) => stepDeclaration(context, place.acting(by), { pcnCode: 'UZ001', year: YEAR, indicator: 'HI-03', event, ...more });
  const stateOf = async (indicator: string) => (await declarationsOf(context, place.acting('cara'), { pcnCode: 'UZ001', year: YEAR })).declarations.find((one) => one.indicator === indicator)!;
  const tasksOf = async (person: PersonKey) => (await declarationTasks(context)({ personId: person, permissions: place.acting(person).permissions }, context.now())).map(({ title }) => title);

  test.each<[PersonKey, string, string]>([['colin', 'UZ001', 'not-allowed'], ['mina', 'UZ001', 'not-allowed'], ['ivy', 'UZ001', 'not-allowed'], ['adam', 'UZ001', 'not-allowed'], ['cara', 'QZZ', 'pcn-not-found']])('are not calculated by %s for %s: %s', async (person, pcn, code) => {
    await expect(calculate(person, pcn)).rejects.toMatchObject(refusal(code));
  });

  it('are calculated once for each indicator, however many do so at once', async () => {
    const both = await Promise.all([calculate(), calculate()]);
    expect(both.map(({ made }) => made).sort()).toEqual([0, 3]);
    expect(await calculate()).toEqual({ made: 0, sentBack: 0 });
  });

  it('are seen by the PCN, its practices and who commissions it, and by nobody else', async () => {
    for (const person of ['cara', 'mina', 'petra', 'ivy'] as const) expect((await declarationsOf(context, place.acting(person), { pcnCode: 'UZ001', year: YEAR })).declarations).toHaveLength(3);
    for (const person of ['colin', 'paul', 'lena', 'adam'] as const) await expect(declarationsOf(context, place.acting(person), { pcnCode: 'UZ001', year: YEAR })).rejects.toMatchObject(refusal('not-allowed'));
  });

  it('take no step that the table, the people or the facts do not allow', async () => {
    await expect(step('approve', 'ivy')).rejects.toMatchObject(refusal('not-from-this-state'));
    await expect(step('declare', 'ivy')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(step('declare', 'mina')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(step('declare', 'cara', { indicator: 'CAN-02' })).rejects.toMatchObject(refusal('something-missing', 'not known'));
    await expect(step('declare', 'cara', { indicator: 'HI-99' })).rejects.toMatchObject(refusal('declaration-not-found'));
    await expect(step('deem', 'cara')).rejects.toMatchObject(refusal('something-missing', 'No national decision'));
    await expect(step('data-changed', 'cara')).rejects.toMatchObject(refusal('step-unknown'));
    await expect(step('declare', 'cara', { words: 'x'.repeat(4_001) })).rejects.toMatchObject(refusal('too-long'));
  });

  it('go from the PCN to the commissioner, who is asked in turn', async () => {
    expect((await step('declare', 'cara')).state).toBe('declared');
    expect((await step('submit', 'cara')).state).toBe('with-pcn');
    expect([await tasksOf('cara'), await tasksOf('ivy'), await tasksOf('colin')]).toEqual([['Approve 1 declaration of Mill PCN, 2023/24'], [], []]);
    expect((await step('approve-for-pcn', 'cara')).state).toBe('with-commissioner');
    expect([await tasksOf('cara'), await tasksOf('ivy')]).toEqual([[], ['See to 1 declaration of Mill PCN, 2023/24']]);
    await expect(step('approve', 'cara')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(step('return', 'ivy')).rejects.toMatchObject(refusal('something-missing', 'No reason'));
  });

  it('go back to the PCN when figures change before the commissioner approves: nobody approves what is no longer so', async () => {
    counted.set('HI-03', { ...FIGURES, numerator: 118 });
    expect(await step('approve', 'ivy')).toEqual({ state: 'with-pcn', sentBack: expect.stringContaining('is 118 of 200') as string });
    const { numerator, steps } = await stateOf('HI-03');
    expect([numerator, steps.at(-1)]).toMatchObject([118, { event: 'data-changed', by: 'chorus' }]);
  });

  it('go back when a practice joins or leaves, also from dispute and after approval', async () => {
    await step('approve-for-pcn', 'cara');
    expect((await step('approve', 'ivy')).state).toBe('approved');
    counted.set('HI-03', { ...FIGURES, members: ['ZZA01', 'ZZA02'] });
    expect(await calculate()).toEqual({ made: 0, sentBack: 1 });
    expect((await stateOf('HI-03')).steps.at(-1)).toMatchObject({ event: 'members-changed', found: expect.stringContaining('ZZA03 left') as string });
    expect((await step('dispute', 'cara', { words: 'ZZA03 is still ours, says SECRET' })).state).toBe('disputed');
    counted.set('HI-03', FIGURES);
    expect((await step('settle', 'ivy', { words: 'Agreed' })).sentBack).toContain('ZZA03 joined');
  });

  it('are seen as sent back as soon as the register says that a practice joined, by the PCN and by Today, before anybody’s next step', async () => {
    await calculate();
    await step('approve-for-pcn', 'cara');
    expect([(await stateOf('HI-03')).state, await tasksOf('cara')]).toEqual(['with-commissioner', []]);
    const learn = async (change: ReturnType<typeof sql>) => {
      await change.execute(database.as());
      await sql`update register_revision set revision = revision + 1`.execute(database.as());
    };
    await learn(sql`insert into relation (kind, from_code, to_code, slot, source, valid, recorded) values ('member', 'ZZC01', 'UZ001', 'pcn', 'entered', '[2022-07-01,)', '[2024-01-01,)')`);
    expect(await stateOf('HI-03')).toMatchObject({ state: 'with-pcn', sentBack: 'ZZC01 joined since it was calculated, by the register’s word of 31 March 2024.' });
    const [task] = await declarationTasks(context)({ personId: 'cara', permissions: place.acting('cara').permissions }, context.now());
    expect([task?.title, task?.why]).toEqual(['Approve 1 declaration of Mill PCN, 2023/24', 'HI-03 came back: ZZC01 joined since it was calculated, by the register’s word of 31 March 2024. You keep the figures of Mill PCN.']);
    expect(await tasksOf('ivy')).toEqual([]);
    await learn(sql`update relation set recorded = '[2024-01-01,2024-01-02)' where from_code = 'ZZC01' and to_code = 'UZ001'`);
    expect(await stateOf('HI-03')).toMatchObject({ state: 'with-commissioner', sentBack: null });
    expect((await step('return', 'ivy', { words: 'Once more' })).state).toBe('with-pcn');
  });

  it('are paid once by two at once, and then change by hand alone', async () => {
    await step('approve-for-pcn', 'cara');
    await step('approve', 'ivy');
    await expect(step('pay', 'ivy')).rejects.toMatchObject(refusal('something-missing', 'No amount'));
    const both = await Promise.allSettled([step('pay', 'ivy', { amountPence: 123_456 }), step('pay', 'ivy', { amountPence: 123_456 })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    counted.set('HI-03', { ...FIGURES, numerator: 1 });
    expect(await calculate()).toEqual({ made: 0, sentBack: 0 });
    await expect(step('dispute', 'cara', { words: 'No' })).rejects.toMatchObject(refusal('not-from-this-state', 'paid'));
    expect(await step('adjust', 'ivy', { words: 'Found later', amountPence: -1_000 })).toEqual({ state: 'paid', sentBack: null });
    expect((await stateOf('HI-03')).steps.filter(({ amountPence }) => amountPence !== null).map(({ amountPence }) => amountPence)).toEqual([123_456, -1_000]);
  });

  it('are deemed achieved by a national decision, with its reason; what is counted then does not matter', async () => {
    expect((await step('deem', 'cara', { indicator: 'ACC-08' })).state).toBe('with-commissioner');
    expect((await stateOf('ACC-08')).steps.at(-1)?.found).toBeTruthy();
    counted.set('ACC-08', { ...FIGURES, numerator: 10, denominator: 100 });
    expect((await step('approve', 'ivy', { indicator: 'ACC-08' })).state).toBe('approved');
  });

  it('leave an audit that holds, without anybody’s words', async () => {
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
    const { rows } = await sql<{ text: string }>`select detail::text as text from audit_entry`.execute(database.as());
    for (const { text } of rows) expect(text).not.toMatch(/SECRET|Agreed|Found later/);
  });
});

describe('a declaration', () => {
  it('cannot be changed in what was recorded of it', async () => {
    const database = await testDatabase('pglite');
    await expect(sql`delete from declaration_step`.execute(database.as())).rejects.toThrow();
    await database.close();
  });
});
