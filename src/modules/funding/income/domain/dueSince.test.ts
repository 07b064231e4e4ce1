import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import type { StatementLine } from '../../statements/index.ts';
import { dueYear } from './dueSince.ts';

const line = (amountPence: number, paidTo: 'pcn' | 'practice', status: StatementLine['status'] = 'reported'): StatementLine => ({
  id: 'x', stream: 'core-pcn', figure: 'x', title: 'x', paidTo, basis: 'registered', quantity: new Fraction(1), rate: new Fraction(1), from: isoDate('2025-04-01'), to: isoDate('2026-04-01'),
  amountPence, monthsPence: [], status, sources: [], working: null, parts: [],
});
const own = { year: financialYear('2025/26'), lines: [line(1_000, 'practice')], missing: [] };
const MEMBERS = [{ code: 'A', registered: 1_000 }, { code: 'B', registered: 3_000 }];
const pcn = (locked: { sumPence: number; sharePence: number }[] | null) => ({ statement: { code: 'U1', lines: [line(10_001, 'pcn'), line(4_000, 'practice')], missing: [{ stream: 'care-home-premium' as const, says: 'beds', todo: null }] }, members: MEMBERS, locked });

test.each<[string, { sumPence: number; sharePence: number }[] | null, Partial<ReturnType<typeof dueYear>>]>([
  // A quarter of 10,001 is 2,500 and a penny over, which goes to the longest list.
  ['a stranger sees the part by list of all that is due to the PCN', null, { sharedPence: null, partPence: 2_500, throughPcnPence: 3_500, status: 'derived' }],
  ['who sees the money sees locked shares, and the part by list of the rest alone', [{ sumPence: 6_001, sharePence: 5_000 }], { sharedPence: 5_000, partPence: 1_000, throughPcnPence: 7_000, status: 'derived' }],
  ['with all of it shared nothing is derived', [{ sumPence: 12_000, sharePence: 6_000 }], { sharedPence: 6_000, partPence: 0, throughPcnPence: 7_000, status: 'reported' }],
])('%s', (_, locked, expected) => {
  expect(dueYear('A', own, [pcn(locked)])).toMatchObject({ ownPence: 1_000, pcnPence: 10_001, pcnCodes: ['U1'], missing: 1, ...expected });
});

test('the parts by list of all members are what is due to their PCN, to the penny', () => {
  expect(MEMBERS.reduce((sum, { code }) => sum + dueYear(code, { ...own, lines: [] }, [pcn(null)]).partPence!, 0)).toBe(10_001);
});

test('a practice in no PCN has nothing through one', () => expect(dueYear('A', { ...own, lines: [] }, [])).toMatchObject({ ownPence: 0, pcnPence: null, throughPcnPence: 0, missing: 0 }));

test('what is not known is not nothing, and without its list a practice has no part by list', () => {
  const lacks = [{ stream: 'network-participation' as const, says: 'a count', todo: null }];
  const uncounted = { ...pcn(null), members: MEMBERS.map(({ code }) => ({ code, registered: null })) };
  expect(dueYear('A', { ...own, lines: [], missing: lacks }, [uncounted])).toMatchObject({ ownPence: null, pcnPence: 10_001, partPence: null, throughPcnPence: null });
  const unknown = { ...pcn(null), statement: { code: 'U1', lines: [], missing: lacks } };
  expect(dueYear('A', { ...own, lines: [], missing: lacks }, [unknown])).toMatchObject({ pcnPence: null, throughPcnPence: null, status: null, missing: 2 });
});
