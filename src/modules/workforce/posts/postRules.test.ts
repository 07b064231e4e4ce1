import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { allEligibility, eligibilityOf, leavingReasons } from './postRules.ts';

test('every reason for leaving says whether they stay here, and somebody who left was not lost to nobody', () => {
  expect([...leavingReasons().values()].filter(({ staysHere, isLoss }) => staysHere && isLoss)).toEqual([]);
  expect(leavingReasons().get('another-post-here')).toMatchObject({ staysHere: true });
});

test('a GP of an additional role is newly qualified until March 2026 and any GP from then on', () => {
  const newly = (day: string) => eligibilityOf('gp', isoDate(day)).some(({ says }) => says.includes('two years'));
  expect([newly('2025-06-01'), newly('2026-03-31'), newly('2026-04-01')]).toEqual([true, true, false]);
});

test('what is only remembered is said to be unverified', () => {
  expect(allEligibility().filter(({ source }) => source.locator.includes('remembered')).map(({ status }) => status)).not.toContain('reported');
  expect(eligibilityOf(null, isoDate('2026-06-01'))).toEqual([]);
});
