import Fraction from 'fraction.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../../tests/testing/index.ts';
import { inventedMoney } from '../../testing/inventedMoney.ts';
import type { InventedMoney } from '../../testing/inventedMoney.ts';
import type { StreamId } from '../../contract/index.ts';
import { ledgerOf } from '../../ledger/index.ts';
import { fallenDue } from '../../ledger/queries/fallenDue.ts';
import type { StatementLine } from '../../statements/domain/statement.ts';
import type { PostMonth } from '../domain/claimable.ts';
import { claimHistory, claimsOf, requireClaimReader } from '../queries/claims.ts';
import { enterClaim, enterClaimsFile, moveClaims } from './keepClaims.ts';

const YEAR = financialYear('2025/26');
const refusal = (code: string) => ({ refusal: { code } });
const post = (reference: string, change: Partial<PostMonth> = {}): PostMonth => ({
  post: reference, role: 'clinical-pharmacist', wte: new Fraction('0.6'), starts: isoDate('2024-01-01'), ends: null, month: isoDate('2025-05-01'), region: 'national',
  salaryPence: 250_000, nationalInsurancePence: 30_000, pensionPence: 35_950, askedPence: null, maximumEnteredPence: null, ...change,
});
const FILE = ['post,role,month,wte,starts,salary,ni,pension', 'F1,clinical-pharmacist,2025-05,1,2024-01-01,5000,600,719', 'F1,clinical-pharmacist,2025-06,1,2024-01-01,5000,600,719'];

