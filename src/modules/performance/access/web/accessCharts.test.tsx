import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { AccessSeriesAnswer } from '../queries/accessFigures.ts';
import { accessChartFiles, AccessCharts } from './accessCharts.tsx';

const seriesOf = (measure: AccessSeriesAnswer['measure'], months: readonly (readonly [month: string, value: number | null])[]): AccessSeriesAnswer =>
  ({ measure, rebases: [], points: months.map(([month, value]) => ({ measure, code: 'ZZA01', month: `${month}-01`, numerator: null, denominator: null, value, why: null, source: '' })) });
const draw = (...series: AccessSeriesAnswer[]) => renderToStaticMarkup(<AccessCharts code="ZZA01" month="2024-06-01" series={series} proposes={false} />);
const AROUND_THE_END = [['2024-01', 0.86], ['2024-02', 0.87], ['2024-03', 0.86], ['2024-04', null], ['2024-05', 0.86], ['2024-06', 0.88]] as const;

test('the two-week indicator is held against both thresholds of ACC-08 until March 2024, with their source', () => {
  const html = draw(seriesOf('two-week-indicator', AROUND_THE_END));
  expect(html.match(/class="spc-target"/g)).toHaveLength(2);
  expect(html).toMatch(/Lower threshold, where points begin: 85(\.0)?% from April 2023 to March 2024 \([^)]+; reported\)/);
  const cells = (month: string) => [...new RegExp(`>${month}</th>(.*?)</tr>`).exec(html)![1]!.matchAll(/>([^<]+)<\/td>/g)].map(([, text]) => text).slice(4, 6);
  expect([cells('March 2024'), cells('May 2024')]).toEqual([['85.0%', '90.0%'], ['–', '–']]);
});

test('where they ended before the first month, none is drawn and that is said; other measures have none', () => {
  const html = draw(seriesOf('two-week-indicator', [['2025-01', 0.8], ['2025-02', 0.81]]), seriesOf('within-14-days', AROUND_THE_END));
  expect(html).not.toContain('class="spc-target"');
  expect(html).toContain('Upper threshold, all points: not drawn, as it ended with March 2024, before the first month here.');
});

test('a month that is missing is a gap in the drawing: not zero, and not joined by a line', () => {
  const html = draw(seriesOf('face-to-face', AROUND_THE_END));
  expect(/class="spc-line" d="([^"]*)"/.exec(html)![1]!.match(/M/g)).toHaveLength(2);
  expect(html).toContain('One month has no figure: a gap, not zero.');
  expect(accessChartFiles([seriesOf('face-to-face', [['2024-01', 0.5]])])).toEqual([]);
});
