import { expect, test } from 'vitest';
import { chartedSeries, targetAt } from '../charts/index.ts';
import { isoDate } from '#kernel/isoDate.ts';
import { thresholdTargets } from './thresholdTargets.ts';

test('the thresholds of ACC-08 held from April to September 2022 and from April 2023 to March 2024, each with its source', () => {
  const [lower, upper] = thresholdTargets('ACC-08');
  expect([lower, upper].map((one) => one?.steps.map(({ from, until, value }) => [from, until, value]))).toEqual([
    [['2022-04-01', '2022-10-01', 0.85], ['2023-04-01', '2024-04-01', 0.85]], [['2022-04-01', '2022-10-01', 0.9], ['2023-04-01', '2024-04-01', 0.9]],
  ]);
  for (const { source } of [...lower!.steps, ...upper!.steps]) expect(source).toMatch(/; reported$/);
});

test('a chart from September 2023 on draws them until March 2024 and no longer', () => {
  const months = ['2023-09', '2023-12', '2024-03', '2024-04', '2024-06'];
  const { targets, points } = chartedSeries(months.map((month) => ({ date: isoDate(`${month}-01`), value: 0.8 })), { unit: 'U', period: 'month', sayValue: String, improvement: 'increase', targets: thresholdTargets('ACC-08') });
  const drawn = points.filter((_, index) => targetAt(targets[0]!, index) !== null).map(({ date }) => date.slice(0, 7));
  expect([drawn[0], drawn.at(-1), drawn.length]).toEqual(['2023-09', '2024-03', 7]);
});

test.each([['one without thresholds', 'ACC-02'], ['one by every practice or not at all', 'ACC-05'], ['what is no indicator', 'XX-99']])('%s has none', (_, code) => expect(thresholdTargets(code)).toEqual([]));
