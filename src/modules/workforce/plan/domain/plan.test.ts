import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { roleRules } from '#funding';
import { planOfYear } from './planYear.ts';
import type { PlanAsked, PlannedPost } from './planYear.ts';
import { risksOf, wouldBuy } from './risk.ts';
import { postsInScenario } from './scenario.ts';
import type { ScenarioChange } from './scenario.ts';

const year = financialYear('2025/26');
const rules = roleRules();
// A clinical pharmacist of 2025/26: at most £66,972 a year, £5,581 a month.
const post = (change: Partial<Omit<PlannedPost, 'from' | 'to'>> & { from?: string; to?: string | null } = {}): PlannedPost => {
  const { from = '2024-01-01', to = null, ...more } = change;
  return { reference: 'P1', role: 'clinical-pharmacist', wte: '1', region: 'national', costPence: 6_000_000, from: isoDate(from), to: to === null ? null : isoDate(to), ...more };
};
const asked: Omit<PlanAsked, 'posts'> = { year, sum: { pence: 10_000_000, status: 'reported' }, listSize: 50_000, claims: [], rise: null, rules };
const plan = (posts: readonly PlannedPost[], how: Partial<PlanAsked> = {}) => planOfYear({ ...asked, posts, ...how });

describe('a year of posts, to the penny', () => {
  it.each<[string, PlannedPost, Partial<PlanAsked>, number, number]>([
    ['below the maximum all of its cost is claimed', post(), {}, 6_000_000, 0],
    ['above it, twelve times the maximum’s twelfth, and the rest is borne', post({ costPence: 7_200_000 }), {}, 6_697_200, 502_800],
    ['half a post has half the maximum', post({ wte: '0.5', costPence: 3_600_000 }), {}, 3_348_600, 251_400],
    ['one that begins in the middle of June counts fifteen of thirty days', post({ from: '2025-06-16', to: '2025-07-01' }), {}, 250_000, 0],
    ['one that ends on 1 May has April alone', post({ to: '2025-05-01' }), {}, 500_000, 0],
    ['one of another year counts nothing', post({ from: '2026-04-01' }), {}, 0, 0],
    ['a cost that nobody said is the maximum', post({ costPence: null }), {}, 6_697_200, 0],
    ['a rise of ten in a hundred from October is paid for as far as the maximum goes', post(), { rise: { percent: '10', from: isoDate('2025-10-01') } }, 6_300_000, 0],
    ['a rise above the maximum is borne', post({ costPence: 6_600_000 }), { rise: { percent: '10', from: isoDate('2025-10-01') } }, 6_648_600, 281_400],
    ['what is claimed already stands, whatever was planned', post({ to: '2025-06-01' }), { claims: [{ reference: ' p1', month: isoDate('2025-04-01'), costPence: 510_000, claimPence: 505_000, status: 'reported' }] }, 1_005_000, 5_000],
  ])('%s', (_, one, how, claimPence, bornePence) => {
    const found = plan([one], how);
    expect([found.claimPence, found.bornePence, found.unclaimedPence, found.missing]).toEqual([claimPence, bornePence, 10_000_000 - claimPence, []]);
  });

  it('beyond the sum, the rest is above it and nothing is unclaimed', () => {
    expect(plan([post(), post({ reference: 'P2' })])).toMatchObject({ claimPence: 12_000_000, payablePence: 10_000_000, abovePence: 2_000_000, unclaimedPence: 0 });
  });

  it('without a sum, it is not said what is unclaimed', () => {
    expect(plan([post()], { sum: null })).toMatchObject({ claimPence: 6_000_000, abovePence: 0, unclaimedPence: null, sumPence: null });
  });

  it('where no maximum is known, the cost counts and says so; without either, the months are listed and count nothing', () => {
    const later = plan([post({ from: '2026-04-01' }), post({ reference: 'P2', from: '2026-04-01', to: '2026-06-01', costPence: null })], { year: financialYear('2026/27') });
    expect(later).toMatchObject({ claimPence: 6_000_000, status: 'unverified', missing: [{ reference: 'P2', month: '2026-04-01', why: 'Nobody said what it costs, and no maximum is known for April 2026.' }, { reference: 'P2', month: '2026-05-01' }] });
    expect(later.cells[0]).toMatchObject({ from: 'cost-alone', claimPence: 500_000 });
  });

  it('a role over its cap is named with the first month and the numbers', () => {
    const practitioner = (reference: string, from: string) => post({ reference, role: 'advanced-practitioner', from });
    const { overCaps } = plan([practitioner('A', '2023-04-01'), practitioner('B', '2023-04-01'), practitioner('C', '2023-04-01'), practitioner('D', '2023-09-15')], { year: financialYear('2023/24') });
    expect(overCaps.map(({ role, month, wte, most }) => [role, month, wte.toString(), most.toString()])).toEqual([['advanced-practitioner', '2023-09-01', '4', '3']]);
  });

  it('every penny of cost is claimed or borne, and every claim is paid or above the sum', () => {
    const posts = fc.array(fc.record({ costPence: fc.integer({ min: 0, max: 9_000_000 }), wte: fc.constantFrom('1', '0.5', '1/3'), day: fc.integer({ min: 1, max: 28 }), month: fc.integer({ min: 4, max: 12 }) }), { maxLength: 5 });
    fc.assert(fc.property(posts, (made) => {
      const found = plan(made.map(({ day, month, ...one }, index) => post({ reference: `P${index}`, ...one, from: `2025-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` })));
      expect(found.cells.reduce((sum, { costPence }) => sum + costPence, 0)).toBe(found.claimPence + found.bornePence);
      expect(found.payablePence + found.abovePence).toBe(found.claimPence);
      expect(found.months.reduce((sum, { claimPence }) => sum + claimPence, 0)).toBe(found.claimPence);
    }), { numRuns: 40 });
  });
});

