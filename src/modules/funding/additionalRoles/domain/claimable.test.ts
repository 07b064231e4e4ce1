import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { faultOfRoleCase, roleCases } from '../roleCases.ts';
import { roleMaxima, roleRules, rolesOn } from '../roleRules.ts';
import { cappedAtSum, checkClaims } from './checkClaims.ts';
import { claimableFor, daysInPost } from './claimable.ts';
import type { PostMonth } from './claimable.ts';
import { capOn } from './role.ts';

const post = (change: Partial<PostMonth> = {}): PostMonth => ({
  post: 'P1', role: 'clinical-pharmacist', wte: new Fraction(1), starts: isoDate('2019-07-01'), ends: null, month: isoDate('2025-05-01'), region: 'national',
  salaryPence: 500_000, nationalInsurancePence: 60_000, pensionPence: 71_900, askedPence: null, maximumEnteredPence: null, ...change,
});

test.each(roleCases().map((one) => [one.title, one] as const))('case: %s', (_title, one) => expect(faultOfRoleCase(one)).toBeNull());

const year = financialYear('2025/26');
const asked = { year, listSize: 50_000, standing: [], rules: roleRules() };
const codes = (posts: PostMonth[], how: Partial<typeof asked> & { standing?: Parameters<typeof checkClaims>[1]['standing'] } = {}) => checkClaims(posts, { ...asked, ...how }).refused.map(({ index, refusal }) => [index, refusal.code]);

describe('claims together', () => {
  it('takes a post and a month once, whichever way its reference is written', () => {
    expect(codes([post(), post({ post: 'p1 ' }), post({ month: isoDate('2025-06-01') })])).toEqual([[1, 'claimed-twice']]);
  });

  it('refuses a post that another PCN claims, without naming it', () => {
    const { refused } = checkClaims([post()], { ...asked, standing: [{ ...post(), isOwn: false }] });
    expect(refused).toMatchObject([{ refusal: { code: 'post-claimed-elsewhere', what: 'Another PCN claims post P1 for May 2025; 1 claim for a post and month may stand.' } }]);
  });

  it('refuses a month of another year, with both years', () => {
    expect(checkClaims([post({ month: isoDate('2024-12-01') })], asked).refused[0]!.refusal.what).toBe('December 2024 lies in 2024/25; these are claims of 2025/26.');
  });

  // Advanced practitioners of 2023/24: three up to 99,999 patients, six from 100,000. No maximum is known, so one is entered.
  const practitioners = (count: number) => Array.from({ length: count }, (_, index) => post({ post: `A${index}`, role: 'advanced-practitioner', month: isoDate('2023-06-01'), maximumEnteredPence: 6_800_000 }));
  test.each([
    [99_999, 3, []],
    [99_999, 4, [[3, 'over-cap']]],
    [100_000, 6, []],
    [100_000, 7, [[6, 'over-cap']]],
    [null, 6, []],
    [null, 7, [[6, 'over-cap']]],
  ])('a list of %s may have so many advanced practitioners: %i', (listSize, count, expected) => {
    expect(checkClaims(practitioners(count), { ...asked, year: financialYear('2023/24'), listSize }).refused.map(({ index, refusal }) => [index, refusal.code])).toEqual(expected);
  });

  it('counts what stands already toward the cap, and says the numbers', () => {
    const standing = practitioners(3).map((one) => ({ ...one, isOwn: true }));
    const { refused } = checkClaims([post({ post: 'B', role: 'advanced-practitioner', month: isoDate('2023-06-01'), wte: new Fraction('0.5'), maximumEnteredPence: 6_800_000 })], { ...asked, year: financialYear('2023/24'), standing });
    expect(refused[0]!.refusal).toMatchObject({ what: 'With this claim, 3.5 whole-time equivalents of advanced practitioner are claimed for June 2023; a PCN with a list of 50,000 patients may claim 3.', todo: expect.stringContaining('0.5 too many') });
  });
});

test('a claim above the maximum says what is above, and who bears it', () => {
  expect(claimableFor(post({ askedPence: 631_900 }), roleRules().roles)).toMatchObject({
    refusal: { what: '£6,319.00 is claimed for a clinical pharmacist; at most £5,581.00 may be, which is £738.00 less.', todo: 'Claim £5,581.00; the other £738.00 of the cost of £6,319.00 falls on the PCN or its practices.' },
  });
});

test('less than the maximum may be asked', () => {
  expect(claimableFor(post({ askedPence: 100_000 }), roleRules().roles)).toMatchObject({ value: { claimPence: 100_000, bornePence: 531_900 } });
});

test.each([
  ['2025-06-16', null, 15], ['2025-06-01', '2025-06-30', 30], ['2025-06-30', '2025-06-30', 1], ['2025-07-01', null, 0], ['2024-01-01', '2025-05-31', 0], ['2024-01-01', '2025-06-01', 1],
])('days of June 2025 in a post from %s to %s: %i', (starts, ends, days) => {
  expect(daysInPost({ month: isoDate('2025-06-01'), starts: isoDate(starts), ends: ends === null ? null : isoDate(ends) })).toBe(days);
});

test.each([
  ['2023-06-01', 'mental-health-practitioner', 'uncapped'], ['2021-06-01', 'mental-health-practitioner', 'capped'], ['2022-06-01', 'mental-health-practitioner', 'unknown'],
  ['2024-06-01', 'advanced-practitioner', 'uncapped'], ['2024-06-01', 'enhanced-practice-nurse', 'unknown'], ['2025-06-01', 'enhanced-practice-nurse', 'uncapped'],
])('on %s the cap on %s is %s', (on, role, kind) => {
  expect(capOn(roleRules(), role, 50_000, { on: isoDate(on), knownOn: null }).kind).toBe(kind);
});

test('roles join on the day they were introduced, and an unknown maximum is absent', () => {
  expect(rolesOn(isoDate('2019-06-30'))).toEqual([]);
  expect(rolesOn(isoDate('2019-07-01')).map(({ id }) => id)).toEqual(['clinical-pharmacist', 'social-prescribing-link-worker']);
  expect(rolesOn(isoDate('2020-04-01'))).toHaveLength(10);
  expect([...roleMaxima(isoDate('2025-05-01')).find(({ role }) => role.id === 'gp')!.maxima.keys()]).toEqual(['national']);
  expect(roleMaxima(isoDate('2026-05-01')).every(({ maxima }) => maxima.size === 0)).toBe(true);
});

test('never pays more than the cost, than the maximum’s twelfth, or than the sum; and what is borne is the rest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 31 }), fc.option(fc.integer({ min: 0, max: 1_000_000 })), (salaryPence, hundredths, day, sum) => {
      const result = claimableFor(post({ salaryPence, wte: new Fraction(hundredths, 100), starts: isoDate(`2025-05-${String(day).padStart(2, '0')}`) }), roleRules().roles);
      if (!result.ok) throw new Error(result.refusal.what);
      const { claimPence, costPence, bornePence } = result.value;
      expect(claimPence).toBeLessThanOrEqual(costPence);
      expect(claimPence).toBeLessThanOrEqual(Math.ceil((6_697_200 * hundredths * (32 - day)) / (12 * 100 * 31)));
      expect(claimPence + bornePence).toBe(costPence);
      const capped = cappedAtSum(claimPence, sum);
      expect(capped.payablePence).toBeLessThanOrEqual(sum ?? claimPence);
      expect(capped.payablePence + capped.abovePence).toBe(claimPence);
    }),
  );
});
