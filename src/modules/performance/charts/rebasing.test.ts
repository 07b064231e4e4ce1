import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedPerformance } from '../testing/inventedPerformance.ts';
import type { InventedPerformance, PersonKey } from '../testing/inventedPerformance.ts';
import { approveRebase, proposeRebase, withdrawRebase } from './commands/rebasing.ts';
import { organisationOfSeries } from './domain/rebasing.ts';
import { approvedRebases, rebasesOf } from './queries/rebasings.ts';

const OF_PCN = 'access/same-day/UZ001';
const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

test.each([['access/same-day/A12345', 'A12345'], ['indicator/2025-26/HI-03/UZ001', 'UZ001'], ['access', null], ['access/same-day/', null], ['Access/x/A1', null], [`access/${'x'.repeat(120)}/A1`, null], ['access/same-day/A1 or 1=1', null]])('the chart %s is of %s', (seriesId, code) => expect(organisationOfSeries(seriesId)).toBe(code));

onBothEngines('re-basing', (engine) => {
  let database: Database;
  let place: InventedPerformance;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedPerformance(database);
    place.setNow('2026-06-03');
  });
  afterAll(() => database.close());
  const propose = (by: PersonKey, at: string, seriesId = OF_PCN, words = 'Seven months above the mean, since total triage') => proposeRebase(place.performance, place.acting(by), { seriesId, at, words });
  /** Mina’s practice lies in UZ001. */
  const OF_PRACTICE = 'access/same-day/ZZA01';

  test('a proposal is not used; approved with a reason it is; withdrawn it is not, and stays on record', async () => {
    const id = await propose('cara', '2025-10-01');
    expect((await approvedRebases(database.as(), [OF_PCN])).size).toBe(0);
    await expect(approveRebase(place.performance, place.acting('cara'), { id, words: ' ' })).rejects.toMatchObject(refusal('something-missing', 'No reason was given.'));
    expect(await approveRebase(place.performance, place.acting('cara'), { id, words: 'Total triage began on 3 October' })).toBe('approved');
    expect((await approvedRebases(database.as(), [OF_PCN, 'access/other/UZ001'])).get(OF_PCN)).toEqual([{ at: '2025-10-01', reason: 'Total triage began on 3 October' }]);
    await expect(approveRebase(place.performance, place.acting('cara'), { id, words: 'Again' })).rejects.toMatchObject(refusal('not-from-this-state'));
    expect(await withdrawRebase(place.performance, place.acting('cara'), { id, words: 'It was a change of coding' })).toBe('withdrawn');
    expect((await approvedRebases(database.as(), [OF_PCN])).size).toBe(0);
    expect(await rebasesOf(database.as(), OF_PCN)).toMatchObject([{ id, state: 'withdrawn', proposedOn: '2026-06-03', approvedWhy: 'Total triage began on 3 October', withdrawnWhy: 'It was a change of coding' }]);
    await expect(sql`delete from rebasing`.execute(database.as())).rejects.toThrow();
  });

  test('the same period is proposed once, also at the same instant; after a withdrawal again', async () => {
    const both = await Promise.allSettled([propose('cara', '2025-11-01'), propose('cara', '2025-11-01')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('rebased-already', '1 November 2025') });
    expect(await propose('cara', '2025-10-01')).toMatch(/-/);
  });

  test('two who approve at once approve once', async () => {
    const id = await propose('cara', '2025-12-01');
    const both = await Promise.allSettled(['One', 'Two'].map((words) => approveRebase(place.performance, place.acting('cara'), { id, words })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test.each<PersonKey>(['colin', 'mina', 'petra', 'ivy', 'adam'])('%s may not propose for the chart of another’s PCN', async (person) => {
    await expect(propose(person, '2026-01-01')).rejects.toMatchObject(refusal('not-allowed'));
  });

  test('a practice’s manager proposes for it and may take it back, but does not approve; the PCN’s director does', async () => {
    const seriesId = OF_PRACTICE;
    const id = await propose('mina', '2025-10-01', seriesId);
    await expect(approveRebase(place.performance, place.acting('mina'), { id, words: 'So' })).rejects.toMatchObject(refusal('not-allowed'));
    await expect(approveRebase(place.performance, place.acting('colin'), { id, words: 'So' })).rejects.toMatchObject(refusal('not-allowed'));
    expect(await approveRebase(place.performance, place.acting('cara'), { id, words: 'New telephones' })).toBe('approved');
    await expect(withdrawRebase(place.performance, place.acting('mina'), { id, words: 'No' })).rejects.toMatchObject(refusal('not-allowed'));
    const other = await propose('mina', '2025-11-01', seriesId);
    expect(await withdrawRebase(place.performance, place.acting('mina'), { id: other, words: 'Too early' })).toBe('withdrawn');
  });

  test.each<[string, string, string, string, string]>([
    ['a chart of nobody', 'access/same-day/NOBODY', '2025-10-01', 'Why', 'series-not-found'],
    ['what is no chart', 'nonsense', '2025-10-01', 'Why', 'series-not-found'],
    ['what is no day', OF_PCN, 'soon', 'Why', 'no-period'],
    ['a day to come', OF_PCN, '2026-07-01', 'Why', 'no-period'],
    ['no reason', OF_PCN, '2026-02-01', ' ', 'something-missing'],
    ['a book', OF_PCN, '2026-02-01', 'x'.repeat(2_001), 'too-long'],
  ])('%s is refused', async (_, seriesId, at, words, code) => {
    await expect(propose('cara', at, seriesId, words)).rejects.toMatchObject(refusal(code));
  });

  test('what is not on record is not found', async () => {
    for (const id of ['x', '00000000-0000-0000-0000-000000000000']) await expect(approveRebase(place.performance, place.acting('cara'), { id, words: 'So' })).rejects.toMatchObject(refusal('rebase-not-found'));
  });

  test('every step is in the audit, which holds', async () => {
    const { rows } = await sql<{ action: string }>`select distinct action from audit_entry where action like '%-rebase' order by action`.execute(database.as());
    expect(rows.map(({ action }) => action)).toEqual(['approve-rebase', 'propose-rebase', 'withdraw-rebase']);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
  });
});
