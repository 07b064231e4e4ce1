import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { contractStreams } from '../../contract/index.ts';
import { hoursOfLines } from './hoursOfLines.ts';
import type { StatementLine } from './statement.ts';

const line = (change: Partial<StatementLine> = {}): StatementLine => ({
  id: 'enhanced-access/rate', stream: 'enhanced-access', figure: 'enhanced-access/rate', title: 'Enhanced access payment', paidTo: 'pcn', basis: 'pcn-adjusted', quantity: new Fraction(50_000), rate: new Fraction('8.427'),
  from: isoDate('2025-04-01'), to: isoDate('2026-04-01'), amountPence: 42_135_000, monthsPence: [], status: 'reported', sources: [], working: null, parts: [], ...change,
});
const of = (one: StatementLine, kind: 'pcn' | 'icb' = 'pcn', year = '2025/26') => hoursOfLines({ kind, knownOn: null, lines: [one], year: financialYear(year) }, contractStreams()).get(one.id);

test('£421,350 for 50,000 pays for 50 hours a week, £162.06 each, of which 15½ cover the evenings and Saturdays', () => {
  const { hours, poundsAnHour, standard } = of(line())!;
  expect([hours.value.valueOf(), poundsAnHour.round(2).valueOf(), standard?.valueOf()]).toEqual([50, 162.06, 15.5]);
});
test('half a year of extended hours is 25 hours a week, and has no standard hours', () => {
  const { hours, poundsAnHour, standard } = of(line({ stream: 'extended-hours', figure: 'extended-hours/last-half-year', basis: 'registered', from: isoDate('2022-04-01'), to: isoDate('2022-10-01'), amountPence: 3_600_000 }), 'pcn', '2022/23')!;
  expect([hours.value.valueOf(), poundsAnHour.round(2).valueOf(), standard]).toEqual([25, 55.38, null]);
});
test.each<[string, StatementLine, 'pcn' | 'icb', string?]>([
  ['a sum of PCNs', line(), 'icb'],
  ['a stream without hours', line({ stream: 'core-pcn', figure: 'core-pcn/adjusted' }), 'pcn'],
  ['people counted otherwise', line({ basis: 'registered' }), 'pcn'],
  ['a year of which the hours are not known', line({ from: isoDate('2026-04-01'), to: isoDate('2027-04-01') }), 'pcn', '2026/27'],
  ['nobody', line({ quantity: new Fraction(0) }), 'pcn'],
])('nothing is said of %s', (_, one, kind, year) => expect(of(one, kind, year)).toBeUndefined());
