import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { addDays, isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedPerformance } from '../testing/inventedPerformance.ts';
import type { InventedPerformance, PersonKey } from '../testing/inventedPerformance.ts';
import { registerDemand, withdrawDemand } from './commands/keepDemands.ts';
import type { NewDemand } from './commands/keepDemands.ts';
import { knownDemands } from './demandRules.ts';
import { lastDue, nextDue, toDoOf } from './domain/demand.ts';
import type { AskedOf, Demand } from './domain/demand.ts';
import { allDemands, demandOf, demandTasks } from './queries/demands.ts';

const CLAUSE = { contract: 'GMS contract', clause: 'clause 7.1' };
const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

describe('what a practice has to do', () => {
  test.each<[AskedOf, Demand['clause'], AskedOf, string, string]>([
    ['commissioner', null, 'practice', 'nothing', 'Nothing. NHS England asks it of the commissioner, not of a practice.'],
    ['practice', CLAUSE, 'practice', 'must', 'Your contract asks it: GMS contract, clause 7.1.'],
    ['practice', null, 'practice', 'asked', 'Nothing that you must do'],
    ['pcn', CLAUSE, 'practice', 'nothing', 'asks it of the PCN, not of a practice'],
    ['pcn', CLAUSE, 'pcn', 'must', 'Your contract asks it'],
    ['commissioner', null, 'commissioner', 'must', 'It is an instruction of NHS England to you.'],
  ])('asked of %s under %j, for the %s: %s', (of, clause, who, weight, says) => {
    expect(toDoOf({ of, by: 'NHS England', clause, withdrawn: null }, who)).toMatchObject({ weight, says: expect.stringContaining(says) as string });
  });

  it('is nothing of what the plan of October 2021 asked for', () => {
    const ofThePlan = knownDemands().filter(({ source }) => source.title.includes('Independent Contractor'));
    expect(ofThePlan.map(({ id }) => id)).toEqual(['list-of-practices', 'fortnightly-report', 'further-steps', 'publish-waiting-times']);
    for (const demand of ofThePlan) expect(toDoOf(demand, 'practice').weight).toBe('nothing');
    expect(knownDemands().filter((demand) => toDoOf(demand, 'practice').weight === 'must').map(({ id }) => id)).toEqual(['appointment-mapping']);
  });
});

describe('when it is owed next', () => {
  const fortnight = { due: isoDate('2021-11-11'), every: 14, until: isoDate('2022-03-31'), withdrawn: null };
  test.each([['2021-11-01', '2021-11-11'], ['2021-11-11', '2021-11-11'], ['2021-11-12', '2021-11-25'], ['2022-03-20', '2022-03-31'], ['2022-04-01', null]])('on %s: %s', (today, due) => {
    expect(nextDue(fortnight, isoDate(today))).toBe(due);
  });
  test.each([[{ ...fortnight, every: null }, null], [{ ...fortnight, due: null }, null], [{ ...fortnight, withdrawn: { on: isoDate('2021-11-01'), why: null } }, null]])('never again once it is over: %j', (demand, due) => {
    expect(nextDue(demand, isoDate('2021-12-01'))).toBe(due);
  });
  it('is never before today, and never further off than once round', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 60 }), (later, every) => {
      const today = addDays(isoDate('2020-01-01'), later);
      const next = nextDue({ due: isoDate('2020-01-01'), every, until: null, withdrawn: null }, today)!;
      expect(next >= today && next < addDays(today, every)).toBe(true);
    }));
  });
});

