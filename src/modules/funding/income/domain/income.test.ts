import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { flowOfMoney } from './flowOfMoney.ts';
import { incomeOf, yearOfIncome } from './income.ts';
import type { IncomeCategory, PracticePaid } from './income.ts';
import { shareByList } from './shareByList.ts';

const CATEGORIES: IncomeCategory[] = [
  { id: 'core-contract', title: 'Core contract', part: 'own' },
  { id: 'local-schemes', title: 'Local schemes', part: 'own' },
  { id: 'pcn-participation', title: 'Network participation', part: 'participation' },
  { id: 'pcn', title: 'Through the primary care network', part: 'pcn' },
  { id: 'deductions', title: 'Deductions', part: 'deduction' },
];
const practice = (code: string, pcnCode: string | null, registered: number | null, pence: Record<string, number>): PracticePaid => ({ code, name: code, pcnCode, icbCode: 'QZZ', registered, weighted: registered === null ? null : registered * 2, pence });

/** Worked by hand: a PCN of 1,000 and 3,000 patients whose £400.00 sits at the smaller; a practice in none; one without patients. */
const YEAR = yearOfIncome(financialYear('2021/22'), CATEGORIES, [
  practice('A', 'U1', 1_000, { 'core-contract': 10_000_00, 'pcn-participation': 1_760_00, pcn: 400_00, deductions: -500_00 }),
  practice('B', 'U1', 3_000, { 'core-contract': 30_000_00, 'local-schemes': 1_000_00, 'pcn-participation': 5_280_00 }),
  practice('C', null, 2_000, { 'core-contract': 26_000_00, pcn: 7_00 }),
  practice('D', 'U2', null, { 'core-contract': 100_00 }),
]);
const lineOf = (income: ReturnType<typeof incomeOf>, id: string) => income.lines.find((line) => line.id === id)!;

describe('PCN money at a nominated payee', () => {
  test('is the PCN’s, and a quarter of it is the smaller practice’s estimated share', () => {
    expect([YEAR.pcns.get('U1')!.pence, YEAR.pcns.get('U1')!.payees]).toEqual([400_00, ['A']]);
    const income = incomeOf(YEAR, ['A'], false);
    expect(lineOf(income, 'pcn')).toMatchObject({ pence: 100_00, isEstimate: true });
    expect([income.heldAsPayeePence, income.whole.pence]).toEqual([400_00, 10_000_00 + 1_760_00 + 100_00]);
  });
  test('at a practice in no PCN can be put nowhere, and is said', () => expect([YEAR.unplacedPence, incomeOf(YEAR, ['C'], false).whole.pence]).toEqual([7_00, 26_000_00]));
  test('of a whole PCN is no estimate', () => expect(lineOf(incomeOf(YEAR, ['A', 'B'], true), 'pcn')).toMatchObject({ pence: 400_00, isEstimate: false }));
});

describe('the income of a practice', () => {
  const income = incomeOf(YEAR, ['A'], false);
  test('is so much a patient and a weighted patient', () => expect([lineOf(income, 'core-contract').perPatient, lineOf(income, 'core-contract').perWeighted]).toEqual([10_00, 5_00]));
  test('shows deductions and does not add them', () => expect(lineOf(income, 'deductions').pence).toBe(-500_00));
  test('comes through the PCN in part', () => expect(income.shareThroughPcn).toBeCloseTo((1_760 + 100) / 11_860, 10));
});

test('means are weighted by patients, and say how many practices they are of', () => {
  const england = incomeOf(YEAR, YEAR.practices.keys(), true);
  expect([england.practices, england.counted, england.registered]).toEqual([4, 3, 6_000]);
  // (10,000 + 30,000 + 26,000) ÷ 6,000 patients; the £100 of the practice without patients is in the sum and in no mean.
  expect([lineOf(england, 'core-contract').perPatient, lineOf(england, 'core-contract').pence]).toEqual([11_00, 66_100_00]);
});

test('a practice of which nothing is published has no income', () => expect(incomeOf(YEAR, ['Z'], false)).toMatchObject({ practices: 0, shareThroughPcn: null, whole: { pence: 0, perPatient: null } }));

describe('the flow of money', () => {
  const { nodes, flows } = flowOfMoney(incomeOf(YEAR, ['A', 'B'], true), 'Mill PCN');
  test('leaves each place as it came in', () => {
    for (const { id } of nodes.filter(({ step }) => step === 1 || step === 2)) {
      const [into, out] = [flows.filter(({ to }) => to === id), flows.filter(({ from }) => from === id)].map((some) => some.reduce((sum, { pence }) => sum + pence, 0));
      expect([id, into]).toEqual([id, out]);
    }
  });
  test('parts the national contract, local decisions and the network contract', () => {
    expect(flows.filter(({ from }) => from === 'nhs')).toEqual([
      { from: 'nhs', to: 'route national', pence: 40_000_00 },
      { from: 'nhs', to: 'route local', pence: 1_000_00 },
      { from: 'nhs', to: 'route network', pence: 7_440_00 },
    ]);
  });
});

describe('a share by list', () => {
  test('gives the odd penny to the longest list', () => expect([...shareByList(100, [{ code: 'A', registered: 10 }, { code: 'B', registered: 10 }, { code: 'C', registered: 10.03 }])]).toEqual([['A', 33], ['B', 33], ['C', 34]]));
  test('adds up to the whole, whatever the lists', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e12 }), fc.array(fc.option(fc.double({ min: 0, max: 1e5, noNaN: true })), { minLength: 1, maxLength: 20 }), (pence, lists) => {
        const shares = shareByList(pence, lists.map((registered, index) => ({ code: `P${index}`, registered })));
        expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(pence);
      }),
    );
  });
});
