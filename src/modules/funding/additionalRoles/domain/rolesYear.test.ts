import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { roleRules } from '../roleRules.ts';
import { rolesYear } from './rolesYear.ts';
import type { SumDue, YearClaim } from './rolesYear.ts';

const year = financialYear('2025/26');
const claim = (change: Partial<YearClaim> = {}): YearClaim => ({
  post: 'P1', role: 'clinical-pharmacist', wte: new Fraction(1), starts: isoDate('2024-01-01'), ends: null, month: isoDate('2025-04-01'), region: 'national',
  salaryPence: 400_000, nationalInsurancePence: 50_000, pensionPence: 50_000, askedPence: null, maximumEnteredPence: null, claimPence: 500_000, figureStatus: 'reported', ...change,
});
const view = (claims: YearClaim[], sum: SumDue = { pence: 20_000_000, status: 'reported' }) => rolesYear({ year, sum, claims, roles: roleRules().roles, region: 'national' });

test('a post goes on as it stands until the year ends', () => {
  expect(view([claim(), claim({ month: isoDate('2025-05-01') })])).toMatchObject({ claimedPence: 1_000_000, forecastPence: 5_000_000, totalPence: 6_000_000, unclaimedPence: 14_000_000, abovePence: 0 });
});

test('a post that ends in mid-June is forecast for half of June, and not after it', () => {
  expect(view([claim({ ends: isoDate('2025-06-15') })])).toMatchObject({ claimedPence: 500_000, forecastPence: 500_000 + 250_000 });
});

test('a post that began in mid-month is forecast for whole months', () => {
  const half = { starts: isoDate('2025-04-16'), salaryPence: 200_000, nationalInsurancePence: 25_000, pensionPence: 25_000, claimPence: 250_000 };
  expect(view([claim(half)])).toMatchObject({ claimedPence: 250_000, forecastPence: 11 * 500_000 });
});

// £140,000 ÷ £66,972 = 2.09; ÷ £43,352 = 3.23; ÷ £105,882 = 1.32.
test('what is unclaimed would have bought whole posts and parts of them', () => {
  const { bought } = view([claim(), claim({ month: isoDate('2025-05-01') })]);
  const of = (id: string) => bought.find(({ role }) => role.id === id)!;
  expect(['clinical-pharmacist', 'pharmacy-technician', 'gp'].map((id) => [of(id).whole, of(id).wte.round(2).valueOf()])).toEqual([[2, 2.09], [3, 3.23], [1, 1.32]]);
  expect(bought.some(({ role }) => role.id === 'paramedic')).toBe(false);
});

test('claims above the sum are paid to the sum, and the rest falls on the PCN', () => {
  expect(view([claim()], { pence: 400_000, status: 'reported' })).toMatchObject({ totalPence: 6_000_000, payablePence: 400_000, abovePence: 5_600_000, unclaimedPence: 0 });
});

test('without the sum nothing is said of what is unclaimed', () => {
  expect(view([claim()], { missing: 'The contractor weighted population is not loaded.' })).toMatchObject({ unclaimedPence: null, bought: [], totalPence: 6_000_000 });
});