onBothEngines('claims for additional roles', (engine) => {
  let database: Database;
  let place: InventedMoney;
  beforeAll(async () => {
    database = await testDatabase(engine);
    place = await inventedMoney(database);
    place.setNow('2026-06-03');
  });
  afterAll(() => database.close());

  const enter = (reference: string, who: 'cara' | 'colin' = 'cara', change: Partial<PostMonth> = {}, replaces: string | null = null) =>
    enterClaim(place.funding, place.acting(who), { pcnCode: who === 'cara' ? 'UZ001' : 'UZ002', post: post(reference, change), replaces });
  const own = async (pcnCode = 'UZ001') => claimsOf(database.as(), pcnCode, YEAR);
  const move = (claimIds: string[], event: 'submit' | 'approve' | 'query' | 'pay' | 'withdraw') => moveClaims(place.funding, place.acting('cara'), { pcnCode: 'UZ001', claimIds, event });

  test('a claim is worked out, kept as a draft, submitted, approved and paid, with its history', async () => {
    const id = await enter('A1');
    expect((await own()).find((one) => one.id === id)).toMatchObject({ claimPence: 315_950, state: 'draft', figureStatus: 'reported' });
    await move([id], 'submit');
    await move([id], 'query');
    await move([id], 'submit');
    await move([id], 'approve');
    await move([id], 'pay');
    expect((await claimHistory(database.as(), id)).map(({ state }) => state)).toEqual(['draft', 'submitted', 'queried', 'submitted', 'approved', 'paid']);
    await expect(move([id], 'withdraw')).rejects.toMatchObject(refusal('not-from-this-state'));
    expect((await verifyAudit(database.as())).isIntact).toBe(true);
  });

  test('what is approved is due in the ledger, and no more where the commissioner queries it again', async () => {
    const due = async () => (await ledgerOf(place.funding, place.acting('cara'), { code: 'UZ001', year: YEAR })).fund.duePence;
    const [before, ids] = [await due(), [await enter('L1'), await enter('L2', 'cara', { month: isoDate('2025-06-01') })]];
    await move(ids, 'submit');
    expect(await due()).toBe(before);
    await move(ids, 'approve');
    expect(await due()).toBe(before + 2 * 315_950);
    await move(ids.slice(1), 'query');
    expect(await due()).toBe(before + 315_950);
    await move(ids.slice(1), 'withdraw');
    await move(ids.slice(0, 1), 'pay');
    expect(await due()).toBe(before + 315_950);
    // The sum that the statement has is the most that may be claimed: of its streams the others alone fall due.
    const line = (stream: StreamId) => ({ stream, paidTo: 'pcn', monthsPence: Array.from({ length: 12 }, () => 100) }) as unknown as StatementLine;
    const fallen = await fallenDue({ ...place.funding, dueOf: async () => ({ lines: [line('additional-roles-sum'), line('enhanced-access')], missing: [], notes: [], totalStatus: 'reported' }) }, { code: 'UZ001', year: YEAR });
    const ofMay = fallen.filter(({ month }) => month === '2025-05-01').map(({ stream, amountPence }) => [stream, amountPence]);
    expect(ofMay).toEqual([['enhanced-access', 100], ['additional-roles-sum', before + 315_950]]);
  });

  test('a second claim for the post and month is refused until the first is replaced or withdrawn', async () => {
    const first = await enter('B1');
    await expect(enter('b1')).rejects.toMatchObject(refusal('claimed-twice'));
    const second = await enter('B1', 'cara', { salaryPence: 240_000 }, first);
    expect((await own()).filter((one) => one.post === 'B1').map(({ id, state, replacesId }) => [id, state, replacesId])).toEqual([[first, 'replaced', null], [second, 'draft', first]]);
    await move([second], 'withdraw');
    await enter('B1');
  });

  test('a replacement that is refused leaves the first as it was', async () => {
    const first = await enter('B2');
    await expect(enter('B2', 'cara', { wte: new Fraction(2) }, first)).rejects.toMatchObject(refusal('wte-out-of-range'));
    expect((await own()).find((one) => one.id === first)!.state).toBe('draft');
  });

  test('a post that another PCN claims is refused', async () => {
    await enter('C1', 'colin');
    await expect(enter('C1')).rejects.toMatchObject(refusal('post-claimed-elsewhere'));
  });

  test('of two PCNs that claim the same post at once, one does', async () => {
    const outcomes = await Promise.allSettled([enter('D1', 'cara'), enter('D1', 'colin')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({ reason: refusal('post-claimed-elsewhere') });
    expect([...(await own('UZ001')), ...(await own('UZ002'))].filter((one) => one.post === 'D1')).toHaveLength(1);
  });

  test('of two keepers’ same claim at once, one stands', async () => {
    const outcomes = await Promise.allSettled([enter('D2'), enter('D2')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a file is kept whole or not at all', async () => {
    const sent = (lines: string[]) => enterClaimsFile(place.funding, place.acting('cara'), { pcnCode: 'UZ001', year: YEAR, text: lines.join('\n') });
    const wrong = await sent([...FILE, 'F2,clinical-pharmacist,2025-05,1.5,2024-01-01,5000,600,719', 'C1,clinical-pharmacist,2025-05,1,2024-01-01,5000,600,719', 'F3,clinical-pharmacist,May,1,2024-01-01,five,600,719']);
    expect(wrong.kept).toBe(0);
    expect(wrong.refusals.map(({ line, column }) => [line, column])).toEqual([[4, 'wte'], [5, 'post'], [6, 'month'], [6, 'salary']]);
    expect((await own()).some((one) => one.post === 'F1')).toBe(false);
    expect((await sent(FILE)).kept).toBe(2);
    expect((await sent(FILE)).refusals.map(({ line }) => line)).toEqual([2, 3]);
    expect((await sent(['post,payee,amount', 'a,b,c'])).refusals[0]).toMatchObject({ line: 1, reason: expect.stringContaining('it has payee, amount') });
  });

  test.each(['mina', 'petra', 'colin', 'ivy', 'adam'] as const)('%s does not keep UZ001’s claims', async (who) => {
    await expect(enterClaim(place.funding, place.acting(who), { pcnCode: 'UZ001', post: post('E1') })).rejects.toMatchObject(refusal('not-allowed'));
    await expect(moveClaims(place.funding, place.acting(who), { pcnCode: 'UZ001', claimIds: [], event: 'submit' })).rejects.toMatchObject(refusal('not-allowed'));
  });

  test.each([['cara', { isKeeper: true }], ['mina', { isKeeper: false }], ['petra', { isKeeper: false }]] as const)('%s reads UZ001’s claims', async (who, expected) => {
    expect(await requireClaimReader(place.funding, place.acting(who), 'UZ001')).toEqual(expected);
  });

  test.each(['colin', 'ivy', 'adam'] as const)('%s does not read UZ001’s claims', async (who) => {
    await expect(requireClaimReader(place.funding, place.acting(who), 'UZ001')).rejects.toMatchObject(refusal('not-allowed'));
  });

  test('a claim of another PCN is not found', async () => {
    const id = await enter('G1', 'colin');
    await expect(move([id], 'submit')).rejects.toMatchObject(refusal('claim-not-found'));
  });
});
