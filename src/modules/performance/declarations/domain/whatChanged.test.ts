import { expect, test } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { sayFigures } from './whatChanged.ts';

test.each<[number | null, number | null, string]>([
  [120, 200, '120 of 200'], [null, 1_200, 'not known of 1,200'], [0, 0, '0 of 0'], [null, null, 'not known'],
])('%s of %s is said as “%s”, with its day', (numerator, denominator, says) => {
  expect(sayFigures({ numerator, denominator, countedTo: isoDate('2026-03-31') })).toBe(`${says}, counted to 31 March 2026`);
});
