import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import { inventedMoney } from '../testing/inventedMoney.ts';
import type { InventedMoney, PersonKey } from '../testing/inventedMoney.ts';
import { journalOf, ledgerOf, postByHand, postDue, postLockedShares, reverseEntry } from './index.ts';
import type { HandEntry } from './index.ts';

const YEAR = financialYear('2026/27');
const refusal = (code: string, words = '') => ({ refusal: { code, what: expect.stringContaining(words) as string } });

onBothEngines('the ledger of a PCN', (engine) => {
  let database: Database;
  let place: InventedMoney;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
  });
  afterAll(() => database.close());

  const post = (change: Partial<HandEntry>, by: PersonKey = 'cara') =>
    postByHand(place.funding, place.acting(by), { pcnCode: 'UZ001', kind: 'received', day: isoDate('2026-05-01'), amountPence: 100_000, detail: null, words: 'A start', ...change });
  const ledger = (year = YEAR, by: PersonKey = 'cara', code = 'UZ001') => ledgerOf(place.funding, place.acting(by), { code, year });

  test('begins empty, and what is posted by hand is numbered and stands in two accounts', async () => {
    expect((await ledger()).fund).toEqual({ duePence: 0, receivedPence: 0, sharedPence: 0, spentPence: 0, committedPence: 0, heldPence: 0, freePence: 0 });
    expect(await post({})).toBe(1);
    expect(await post({ kind: 'committed', amountPence: 30_000, words: 'A locum' })).toBe(2);
    expect((await ledger()).fund).toMatchObject({ receivedPence: 100_000, heldPence: 100_000, committedPence: 30_000, freePence: 70_000 });
  });

  test.each<[string, Partial<HandEntry>, string, string]>([
    ['more than is free', { kind: 'spent', amountPence: 70_001 }, 'more-than-there-is', '£700.01 is more than the £700 that is free: £1,000 held, of which £300 is committed'],
    ['more than is committed', { kind: 'commitment-spent', amountPence: 30_001 }, 'more-than-committed', '£300'],
    ['nothing', { amountPence: 0 }, 'not-an-amount', '£0'],
    ['less than nothing', { amountPence: -5 }, 'not-an-amount', '−£0.05'],
    ['a day to come', { day: isoDate('2026-06-02') }, 'day-to-come', '2 June 2026'],
    ['no words', { words: ' ' }, 'words-missing', 'Nothing says'],
    ['a detail that would break a journal', { detail: 'a;  b' }, 'detail-unknown', 'a;  b'],
    ['what only a remittance posts', { kind: 'due-received' }, 'kind-unknown', 'by hand'],
  ])('refuses %s, with the numbers', async (_, change, code, words) => {
    await expect(post(change)).rejects.toMatchObject(refusal(code, words));
    expect((await ledger()).entries).toHaveLength(2);
  });

  test.each<PersonKey>(['colin', 'mina', 'petra', 'ivy', 'adam'])('is not written by %s', async (person) => {
    await expect(post({}, person)).rejects.toMatchObject(refusal('not-allowed'));
    await expect(reverseEntry(place.funding, place.acting(person), { pcnCode: 'UZ001', number: 1, words: 'x' })).rejects.toMatchObject(refusal('not-allowed'));
    await expect(postDue(place.funding, place.acting(person), 'UZ001', [])).rejects.toMatchObject(refusal('not-allowed'));
  });

  test('is read by the PCN and its practices, and by nobody else', async () => {
    for (const person of ['cara', 'mina', 'petra'] as const) expect((await ledger(YEAR, person)).entries).toHaveLength(2);
    for (const person of ['colin', 'paul', 'ivy', 'adam'] as const) await expect(ledger(YEAR, person)).rejects.toMatchObject(refusal('not-allowed'));
    await expect(ledger(YEAR, 'cara', 'ZZA01')).rejects.toMatchObject(refusal('pcn-not-found'));
  });

  test('two who spend the last of it at once: one does, and every balance is the sum of its postings', async () => {
    const both = await Promise.allSettled([post({ kind: 'spent', amountPence: 70_000, words: 'One' }), post({ kind: 'spent', amountPence: 70_000, words: 'Two' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { fund, entries } = await ledger();
    expect(fund).toMatchObject({ heldPence: 30_000, freePence: 0, spentPence: 70_000 });
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('many who post at once get numbers of their own, and nothing is lost', async () => {
    const numbers = await Promise.all(Array.from({ length: 6 }, () => post({ amountPence: 1_000 })));
    expect(numbers.sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9]);
    expect((await ledger()).fund.heldPence).toBe(36_000);
  });

  test('is corrected by a reversal, once; what stood stays', async () => {
    const back = await Promise.allSettled([1, 2].map(() => reverseEntry(place.funding, place.acting('cara'), { pcnCode: 'UZ001', number: 9, words: 'Entered twice' })));
    expect(back.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(back.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('reversed-before', 'by entry 10') });
    const { entries, fund } = await ledger();
    expect([entries.find(({ number }) => number === 9)?.reversedBy, entries.find(({ number }) => number === 10)?.reverses, fund.heldPence]).toEqual([10, 9, 35_000]);
    await expect(reverseEntry(place.funding, place.acting('cara'), { pcnCode: 'UZ001', number: 10, words: 'No' })).rejects.toMatchObject(refusal('is-a-reversal'));
    await expect(reverseEntry(place.funding, place.acting('cara'), { pcnCode: 'UZ001', number: 99, words: 'No' })).rejects.toMatchObject(refusal('entry-not-found'));
    await expect(reverseEntry(place.funding, place.acting('cara'), { pcnCode: 'UZ001', number: 8, words: ' ' })).rejects.toMatchObject(refusal('words-missing'));
  });

  test('posts what fell due once, and later only what was added to it', async () => {
    const due = (amountPence: number) => postDue(place.funding, place.acting('cara'), 'UZ001', [{ stream: 'enhanced-access', month: isoDate('2026-04-01'), amountPence }]);
    expect([await due(50_000), await due(50_000), await due(52_000)]).toEqual([1, 0, 1]);
    expect((await ledger()).fund.duePence).toBe(52_000);
  });

  const lock = (sharesId: string, pence: number, replacesId: string | null = null) =>
    database.inTransaction<unknown, void>((transaction) => postLockedShares(transaction, place.acting('cara'), 'UZ001', { sharesId, replacesId, shares: [{ practiceCode: 'ZZA01', amountPence: pence }, { practiceCode: 'ZZA02', amountPence: 2_000 }, { practiceCode: 'ZZA03', amountPence: 0 }] }, place.funding.now()));

  test('posts locked shares, each practice its part, and not more than is free', async () => {
    await lock('v1', 3_000);
    await expect(lock('v1', 3_000)).rejects.toThrow();
    await expect(lock('v2', 3_000)).rejects.toMatchObject(refusal('more-than-there-is', '£50 is more than the £0 that is free'));
    expect((await ledger()).fund).toMatchObject({ sharedPence: 5_000, freePence: 0 });
  });

  test('takes back what the version before shared when another takes its place, once', async () => {
    await lock('v3', 2_500, 'v1');
    expect((await ledger()).fund).toMatchObject({ sharedPence: 4_500, freePence: 500 });
    const [first] = (await ledger()).entries.filter(({ origin }) => origin === 'shares/v1');
    expect(first?.reversedBy).toBe(first!.number + 1);
    const { number } = (await ledger()).entries.find(({ origin }) => origin === 'shares/v3')!;
    await reverseEntry(place.funding, place.acting('cara'), { pcnCode: 'UZ001', number, words: 'Not agreed after all' });
    await lock('v4', 3_000, 'v3');
    expect((await ledger()).fund).toMatchObject({ sharedPence: 5_000, freePence: 0 });
  });

  test('carries balances into the next year, and the journal begins with them', async () => {
    const next = await ledger(financialYear('2027/28'));
    expect([next.entries, next.fund]).toEqual([[], (await ledger()).fund]);
    expect(next.opening.reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(0);
    expect(journalOf(next)).toContain('2027-04-01 Brought forward\n    assets:due:enhanced-access  £520.00\n');
    expect(journalOf(await ledger())).toContain('2026-06-01 (13) Shared with practices (shares that were locked)\n    expenses:shared:ZZA01  £30.00\n    assets:held  £-30.00\n');
  });

  test('refuses an entry that does not balance, whoever writes it, and any change of what stands', async () => {
    const unbalanced = database.inTransaction(async (transaction) => {
      await sql`with e as (insert into ledger_entry (pcn_code, number, day, kind, at, by) values ('UZ001', 900, '2026-05-01', 'spent', now(), 'x') returning id)
        insert into ledger_posting (entry_id, position, account, amount_pence) select id, n, 'assets:held', 5 from e, generate_series(1, 2) n`.execute(transaction);
    });
    await expect(unbalanced).rejects.toThrow('does not balance');
    await expect(sql`update ledger_posting set amount_pence = amount_pence + 1`.execute(database.as())).rejects.toThrow('never changed');
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true });
    const { rows } = await sql<{ text: string }>`select detail::text as text from audit_entry where subject_kind = 'ledger'`.execute(database.as());
    for (const { text } of rows) expect(text).not.toMatch(/locum|Entered twice/i);
  });
});
