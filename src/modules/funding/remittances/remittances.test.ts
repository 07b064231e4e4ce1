import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { eraseWordsOf } from '#platform/words/words.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { ledgerOf } from '../ledger/index.ts';
import { inventedMoney } from '../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../testing/inventedMoney.ts';
import { openDispute, stepDispute } from './commands/disputes.ts';
import type { DisputeStep, NewDispute } from './commands/disputes.ts';
import { recordRemittances } from './commands/recordRemittances.ts';
import { withdrawRemittance } from './commands/withdrawRemittance.ts';
import { disputeOf, disputesFor } from './queries/disputes.ts';
import { disputeTasks } from './queries/disputeTasks.ts';
import { paidOf } from './queries/paid.ts';
import type { PaidContext } from './queries/paid.ts';
import { remittancesSent } from './queries/remittances.ts';
import { invented } from './testing/inventedDue.ts';

const YEAR = financialYear('2026/27');
const HEADER = 'payee_code,month,description,amount,reference,paid_on';
const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

onBothEngines('remittances', (engine) => {
  let database: Database;
  let place: InventedMoney;
  let context: PaidContext;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
    context = { ...place.funding, dueOf: invented };
  });
  afterAll(() => database.close());

  const send = (lines: readonly string[], by: PersonKey = 'cara', pcnCode = 'UZ001') => recordRemittances(place.funding, place.acting(by), { pcnCode, text: [HEADER, ...lines].join('\n') });
  const count = async () => (await sql<{ lines: number; files: number; entries: number }>`select (select count(*)::int from remittance_line) as lines, (select count(*)::int from remittance) as files, (select count(*)::int from ledger_entry) as entries`.execute(database.as())).rows[0];

  test('are refused line by line, and nothing of the file is kept', async () => {
    const { refusals, kept } = await send(['UZ001,2026-04,Enhanced access,1000,A1,2026-04-30', 'NOBODY,2026-04,Enhanced access,1000,A2,2026-04-30', 'UZ001,2026-04,Enhanced access,a lot,A3,2026-04-30']);
    expect([kept, refusals.map(({ line, column }) => [line, column])]).toEqual([0, [[3, 'payee_code'], [4, 'amount']]]);
    expect(await count()).toEqual({ lines: 0, files: 0, entries: 0 });
  });

  test.each<[PersonKey, string]>([['colin', 'UZ001'], ['mina', 'UZ001'], ['ivy', 'UZ001'], ['adam', 'UZ001'], ['cara', 'UZ002']])('are not recorded by %s for %s', async (person, pcn) => {
    await expect(send(['UZ001,2026-04,Enhanced access,1000,A1,2026-04-30'], person, pcn)).rejects.toMatchObject(refusal('not-allowed'));
    expect((await count())?.lines).toBe(0);
  });

  test('are kept with whose payee was paid, and posted to the ledger; what went to somebody else’s payee is not', async () => {
    const outcome = await send(['UZ001,2026-04,Enhanced access,1000,A1,2026-04-30', 'ZZA01,2026-04,Core PCN,200.50,A2,2026-04-30', 'ZZB01,2026-05,Enhanced access,1000,A3,2026-05-30', 'UZ001,2026-04,Odd thing,7,A4,2026-04-30', 'UZ001,2026-04,Core PCN,-50,A5,2026-05-30']);
    expect(outcome).toMatchObject({ kept: 5, keptPence: 115_750, recognised: [], payees: { pcn: 3, nominated: 0, practice: 1, elsewhere: 1 }, unmatched: 1 });
    const { fund, entries } = await ledgerOf(place.funding, place.acting('cara'), { code: 'UZ001', year: YEAR });
    expect([fund.receivedPence, fund.heldPence, fund.duePence, entries.length]).toEqual([115_750, 115_750, -115_050, 4]);
  });

  test('that are on record are recognised with their numbers; a file of nothing else is refused', async () => {
    const again = 'UZ001,2026-04,In other words,1000,A1,2026-04-30';
    expect(await send(['UZ001,2026-05,Enhanced access,1000,B1,2026-05-30', again])).toMatchObject({ kept: 1, recognised: [{ line: 3, number: expect.stringMatching(/^R\d+$/) as string }] });
    await expect(send([again])).rejects.toMatchObject(refusal('remittance-twice', 'All 1 lines are on record already: line 2 is R'));
    expect(await count()).toEqual({ lines: 6, files: 2, entries: 5 });
  });

  test('sent twice at the same instant are kept once, also in another order', async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `UZ001,2026-04,Care home premium,${index + 1},C${index},2026-05-01`);
    const both = await Promise.allSettled([send(lines), send([...lines].reverse())]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('remittance-twice', 'All 20 lines') });
    expect((await count())?.lines).toBe(26);
  });

  test('are shown against what is due to the PCN and its practices, and to nobody else', async () => {
    const paid = await paidOf(context, place.acting('mina'), { code: 'UZ001', year: YEAR });
    const enhanced = paid.streams.find(({ stream }) => stream === 'enhanced-access')!;
    expect(enhanced.months.slice(0, 3).map(({ duePence, paidPence, isToCome }) => [duePence, paidPence, isToCome])).toEqual([[100_000, 100_000, false], [100_000, 100_000, false], [0, 0, true]]);
    expect(paid.attributed).toEqual(['Practice ZZA01 (ZZA01) is a practice of this PCN: what it was paid for the network contract is the PCN’s.', 'Practice ZZB01 (ZZB01) is no payee of this PCN: what it was paid is not counted here.']);
    for (const person of ['colin', 'ivy', 'adam', 'lena'] as const) await expect(paidOf(context, place.acting(person), { code: 'UZ001', year: YEAR })).rejects.toMatchObject(refusal('not-allowed'));
    await expect(paidOf(context, place.acting('cara'), { code: 'QZZ', year: YEAR })).rejects.toMatchObject(refusal('pcn-not-found'));
  });

  describe('a dispute', () => {
    const NEW: NewDispute = { pcnCode: 'UZ001', year: YEAR, stream: 'core-pcn', month: isoDate('2026-04-01'), duePence: 20_000, paidPence: 15_050, claimedPence: 4_950, words: 'The list of SECRETS moved', evidence: '' };
    const open = (change: Partial<NewDispute> = {}, by: PersonKey = 'cara') => openDispute(place.funding, place.acting(by), { ...NEW, ...change });
    const step = (disputeId: number, event: DisputeStep['event'], by: PersonKey, more: Partial<DisputeStep> = {}) => stepDispute(place.funding, place.acting(by), { disputeId, event, words: 'Because', amountPence: 4_950, ...more });
    const tasksOf = async (person: PersonKey) => (await disputeTasks(place.funding)({ personId: person, permissions: place.acting(person).permissions }, place.funding.now())).map(({ title }) => title.split(':')[0]);

    test.each<[string, Partial<NewDispute>, PersonKey, string]>([
      ['by another PCN', {}, 'colin', 'not-allowed'],
      ['by a practice', {}, 'mina', 'not-allowed'],
      ['by the commissioner', {}, 'ivy', 'not-allowed'],
      ['without words', { words: ' ' }, 'cara', 'words-missing'],
      ['of nothing', { claimedPence: 0 }, 'cara', 'nothing-claimed'],
      ['of a month of another year', { month: isoDate('2025-04-01') }, 'cara', 'line-not-found'],
      ['with more words than anyone reads', { words: 'x'.repeat(4_001) }, 'cara', 'too-long'],
    ])('is not opened %s', async (_, change, person, code) => {
      await expect(open(change, person)).rejects.toMatchObject(refusal(code));
    });

    let id: number;
    test('is opened once, however many open it at once', async () => {
      const both = await Promise.allSettled([open(), open()]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      id = (both.find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<number>).value;
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('disputed-already', `D${id}`) });
    });

    test('is seen by the PCN, its practices and its commissioner, and by nobody else', async () => {
      for (const person of ['cara', 'mina', 'petra', 'ivy'] as const) {
        expect((await disputesFor(place.funding, place.acting(person))).map((one) => one.id)).toEqual([id]);
        expect((await disputeOf(place.funding, place.acting(person), id)).steps).toMatchObject([{ event: 'open', words: 'The list of SECRETS moved' }]);
      }
      for (const person of ['colin', 'paul', 'adam', 'lena'] as const) {
        expect(await disputesFor(place.funding, place.acting(person))).toEqual([]);
        await expect(disputeOf(place.funding, place.acting(person), id)).rejects.toMatchObject(refusal('not-allowed'));
      }
      await expect(disputeOf(place.funding, place.acting('cara'), 999)).rejects.toMatchObject(refusal('dispute-not-found'));
    });

    test('takes no step that its table, its people or its reasons do not allow', async () => {
      await expect(step(id, 'settle', 'cara')).rejects.toMatchObject(refusal('not-from-this-state'));
      await expect(step(id, 'answer', 'cara')).rejects.toMatchObject(refusal('not-allowed'));
      await expect(step(id, 'add-evidence', 'ivy', { evidence: 'R1' })).rejects.toMatchObject(refusal('not-allowed'));
      await expect(step(id, 'add-evidence', 'cara')).rejects.toMatchObject(refusal('something-missing', 'No evidence'));
      await expect(step(id, 'answer', 'ivy', { words: '' })).rejects.toMatchObject(refusal('something-missing', 'No reason'));
      await expect(step(id, 'answer', 'ivy', { amountPence: null })).rejects.toMatchObject(refusal('something-missing', 'No amount'));
      await expect(step(999, 'answer', 'ivy')).rejects.toMatchObject(refusal('dispute-not-found'));
    });

    test('goes from evidence to an answer and back, and asks each in turn', async () => {
      expect([await tasksOf('ivy'), await tasksOf('cara')]).toEqual([[`Answer Mill PCN’s dispute D${id}`], []]);
      expect(await step(id, 'add-evidence', 'cara', { evidence: 'R2 and the letter of 3 May', words: '' })).toBe('evidence');
      expect(await step(id, 'answer', 'ivy', { amountPence: 0 })).toBe('answered');
      expect([await tasksOf('ivy'), await tasksOf('cara')]).toEqual([[], [`Settle dispute D${id}, or answer back`]]);
      expect(await step(id, 'add-evidence', 'cara', { evidence: 'The register' })).toBe('evidence');
      expect(await step(id, 'answer', 'ivy', { amountPence: 4_950 })).toBe('answered');
    });

    test('is settled once by two at once, with every step kept and none of the words in the audit', async () => {
      const both = await Promise.allSettled([step(id, 'settle', 'cara'), step(id, 'withdraw', 'cara')]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await disputeOf(place.funding, place.acting('cara'), id)).steps).toHaveLength(6);
      expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
      const { rows } = await sql<{ text: string }>`select detail::text as text from audit_entry`.execute(database.as());
      for (const { text } of rows) expect(text).not.toMatch(/SECRET|letter|Because/);
    });

    test('can be opened again once it is over, and loses words that are erased while its amounts stand', async () => {
      const again = await open();
      await database.inTransaction((transaction) => eraseWordsOf(transaction, 'cara'));
      expect((await disputeOf(place.funding, place.acting('ivy'), again)).steps).toMatchObject([{ words: null, amountPence: 4_950 }]);
    });
  });

  describe('a statement of payment that was sent by mistake', () => {
    const withdraw = (remittanceId: number, by: PersonKey = 'cara', words = 'It was another PCN’s', pcnCode = 'UZ001') => withdrawRemittance(place.funding, place.acting(by), { pcnCode, remittanceId, words });
    const fundOf = async () => (await ledgerOf(place.funding, place.acting('cara'), { code: 'UZ001', year: YEAR })).fund;
    const lines = ['UZ001,2026-04,Core PCN,300,W1,2026-04-30', 'UZ001,2026-05,Enhanced access,44,W2,2026-05-30', 'ZZB01,2026-05,Enhanced access,9,W3,2026-05-30'];
    let id: number;
    let before: Awaited<ReturnType<typeof fundOf>>;

    test('is withdrawn by nobody but who keeps the money, with a reason, and only where it is', async () => {
      before = await fundOf();
      expect((await send(lines)).kept).toBe(3);
      id = (await remittancesSent(database.as(), 'UZ001', YEAR))[0]!.id;
      for (const person of ['colin', 'mina', 'ivy', 'adam'] as const) await expect(withdraw(id, person)).rejects.toMatchObject(refusal('not-allowed'));
      await expect(withdraw(id, 'colin', 'x', 'UZ002')).rejects.toMatchObject(refusal('remittance-not-found'));
      await expect(withdraw(999)).rejects.toMatchObject(refusal('remittance-not-found'));
      await expect(withdraw(id, 'cara', ' ')).rejects.toMatchObject(refusal('words-missing'));
      expect((await fundOf()).receivedPence).toBe(before.receivedPence + 34_400);
    });

    test('is withdrawn once, by two at once; its payments count no more, its entries are taken back, and an open dispute has a note', async () => {
      const dispute = (await disputesFor(place.funding, place.acting('cara'))).find(({ state, stream }) => state === 'opened' && stream === 'core-pcn')!;
      const both = await Promise.allSettled([withdraw(id), withdraw(id)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'fulfilled')).toMatchObject({ value: { payments: 3, disputes: [dispute.id] } });
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('withdrawn-already', '1 June 2026') });
      expect(await fundOf()).toEqual(before);
      expect((await disputeOf(place.funding, place.acting('ivy'), dispute.id)).steps.at(-1)).toMatchObject({ event: 'payment-withdrawn', state: 'opened', amountPence: 30_000, words: null });
      const paid = await paidOf(context, place.acting('cara'), { code: 'UZ001', year: YEAR });
      expect(paid.streams.flatMap(({ months }) => months).flatMap(({ payments }) => payments).filter(({ reference }) => reference.startsWith('W'))).toEqual([]);
    });

    test('stays on record as withdrawn, changes no more, and may be sent again', async () => {
      expect((await remittancesSent(database.as(), 'UZ001', YEAR)).find((one) => one.id === id)).toMatchObject({ payments: 3, amountPence: 35_300, withdrawnOn: '2026-06-01', withdrawnWords: 'It was another PCN’s' });
      for (const change of [sql`update remittance set withdrawn_at = null, withdrawn_by = null where id = ${id}`, sql`update remittance_line set amount_pence = 1`, sql`update remittance set digest = 'x', withdrawn_at = now(), withdrawn_by = 'x' where withdrawn_at is null`, sql`delete from remittance_line`]) {
        await expect(change.execute(database.as())).rejects.toThrow();
      }
      expect(await send(lines)).toMatchObject({ kept: 3, recognised: [] });
      expect((await fundOf()).receivedPence).toBe(before.receivedPence + 34_400);
      expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
    });
  });
});
