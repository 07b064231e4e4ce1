import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { takeBackPost } from '../posts/index.ts';
import { inventedWorkforce } from '../testing/inventedWorkforce.ts';
import type { InventedWorkforce, PersonKey } from '../testing/inventedWorkforce.ts';
import { plantPost } from '../turnover/testing/plantedPosts.ts';
import { openRecruitment, stepRecruitment, undoRecruitmentStep } from './commands/keepRecruitment.ts';
import { addScenarioChange, makeScenario, withdrawFromScenario } from './commands/keepScenarios.ts';
import type { ScenarioChange } from './domain/scenario.ts';
import { planOf } from './queries/plan.ts';
import type { SumOf } from './queries/plan.ts';
import { recruitmentsOf } from './queries/recruitments.ts';

const YEAR = financialYear('2025/26');
const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });
/** £100,000 in 2025/26, and nothing known of any other year. */
const invented: SumOf = async (_, { year }) => (year === YEAR ? { pence: 10_000_000, status: 'reported' } : { missing: 'No sum is known.' });

onBothEngines('a plan', (engine) => {
  let database: Database;
  let place: InventedWorkforce;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedWorkforce(database);
    await plantPost(place, { reference: 'P1', from: '2024-01-01', fillings: [{ from: '2024-01-01' }] });
    place.setNow('2025-06-10');
    await plantPost(place, { reference: 'V1', from: '2025-01-01', fillings: [] });
  });
  afterAll(() => database.close());

  const found = (by: PersonKey = 'cara') => planOf(place.workforce, place.acting(by), { code: 'UZ001', year: YEAR, rise: null }, invented);
  const make = (name: string, by: PersonKey = 'cara') => makeScenario(place.workforce, place.acting(by), { pcnCode: 'UZ001', year: YEAR, name, intent: 'More visits at home' });
  const add = (scenarioId: string, change: Partial<ScenarioChange>, by: PersonKey = 'cara') => addScenarioChange(place.workforce, place.acting(by), { scenarioId, change: { kind: 'move', reference: 'V1', month: isoDate('2025-10-01'), ...change } as ScenarioChange });

  test('counts what is filled, says what is left while it can be used, and what every vacancy would take', async () => {
    const { plans, bought, inTime, risks } = await found();
    expect(plans.map(({ name, plan }) => [name, plan!.claimPence, plan!.unclaimedPence])).toEqual([['As the posts are filled', 6_000_000, 4_000_000], ['With every vacancy filled', 10_500_000, 0]]);
    // £40,000 over nine months of a pharmacist at £66,972 a year.
    expect([inTime.startsOn, bought[0]!.role.id, bought[0]!.wte.valueOf().toFixed(4)]).toEqual(['2025-07-01', 'clinical-pharmacist', (40_000 / (66_972 * 0.75)).toFixed(4)]);
    expect(risks).toMatchObject([{ reference: 'P1', abovePence: 0, isUnfundedAfter: true }]);
  });

  test('has scenarios side by side, each kept with who thought of it and why; a change that does not fit is refused', async () => {
    const id = await make('Fill in autumn');
    await add(id, {});
    await add(id, { kind: 'end', reference: 'P1', month: isoDate('2026-01-01') });
    const own = (await found()).plans.at(-1)!;
    expect([own.plan!.claimPence, own.scenario!.intent, own.scenario!.author]).toEqual([4_500_000 + 3_000_000, 'More visits at home', 'Dr Cara Director']);
    await expect(add(id, { kind: 'end', reference: 'Z9' })).rejects.toMatchObject(refusal('post-unknown', 'Z9'));
    await expect(add(id, { month: isoDate('2026-04-01') })).rejects.toMatchObject(refusal('month-outside-year'));
    await expect(add(id, { kind: 'add', reference: 'N1', role: 'plumber', wte: '1', region: 'national', costPence: null })).rejects.toMatchObject(refusal('role-unknown'));
    await expect(add(id, { kind: 'add', reference: 'N1', role: 'dietitian', wte: '1.5', region: 'national', costPence: null })).rejects.toMatchObject(refusal('wte-out-of-range', '1.5'));
    await expect(make(' fill in AUTUMN ')).rejects.toMatchObject(refusal('name-taken'));
    await expect(make('', 'cara')).rejects.toMatchObject(refusal('name-length'));
    const [first, second] = own.scenario!.changes;
    await withdrawFromScenario(place.workforce, place.acting('cara'), { scenarioId: id, changeId: second!.id });
    expect((await found()).plans.at(-1)!.plan!.claimPence).toBe(6_000_000 + 3_000_000);
    await expect(withdrawFromScenario(place.workforce, place.acting('colin'), { scenarioId: id, changeId: first!.id })).rejects.toMatchObject(refusal('not-allowed'));
    await withdrawFromScenario(place.workforce, place.acting('cara'), { scenarioId: id, changeId: null });
    expect((await found()).plans).toHaveLength(2);
    await expect(add(id, {})).rejects.toMatchObject(refusal('scenario-not-found'));
  });

  test('is made by who keeps the posts and seen by the managers and partners of the PCN alone', async () => {
    expect((await found('mina')).plans).toHaveLength(2);
    for (const person of ['colin', 'ivy', 'adam'] as const) {
      await expect(found(person)).rejects.toMatchObject(refusal('not-allowed'));
      await expect(make('Mine', person)).rejects.toMatchObject(refusal('not-allowed'));
    }
    await expect(make('Mine', 'mina')).rejects.toMatchObject(refusal('not-allowed'));
  });

  test('two who add the same change at once: one is kept', async () => {
    const id = await make('At once');
    const change: Partial<ScenarioChange> = { kind: 'add', reference: 'N1', role: 'clinical-pharmacist', wte: '1', region: 'national', costPence: null };
    const outcomes = await Promise.allSettled([add(id, change), add(id, change)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a vacancy goes from advert to first day, each step on its day, one at a time', async () => {
    const cara = place.acting('cara');
    const open = (on: string, reference = 'v1', by: PersonKey = 'cara') => openRecruitment(place.workforce, place.acting(by), { pcnCode: 'UZ001', reference, on: isoDate(on) });
    await expect(open('2025-06-11')).rejects.toMatchObject(refusal('day-to-come'));
    await expect(open('2025-04-01', 'Z9')).rejects.toMatchObject(refusal('post-unknown'));
    const gone = await plantPost(place, { reference: 'GONE', from: '2025-01-01', fillings: [] });
    await takeBackPost(place.workforce, cara, { postId: gone });
    await expect(open('2025-04-01', 'GONE')).rejects.toMatchObject(refusal('post-unknown', 'GONE'));
    await expect(open('2025-04-01', 'V1', 'mina')).rejects.toMatchObject(refusal('not-allowed'));
    const outcomes = await Promise.allSettled([open('2025-04-01'), open('2025-04-01')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { id } = (await recruitmentsOf(database.as(), 'UZ001', isoDate('2025-06-10')))[0]!;
    const step = (event: 'shortlist' | 'offer' | 'accept' | 'start', on: string) => stepRecruitment(place.workforce, cara, { recruitmentId: id, event, on: isoDate(on) });
    await expect(step('start', '2025-05-01')).rejects.toMatchObject(refusal('not-from-this-state'));
    await step('shortlist', '2025-04-15');
    await expect(step('offer', '2025-04-14')).rejects.toMatchObject(refusal('before-last-step', '15 April 2025'));
    await step('offer', '2025-04-20');
    await step('accept', '2025-04-21');
    expect(await step('start', '2025-06-01')).toBe('started');
    const [recruitment] = await recruitmentsOf(database.as(), 'UZ001', isoDate('2025-06-10'));
    expect([recruitment!.daysToStart, [...recruitment!.days]]).toEqual([61, [['advertised', 14], ['shortlisted', 5], ['offered', 1], ['checks', 41]]]);
    expect((await found()).inTime).toMatchObject({ days: 61, recruitments: 1 });
    expect((await sql<{ count: number }>`select count(*)::int as count from recruitment`.execute(database.as<unknown>())).rows[0]!.count).toBe(1);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
  });

  test('a step that was a mistake is taken back, one after another to the advert, and stays on record', async () => {
    const undo = (by: PersonKey, recruitmentId: string) => undoRecruitmentStep(place.workforce, place.acting(by), { recruitmentId });
    const listed = () => recruitmentsOf(database.as(), 'UZ001', isoDate('2025-06-10'));
    const { id } = (await listed())[0]!;
    for (const person of ['mina', 'colin', 'ivy'] as const) await expect(undo(person, id)).rejects.toMatchObject(refusal('not-allowed'));
    expect(await undo('cara', id)).toBe('started');
    expect((await listed())[0]).toMatchObject({ state: 'checks', daysToStart: null });
    // The day of a step that was taken back counts no more.
    await stepRecruitment(place.workforce, place.acting('cara'), { recruitmentId: id, event: 'start', on: isoDate('2025-05-20') });
    // While another goes on, this one cannot be opened again.
    const other = await openRecruitment(place.workforce, place.acting('cara'), { pcnCode: 'UZ001', reference: 'V1', on: isoDate('2025-06-01') });
    await expect(undo('cara', id)).rejects.toMatchObject(refusal('recruitment-open', '1 other'));
    // Two who take the advert back at once: it goes once.
    expect((await Promise.allSettled([undo('cara', other), undo('cara', other)])).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await listed()).map((one) => one.id)).toEqual([id]);
    for (const state of ['started', 'checks', 'offered', 'shortlisted', 'advertised']) expect(await undo('cara', id)).toBe(state);
    expect(await listed()).toEqual([]);
    await expect(undo('cara', id)).rejects.toMatchObject(refusal('recruitment-not-found'));
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from recruitment_step where withdrawn_at is not null`.execute(database.as<unknown>());
    expect(rows[0]!.count).toBe(7);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
  });
});
