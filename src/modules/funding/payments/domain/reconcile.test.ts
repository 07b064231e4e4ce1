import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { financialYear } from '#kernel/financialYear.ts';
import { leavesOf } from '#platform/explanation/working.ts';
import { contractStreams } from '../../contract/index.ts';
import { networkOf } from './attribute.ts';
import { likelyReason } from './likelyReason.ts';
import type { Difference } from './likelyReason.ts';
import { agrees, paidFigures, predict, whyLeftOut } from './reconcile.ts';

const YEAR = financialYear('2021/22');
const network = { registered: new Fraction('10000.5'), weighted: new Fraction('12000') };
const predicted = (stream: Parameters<typeof whyLeftOut>[1], year = YEAR) => predict(paidFigures(contractStreams().get(stream)!, year), network, year, 'nhs-payments/2022-03-31');

describe('what the rules predict from the last known patients', () => {
  test('core funding: £1.50 for each registered patient, fractions of patients included, rounded once', () => {
    expect(predicted('core-pcn').pence).toBe(1_500_075);
  });
  test('network participation: £1.761 for each weighted patient', () => {
    expect(predicted('network-participation').pence).toBe(2_113_200);
  });
  test('leadership and management: paid for the half year of its figure, whole', () => {
    expect(predicted('leadership-and-management').pence).toBe(848_400);
  });
  test('extended hours of 2022/23: the last half year alone', () => {
    expect(predicted('extended-hours', financialYear('2022/23')).pence).toBe(720_036);
  });
  test('names what its patients stand in for, and is not sure', () => {
    const { workings, status } = predicted('core-pcn');
    expect(workings.flatMap(leavesOf)).toContainEqual(expect.objectContaining({ kind: 'fact', proxyFor: 'registered patients at 1 January 2021', source: 'nhs-payments/2022-03-31' }));
    expect(status).toBe('derived');
  });
});

test('a stream without a stand-in is left out with its reason', () => {
  expect([whyLeftOut(contractStreams().get('care-home-premium'), 'care-home-premium', YEAR), whyLeftOut(contractStreams().get('investment-and-impact-fund'), 'investment-and-impact-fund', YEAR), whyLeftOut(contractStreams().get('core-pcn'), 'core-pcn', YEAR)]).toEqual([
    expect.stringContaining('care home beds'), expect.stringContaining('achievement'), null,
  ]);
});

test.each([[102, 100, true], [98, 100, true], [103, 100, false], [97, 100, false], [0, 0, false]])('%i paid where %i is predicted agrees: %s', (paid, due, expected) => {
  expect(agrees(paid, due)).toBe(expected);
});

describe('the likeliest reason of a difference', () => {
  const usual: Difference = { predictedPence: 120_000, paidPence: 120_000, predictedOtherwisePence: 150_000, paidToPayeePence: 1, medianRatio: 1, isOnPayee: true, isMost: false };
  test.each<[string, Partial<Difference>, RegExp]>([
    ['nothing of any PCN money', { paidPence: 0, paidToPayeePence: 0 }, /^The payee is elsewhere/],
    ['nothing in this column alone', { paidPence: 0 }, /^Nothing was paid in this column/],
    ['a negative amount', { paidPence: -5 }, /taken back/],
    ['less than a maximum', { paidPence: 60_000, isMost: true }, /^Less was claimed/],
    ['the same as elsewhere', { paidPence: 127_000, medianRatio: 1.06 }, /^As with most PCNs/],
    ['what the other count makes', { paidPence: 150_500 }, /^Paid by the other count/],
    ['half', { paidPence: 60_000 }, /about 6 of 12 months/],
    ['a little more', { paidPence: 127_000 }, /^The list moved/],
    ['twice', { paidPence: 260_000 }, /^The payee serves another PCN too/],
    ['a fifth', { paidPence: 25_000 }, /^Only part was paid/],
  ])('%s', (_, change, reason) => {
    expect(likelyReason({ ...usual, ...change })).toMatch(reason);
  });
});

describe('the PCN’s money in a practice’s row', () => {
  const register = { inSlot: (code: string) => (code === 'XX001' ? 'UZ001' : null), nameOf: () => 'Elm PCN' };
  const of = (practice: string, code: string | null) => networkOf({ practice, code, name: code && 'Named in the file' }, register, '2022-03-31' as Parameters<typeof networkOf>[2]);
  test('is the PCN’s that the file names', () => expect(of('XX001', 'UZ009')).toEqual({ code: 'UZ009', name: 'Named in the file', saidBy: 'file' }));
  test('or else that of which the practice was a member at the year’s end', () => expect(of('XX001', null)).toEqual({ code: 'UZ001', name: 'Elm PCN', saidBy: 'register' }));
  test('or nobody’s that is known', () => expect(of('XX002', null)).toBeNull());
});
