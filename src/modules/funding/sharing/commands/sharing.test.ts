import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { financialYear } from '#kernel/financialYear.ts';
import { journalOf, ledgerOf, postByHand } from '../../ledger/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../../testing/inventedMoney.ts';
import { sharingOf, sharingsOf } from '../queries/sharings.ts';
import { draftSharing } from './draftSharing.ts';
import type { SharingEntry } from './draftSharing.ts';
import { lockSharing, withdrawSharing } from './lockSharing.ts';

const refusal = (code: string) => ({ refusal: { code } });
const AGREED = { module: 'voice', kind: 'decision', id: 'd1' };

onBothEngines('a sharing-out', (engine) => {
  let database: Database;
  let place: InventedMoney;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
    place.funding.decisionsFor = async (personId) => (personId === 'cara' ? [{ subject: AGREED, label: 'How the fund is shared' }] : []);
    // The fund holds £10,000: what is locked below leaves it.
    await postByHand(place.funding, place.acting('cara'), { pcnCode: 'UZ001', kind: 'received', day: isoDate('2026-05-01'), amountPence: 1_000_000, detail: null, words: 'A start' });
  });
  afterAll(() => database.close());

  const entry = (more: Partial<SharingEntry> = {}): SharingEntry => ({
    pcnCode: 'UZ001', title: 'Impact fund', sumPence: 100_000, costs: [{ label: 'Room hire', amountPence: 10_001 }], method: 'registered', on: isoDate('2026-06-01'), figures: {}, agreedBy: null, replacesId: null, ...more,
  });
  const draft = (more: Partial<SharingEntry> = {}, by: PersonKey = 'cara') => draftSharing(place.funding, place.acting(by), entry(more));
  const seenBy = async (by: PersonKey, id: string) => (await sharingOf(place.funding, place.acting(by), 'UZ001', id)).sharing;

  it('is worked out from the published lists after costs, to the penny', async () => {
    // 89,999p over 4,000 : 6,000 : 10,000 is 17,999.8 : 26,999.7 : 44,999.5, and the two pennies left go to the first two.
    const sharing = await seenBy('cara', await draft());
    expect(sharing).toMatchObject({ title: 'Impact fund', sumPence: 100_000, costs: [{ label: 'Room hire', amountPence: 10_001 }], basisSource: 'patients-registered-totals/2026-04-01', state: 'draft', replacedBy: null });
    expect(sharing.shares.map(({ code, pence, oddPence }) => [code, pence, oddPence])).toEqual([['ZZA01', 18_000, 1], ['ZZA02', 27_000, 1], ['ZZA03', 44_999, 0]]);
  });

  it('keeps what fixed amounts leave', async () => expect(await seenBy('cara', await draft({ method: 'fixed', figures: { ZZA01: '100', ZZA02: '200.50', ZZA03: '0' } }))).toMatchObject({ leftPence: 59_949 }));

  test.each<[string, Partial<SharingEntry>, string]>([
    ['without a title', { title: ' ' }, 'no-title'],
    ['of percentages that add up to 99.99%', { method: 'percentages', figures: { ZZA01: '33.33', ZZA02: '33.33', ZZA03: '33.33' } }, 'percentages-do-not-add-up'],
    ['with a practice left out', { method: 'points', figures: { ZZA01: '3', ZZA02: '4' } }, 'figure-missing'],
    ['with a practice of another PCN', { method: 'points', figures: { ZZA01: '3', ZZA02: '4', ZZA03: '5', ZZB01: '6' } }, 'not-a-member'],
    ['with a figure that is none', { method: 'points', figures: { ZZA01: 'many', ZZA02: '4', ZZA03: '5' } }, 'not-a-figure'],
    ['on a day before the PCN had practices', { method: 'equal', on: isoDate('2021-01-01') }, 'no-practice'],
    ['by a population that is not loaded', { method: 'pcn-adjusted' }, 'population-missing'],
    ['of what is no PCN', { pcnCode: 'ZZA01' }, 'pcn-not-found'],
    ['pointing at a decision that one may not read', { agreedBy: { ...AGREED, id: 'd2' } }, 'decision-unknown'],
    ['replacing what is not there', { replacesId: '0' }, 'sharing-not-found'],
  ])('is refused %s, and nothing is kept', async (_, more, code) => {
    const count = async () => (await sql<{ count: number }>`select count(*)::int as count from words_written`.execute(database.as())).rows[0]!.count;
    const before = await count();
    await expect(draft(more)).rejects.toMatchObject(refusal(code));
    expect(await count()).toBe(before);
  });

  test.each<PersonKey>(['mina', 'petra', 'colin', 'ivy', 'adam'])('is not drafted, locked or withdrawn by %s', async (who) => {
    const id = await draft();
    for (const attempt of [() => draft({}, who), () => lockSharing(place.funding, place.acting(who), id), () => withdrawSharing(place.funding, place.acting(who), id)]) await expect(attempt()).rejects.toMatchObject(refusal('not-allowed'));
  });

  it('is seen by its practices once it is locked, and by nobody elsewhere', async () => {
    const id = await draft({ agreedBy: AGREED });
    await expect(seenBy('mina', id)).rejects.toMatchObject(refusal('sharing-not-found'));
    await lockSharing(place.funding, place.acting('cara'), id);
    expect(await seenBy('mina', id)).toMatchObject({ state: 'locked', lockedOn: '2026-06-01', agreedBy: AGREED });
    expect((await sharingsOf(place.funding, place.acting('petra'), 'UZ001')).sharings.every(({ state }) => state === 'locked')).toBe(true);
    for (const who of ['colin', 'paul', 'maud', 'ivy', 'adam'] as const) {
      await expect(seenBy(who, id)).rejects.toMatchObject(refusal('not-allowed'));
      await expect(sharingsOf(place.funding, place.acting(who), 'UZ001')).rejects.toMatchObject(refusal('not-allowed'));
    }
  });

  const ledger = () => ledgerOf(place.funding, place.acting('cara'), { code: 'UZ001', year: financialYear('2026/27') });

  it('leaves the fund as it is locked, and comes back as another version takes its place', async () => {
    const before = (await ledger()).fund.heldPence;
    const id = await draft({ costs: [], sumPence: 50_001 });
    expect((await ledger()).fund.heldPence).toBe(before);
    await lockSharing(place.funding, place.acting('cara'), id);
    expect((await ledger()).fund.heldPence).toBe(before - 50_001);
    await lockSharing(place.funding, place.acting('cara'), await draft({ costs: [], sumPence: 40_000, replacesId: id }));
    const { entries, fund } = await ledger();
    expect(fund.heldPence).toBe(before - 40_000);
    const { entry } = await seenBy('mina', id);
    expect(entry).toEqual({ number: entries.find(({ origin }) => origin === `shares/${id}`)!.number, takenBackBy: entry!.number + 1 });
    const paidOut = (practice: string) => entries.slice(-3).flatMap(({ postings }) => postings).filter(({ account, detail }) => account === 'expenses:shared' && detail === practice).map(({ amountPence }) => amountPence);
    // 50,001 over 4 : 6 : 10, taken back, and 40,000 over the same.
    expect(['ZZA01', 'ZZA02', 'ZZA03'].map(paidOut)).toEqual([[10_000, -10_000, 8_000], [15_000, -15_000, 12_000], [25_001, -25_001, 20_000]]);
    expect(journalOf(await ledger())).toContain('expenses:shared:ZZA03  £-250.01');
  });

  it('is not locked where the fund has not as much: nothing of it is kept', async () => {
    const { fund } = await ledger();
    const id = await draft({ costs: [], sumPence: fund.freePence + 1 });
    await expect(lockSharing(place.funding, place.acting('cara'), id)).rejects.toMatchObject(refusal('more-than-there-is'));
    expect(await seenBy('cara', id)).toMatchObject({ state: 'draft', entry: null });
    expect((await ledger()).fund).toEqual(fund);
  });

  it('never changes once it is locked, not even in the record itself', async () => {
    const id = await draft();
    await lockSharing(place.funding, place.acting('cara'), id);
    await expect(lockSharing(place.funding, place.acting('cara'), id)).rejects.toMatchObject(refusal('not-from-this-state'));
    await expect(withdrawSharing(place.funding, place.acting('cara'), id)).rejects.toMatchObject(refusal('not-from-this-state'));
    await expect(sql`update sharing set sum_pence = 1 where id = ${id}`.execute(database.as())).rejects.toThrow('never changed');
    await expect(sql`update sharing_share set share_pence = 1 where sharing_id = ${id}`.execute(database.as())).rejects.toThrow('never changed');
  });

  it('is replaced once, by a new version from its day, however many try at the same instant', async () => {
    const old = await draft();
    await expect(draft({ replacesId: old })).rejects.toMatchObject(refusal('not-locked'));
    await lockSharing(place.funding, place.acting('cara'), old);
    const drafts = [await draft({ replacesId: old, method: 'equal', on: isoDate('2026-06-02') }), await draft({ replacesId: old, on: isoDate('2026-06-02') })];
    const both = await Promise.allSettled(drafts.map((id) => lockSharing(place.funding, place.acting('cara'), id)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('replaced-already') });
    expect(await seenBy('mina', old)).toMatchObject({ state: 'locked', replacedBy: { id: drafts[both.findIndex(({ status }) => status === 'fulfilled')], on: '2026-06-02' } });
    await expect(draft({ replacesId: old })).rejects.toMatchObject(refusal('replaced-already'));
  });

  it('withdrawn as a draft stays withdrawn', async () => {
    const id = await draft();
    await withdrawSharing(place.funding, place.acting('cara'), id);
    await expect(lockSharing(place.funding, place.acting('cara'), id)).rejects.toMatchObject(refusal('not-from-this-state'));
  });

  it('leaves an audit that holds, without a word of what was written', async () => {
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
    const { rows } = await sql<{ detail: string }>`select detail::text as detail from audit_entry where action like '%-sharing'`.execute(database.as());
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.some(({ detail }) => /Impact|Room/.test(detail))).toBe(false);
  });
});
