import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { listRules } from '../criteriaRules.ts';
import { generatedWorld, monthOfFacts } from '../testing/generatedMonths.ts';
import { placesOf } from './findings.ts';
import { isInReach, listOf } from './listOf.ts';
import type { CommissionersList } from './listOf.ts';

const { criteria } = listRules();
const counted = (rows: Record<string, [number, number]>) => ({ counted: new Map(Object.entries(rows).map(([code, [count, of]]) => [code, { count, of }])) });
const groups = new Map(['A', 'B', 'C', 'D', 'E', 'F'].map((code): [string, string | null] => [code, code === 'F' ? null : 'Q']));
/** The finding of one practice on one criterion. */
const finding = (list: CommissionersList, code: string, criterion: string) => list.practices.find((one) => one.code === code)!.findings.find((one) => one.criterion === criterion)!;

const october = monthOfFacts('2025-10-01', {
  'face-to-face': { ...counted({ A: [300, 1000], B: [500, 1000], C: [600, 1000], D: [700, 1000], E: [800, 1000], F: [1, 1000] }), unusable: new Map([['B', 'Half of its appointments bear no category.']]) },
  'appointments-against-before': counted({ A: [900, 1000], B: [1000, 1000], C: [1001, 1000], D: [5, 0] }),
  'calls-111-in-hours': counted({ A: [10, 20], B: [30, 20], C: [25, 20], D: [20, 20], E: [5, 20] }),
  'regulator-rating': { rated: new Map([['A', { rating: 'Good', year: 2019 }], ['B', { rating: 'requires improvement', year: 2023 }]]) },
  'concerns-raised': counted({ A: [0, 0], B: [2, 0] }),
});
const september = monthOfFacts('2025-09-01', { 'face-to-face': counted({ A: [900, 1000], B: [1, 1000], C: [600, 1000], D: [700, 1000], E: [800, 1000] }) });