describe('a scenario', () => {
  const told = (changes: ScenarioChange[], vacant: PlannedPost[] = []) => {
    const result = postsInScenario({ filled: [post()], vacant }, changes);
    return result.ok ? result.value.map(({ reference, from, to }) => `${reference} ${from} ${to ?? ''}`.trim()) : result.refusal;
  };
  const month = isoDate('2025-10-01');
  const add: ScenarioChange = { kind: 'add', reference: 'N1', month, role: 'clinical-pharmacist', wte: '1', region: 'national', costPence: null };

  it.each<[string, ScenarioChange[], PlannedPost[], string[]]>([
    ['adds a post', [add], [], ['P1 2024-01-01', 'N1 2025-10-01']],
    ['ends one', [{ kind: 'end', reference: 'p1', month }], [], ['P1 2024-01-01 2025-10-01']],
    ['begins one in another month', [{ kind: 'move', reference: 'P1', month }], [], ['P1 2025-10-01']],
    ['ends what it added', [add, { kind: 'end', reference: 'N1', month: isoDate('2026-01-01') }], [], ['P1 2024-01-01', 'N1 2025-10-01 2026-01-01']],
    ['fills what is vacant', [{ kind: 'move', reference: 'V1', month }], [post({ reference: 'V1' })], ['P1 2024-01-01', 'V1 2025-10-01']],
    ['ends what is vacant, which counted nothing', [{ kind: 'end', reference: 'V1', month }], [post({ reference: 'V1' })], ['P1 2024-01-01']],
  ])('%s', (_, changes, vacant, expected) => expect(told(changes, vacant)).toEqual(expected));

  it.each<[string, ScenarioChange[], string]>([
    ['a post that is there', [{ ...add, reference: 'p1' }], 'post-known'],
    ['one that is not there', [add, { kind: 'end', reference: 'Z9', month }], 'post-unknown'],
    ['an end before the beginning', [add, { kind: 'end', reference: 'N1', month: isoDate('2025-04-01') }], 'ends-before-start'],
    ['a beginning after the end', [{ kind: 'end', reference: 'P1', month }, { kind: 'move', reference: 'P1', month: isoDate('2025-11-01') }], 'starts-after-end'],
  ])('refuses %s', (_, changes, code) => expect(told(changes)).toMatchObject({ code, where: `change ${changes.length}` }));
});

test('the money that nobody claims would buy so much from a month on', () => {
  // £33,486 is half a year's maximum: one whole pharmacist for the six months from October, two for the three from January.
  const [october] = wouldBuy(3_348_600, { from: isoDate('2025-10-01'), year, region: 'national', rules });
  expect([october!.role.id, october!.wte.toString(), october!.months]).toEqual(['clinical-pharmacist', '1', 6]);
  expect(wouldBuy(3_348_600, { from: isoDate('2026-01-01'), year, region: 'national', rules })[0]!.wte.toString()).toBe('2');
  expect(wouldBuy(3_348_600, { from: isoDate('2026-04-01'), year, region: 'national', rules })).toEqual([]);
});

test('a post above its maximum is a risk, more so after a rise; one that goes on where no money is promised says so', () => {
  const risks = risksOf([post(), post({ reference: 'P2', costPence: 6_800_000 }), post({ reference: 'P3', costPence: null, to: '2026-04-01' }), post({ reference: 'P4', to: '2026-01-01' })], { year, percent: '12', isNextYearKnown: false, rules });
  expect(risks.map(({ reference, abovePence, abovePenceAfterRise, isUnfundedAfter }) => [reference, abovePence, abovePenceAfterRise, isUnfundedAfter])).toEqual([['P2', 102_800, 918_800, true], ['P1', 0, 22_800, true], ['P3', null, null, false]]);
});
