import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readSpcLine, spcLine } from '../../../src/modules/performance/charts/cli/spcLine.ts';
import type { SpcLine } from '../../../src/modules/performance/charts/cli/spcLine.ts';
import { spcOf } from '../../../src/modules/performance/charts/domain/spc.ts';

const ORACLE = join(process.env['CHORUS_SHARED'] ?? join(import.meta.dirname, '../../../../shared'), 'oracles/spc.jsonl');
const TOLERANCE = 1e-6;

/** Source: NHSRplotthedots 0.2.2, run over each line's inputs (`oracles/README.md` beside the published data). */
describe.skipIf(!existsSync(ORACLE))('every series of the oracle file (needs ../shared)', () => {
  const lines = existsSync(ORACLE) ? readFileSync(ORACLE, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as SpcLine) : [];
  it('is there', () => expect(lines.length).toBeGreaterThan(70));
  test.each(lines.map((line) => [line.id, line] as const))('%s', (_, expected) => {
    const read = readSpcLine(JSON.stringify(expected));
    if (!read.ok) throw new Error(read.refusal.what);
    const actual = spcLine(read.value);
    for (const key of ['mean', 'lower', 'upper'] as const) {
      expect(actual[key].length).toBe(expected[key].length);
      expected[key].forEach((value, index) => expect(Math.abs(actual[key][index]! - value!)).toBeLessThanOrEqual(TOLERANCE * Math.abs(value!)));
    }
    expect([actual.specialCause, actual.pointType, actual.variation, actual.assurance]).toEqual([expected.specialCause, expected.pointType, expected.variation, expected.assurance]);
  });
});

/** Check 12: the data of the package's vignette on screening; the limits are those that it prints, to two places. */
describe('the vignette’s series, whose fifth point is an outlier', () => {
  const series = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];
  test.each([[true, '1.94', '4.60', '-0.72'], [false, '1.94', '6.95', '-3.06']])('screened: %s', (screensOutliers, mean, upper, lower) => {
    const chart = spcOf(series, { improvement: 'increase', screensOutliers });
    expect([chart.mean[0]!.toFixed(2), chart.upper[0]!.toFixed(2), chart.lower[0]!.toFixed(2)]).toEqual([mean, upper, lower]);
    expect(chart.specialCause.map((cause) => cause === 'Above UCL')).toEqual(series.map((value) => value === 10));
  });
});