describe('the commissioner’s list', () => {
  const list = listOf({ criteria, months: [october, september], groups });

  test.each([
    ['A', 'least-face-to-face', 'does-not-meet', 'With 4 practices, 20% is not one.'],
    ['B', 'least-face-to-face', 'no-data', 'Half of its appointments bear no category.'],
    ['F', 'least-face-to-face', 'no-data', 'The register does not say in which area it lies.'],
    ['A', 'fewer-appointments', 'meets', '900 appointments, against 1,000 in the same month before the pandemic: 0.90 times.'],
    ['B', 'fewer-appointments', 'does-not-meet', '1,000 appointments, against 1,000'],
    ['C', 'fewer-appointments', 'does-not-meet', '1.00 times'],
    ['D', 'fewer-appointments', 'no-data', 'no figures of this practice'],
    ['E', 'fewer-appointments', 'no-data', 'no figures of this practice'],
    ['B', 'most-111-calls', 'meets', '30 calls to 111 in hours, against 20 expected: 1.50 times. The highest of 5; the highest one is listed, from 1.50 times.'],
    ['C', 'most-111-calls', 'does-not-meet', 'The 2nd highest of 5'],
    ['A', 'most-a-and-e', 'no-data', 'Nothing of it is held.'],
    ['A', 'concerns-with-the-regulator', 'does-not-meet', 'Rated “Good” in 2019.'],
    ['B', 'concerns-with-the-regulator', 'meets', 'Rated “requires improvement” in 2023.'],
    ['C', 'concerns-with-the-regulator', 'no-data', 'no figures of this practice'],
    ['A', 'concerns-with-others', 'does-not-meet', 'None was raised.'],
    ['B', 'concerns-with-others', 'meets', '2 were raised.'],
  ])('says of %s on %s: %s', (code, criterion, verdict, says) => {
    expect(finding(list, code, criterion)).toMatchObject({ verdict, says: expect.stringContaining(says) as string });
  });

  it('puts first whom most criteria name, and counts what is not known', () => {
    expect(list.practices.map(({ code, met }) => [code, met]).slice(0, 2)).toEqual([['B', 3], ['A', 1]]);
    expect(list.practices.find(({ code }) => code === 'F')).toMatchObject({ met: 0, unknown: 6 });
    const state = list.criteria.find(({ criterion: { id } }) => id === 'most-a-and-e')!;
    expect([state.absent, state.meets, state.noData]).toEqual(['Nothing of it is held.', 0, 6]);
  });

  it('says of a file that has nothing of the practices here that there is no data, and why', () => {
    const narrow = listOf({ criteria, months: [october], groups, shown: new Set(['C', 'E']) });
    const absentOf = (id: string) => narrow.criteria.find(({ criterion }) => criterion.id === id)!.absent;
    expect(absentOf('concerns-with-the-regulator')).toBe('None of the 2 practices here has a figure that can be used. Of 2 of them: The file of this month has no figures of this practice that can be used.');
    expect(absentOf('least-face-to-face')).toBeNull();
    expect(listOf({ criteria, months: [october], groups, shown: new Set(['B']) }).criteria.find(({ criterion }) => criterion.id === 'least-face-to-face')!.absent).toBe('Half of its appointments bear no category.');
  });

  it('says what the same rule would have said a month earlier', () => {
    expect(finding(list, 'B', 'least-face-to-face').before).toBe('meets');
    expect(finding(list, 'A', 'least-face-to-face').before).toBe('does-not-meet');
    expect(finding(list, 'A', 'most-111-calls').before).toBeNull();
    expect(listOf({ criteria, months: [october], groups }).monthBefore).toBeNull();
  });

  it('shares a rank among equals, all of whom are listed', () => {
    const equal = monthOfFacts('2025-10-01', { 'face-to-face': counted({ A: [5, 10], B: [50, 100], C: [6, 10], D: [7, 10], E: [8, 10] }) });
    const both = listOf({ criteria, months: [equal], groups });
    expect(['A', 'B', 'C'].map((code) => finding(both, code, 'least-face-to-face')).map(({ rank, verdict }) => [rank, verdict])).toEqual([[1, 'meets'], [1, 'meets'], [3, 'does-not-meet']]);
  });

  it('takes the share in each group by itself, and shows only whom it is asked for', () => {
    const { months, groups: areas } = generatedWorld({ seed: 1, months: 2, practices: 60, groups: 3, wobble: 0.1, spread: 0.5 });
    const wide = listOf({ criteria, months: [...months].reverse(), groups: areas });
    expect(wide.criteria.find(({ criterion: { id } }) => id === 'least-face-to-face')).toMatchObject({ meets: 12, doesNotMeet: 48, noData: 0, knowsWobble: true });
    const shown = new Set([...areas].filter(([, group]) => group === 'Q1').map(([code]) => code));
    const narrow = listOf({ criteria, months: [...months].reverse(), groups: areas, shown });
    expect(narrow.practices).toHaveLength(20);
    for (const { code, findings } of narrow.practices) expect(findings).toEqual(wide.practices.find((one) => one.code === code)!.findings);
  });

  it('tells a practice beforehand where it meets a criterion, or may well', () => {
    const practice = (verdict: 'meets' | 'does-not-meet' | 'no-data', chance: number | null) => ({ code: 'A', met: 0, unknown: 0, findings: [{ ...finding(list, 'A', 'least-face-to-face'), verdict, chance }] });
    expect([practice('meets', 0.1), practice('does-not-meet', 0.3), practice('does-not-meet', 0.2), practice('no-data', null)].map((one) => isInReach(one, 0.25))).toEqual([true, true, false, false]);
  });
});

test.each([[0.2, 5, 1], [0.2, 4, 0], [0.2, 10, 2], [0.2, 15, 3], [0.1, 30, 3], [0.2, 0, 0]])('a share of %d of %i practices is %i', (share, among, places) => {
  expect(placesOf(share, among)).toBe(places);
});

test('a criterion without data is never met and never passed, whatever else is known', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 0, max: 500 })), { minLength: 1, maxLength: 30 }), (rows) => {
    const month = monthOfFacts('2025-10-01', { 'face-to-face': counted(Object.fromEntries(rows.map(([count, more], index) => [`P${index}`, [count, count + more]]))) });
    const list = listOf({ criteria, months: [month], groups: new Map(rows.map((_, index) => [`P${index}`, 'Q'])) });
    for (const { findings, met, unknown } of list.practices) {
      expect(findings.filter(({ criterion }) => criterion !== 'least-face-to-face').every(({ verdict, chance }) => verdict === 'no-data' && chance === null)).toBe(true);
      expect([met <= 1, unknown >= 5]).toEqual([true, true]);
    }
    for (const { meets, doesNotMeet, noData } of list.criteria) expect(meets + doesNotMeet + noData).toBe(rows.length);
  }), { numRuns: 30 });
});