onBothEngines('the register of demands', (engine) => {
  let database: Database;
  let place: InventedPerformance;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPerformance(database);
  });
  afterAll(() => database.close());

  const NEW: NewDemand = { asks: 'Say how many SECRET rooms you have', of: 'practice', by: 'Ashvale ICB', withinCode: 'QZZ', contract: '', clause: '', from: isoDate('2026-05-20'), due: isoDate('2026-06-10'), source: 'Letter of 20 May 2026' };
  const add = (change: Partial<NewDemand> = {}, by: PersonKey = 'lena') => registerDemand(place.performance, place.acting(by), { ...NEW, ...change });
  const withdraw = (id: number, by: PersonKey, why = 'Sent in error') => withdrawDemand(place.performance, place.acting(by), { id, why });
  const tasksOf = async (person: PersonKey) => (await demandTasks(place.performance)({ personId: person, permissions: place.acting(person).permissions }, place.performance.now())).map(({ title }) => title);

  test.each<[string, Partial<NewDemand>, PersonKey, string]>([
    ['by a partner', {}, 'petra', 'not-allowed'],
    ['by a trust', {}, 'tara', 'not-allowed'],
    ['without words', { asks: ' ' }, 'lena', 'words-missing'],
    ['without who asks', { by: '' }, 'lena', 'words-missing'],
    ['without a source', { source: '' }, 'lena', 'words-missing'],
    ['with more words than anyone reads', { asks: 'x'.repeat(2_001) }, 'lena', 'too-long'],
    ['under a contract without its clause', { contract: 'GMS' }, 'lena', 'clause-incomplete'],
    ['under a clause of nothing', { clause: '7.1' }, 'lena', 'clause-incomplete'],
    ['due before it was asked', { due: isoDate('2026-05-01') }, 'lena', 'due-before-asked'],
    ['of a place that is not', { withinCode: 'QXX' }, 'lena', 'place-unknown'],
  ])('takes none %s', async (_, change, person, code) => {
    await expect(add(change, person)).rejects.toMatchObject(refusal(code));
  });

  let id: number;
  it('takes one from an LMC officer, shows it to who is signed in, and asks nobody who has nothing to do', async () => {
    id = await add();
    expect(await demandOf(place.performance, `D${id}`, true)).toMatchObject({ asks: NEW.asks, clause: null, due: '2026-06-10', withinCode: 'QZZ', status: null });
    await expect(demandOf(place.performance, `D${id}`, false)).rejects.toMatchObject(refusal('demand-not-found'));
    expect((await allDemands(place.performance, false)).every(({ status }) => status !== null)).toBe(true);
    expect([await tasksOf('mina'), await tasksOf('ivy')]).toEqual([[], []]);
  });

  it('reminds those whom a contract asks, where it is asked, in the last fortnight', async () => {
    await add({ ...CLAUSE, asks: 'Name a lead', withinCode: 'UZ001' });
    await add({ of: 'commissioner', asks: 'Report', withinCode: null, due: isoDate('2026-07-10') });
    expect([await tasksOf('mina'), await tasksOf('petra'), await tasksOf('paul'), await tasksOf('cara'), await tasksOf('ivy')]).toEqual([['Owed by 10 June 2026: Name a lead'], ['Owed by 10 June 2026: Name a lead'], [], [], []]);
    place.setNow('2026-07-01');
    expect([await tasksOf('mina'), await tasksOf('ivy')]).toEqual([[], ['Owed by 10 July 2026: Report']]);
    place.setNow('2026-06-01');
  });

  it('is withdrawn from by who entered it or who commissions there, once, with a reason, and keeps it to be seen', async () => {
    await expect(withdraw(id, 'mina')).rejects.toMatchObject(refusal('not-allowed'));
    await expect(withdraw(id, 'lena', ' ')).rejects.toMatchObject(refusal('words-missing'));
    await expect(withdraw(999, 'lena')).rejects.toMatchObject(refusal('demand-not-found'));
    const both = await Promise.allSettled([withdraw(id, 'lena'), withdraw(id, 'ivy')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('withdrawn-already') });
    expect(await demandOf(place.performance, `D${id}`, true)).toMatchObject({ withdrawn: { on: '2026-06-01', why: 'Sent in error' } });
  });

  it('leaves an audit that holds, without anybody’s words', async () => {
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
    const { rows } = await sql<{ text: string }>`select detail::text as text from audit_entry`.execute(database.as());
    for (const { text } of rows) expect(text).not.toMatch(/SECRET|error|rooms/);
  });
});

test.each<[string, string | null, number | null, string | null, string | null]>([
  ['once, on its day', '2021-10-28', null, null, '2021-10-28'], ['every fortnight until the end of March', '2021-11-11', 14, '2022-03-31', '2022-03-31'], ['every fortnight until the day before', '2021-11-11', 14, '2022-03-30', '2022-03-17'],
  ['every fortnight without an end', '2021-11-11', 14, null, null], ['on no day', null, null, null, null],
])('what was owed %s', (_, due, every, until, last) => expect(lastDue({ due: due === null ? null : isoDate(due), every, until: until === null ? null : isoDate(until) })).toBe(last));
