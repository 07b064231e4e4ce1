import { expect, test } from 'vitest';
import { backTest } from '../testing/backTest.ts';

/**
 * Thirty months of 300 practices in six areas whose truth is known. What is shown as a chance must come true about as often; the figures
 * stand in docs/performance.md.
 */
test('chances come true as often as they say, in months whose truth is known', () => {
  const { bands, held, plainRight } = backTest({ seed: 20, months: 30, practices: 300, groups: 6, wobble: 0.12, spread: 0.5 });
  for (const { from, to, said, cameTrue, count } of bands) {
    if (count < 100) continue;
    expect(Math.abs(cameTrue - said), `${from} to ${to}: said ${said}, came true ${cameTrue} of ${count}`).toBeLessThan(0.1);
  }
  // Of practices that the plain rule lists, some do not belong there; whom it is sure of at 90% and more, do.
  expect(plainRight).toBeLessThan(0.95);
  expect(held).toBeGreaterThan(0.95);
});

test('without knowing how months wobble, chances promise more than they hold', () => {
  const asked = { seed: 21, months: 6, practices: 300, groups: 6, wobble: 0.25, spread: 0.5 };
  const off = ({ bands }: ReturnType<typeof backTest>) => bands.reduce((sum, { said, cameTrue, count }) => sum + count * Math.abs(said - cameTrue), 0);
  expect(off(backTest(asked))).toBeLessThan(off(backTest({ ...asked, earlierMonths: 0 })));
});
