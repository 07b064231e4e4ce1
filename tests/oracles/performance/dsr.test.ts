import { expect, test } from 'vitest';
import { directlyStandardisedRate } from '../../../src/modules/performance/charts/domain/standardisedRate.ts';

/**
 * Check 14: the NHS's own test of AC-02, NHSDigital/iif_indicators `tests/manual_dsr_tests.py` (commit 0117c01). It gives, for two PCNs, the events that
 * the standard population would have and the rate to five places; the counts by band are not public, so one band stands for them all.
 */
test.each([['U78157', 1_400_783.897, '0.02306'], ['U26379', 1_240_751.946, '0.02043']])('the rate of AC-02 at %s is as the NHS’s test has it', (_, eventsInStandard, rate) => {
  const ENGLAND = 60_744_002;
  const population = 50_000;
  const outcome = directlyStandardisedRate([{ band: 'all', events: (eventsInStandard / ENGLAND) * population, population, standard: ENGLAND }]);
  expect(outcome.ok && [outcome.value.rate.toFixed(5), outcome.value.eventsInStandard.toFixed(3)]).toEqual([rate, eventsInStandard.toFixed(3)]);
});

/**
 * An independent worked example of ours, by hand, since the NHS's test checks only the last step: ages of real size, the
 * admissions made up. 400 × 300 ÷ 20,000 + 250 × 150 ÷ 5,000 + 900 × 50 ÷ 1,000 = 6 + 7.5 + 45 = 58.5 in 500, 0.117 for one.
 */
test('three bands add up as by hand', () => {
  const outcome = directlyStandardisedRate([
    { band: '0 to 39', events: 400, population: 20_000, standard: 300 },
    { band: '40 to 74', events: 250, population: 5_000, standard: 150 },
    { band: '75 and over', events: 900, population: 1_000, standard: 50 },
  ]);
  expect(outcome.ok && [outcome.value.eventsInStandard, outcome.value.rate]).toEqual([expect.closeTo(58.5, 9), expect.closeTo(0.117, 12)]);
});
