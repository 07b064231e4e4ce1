import { expect, test } from 'vitest';
import { contractStreams } from './contractRules.ts';

test('the streams of the contract are read, each figure with its source and its two dates', () => {
  const enhanced = contractStreams().get('enhanced-access')!;
  expect(enhanced).toMatchObject({ title: 'Enhanced access', paidTo: 'pcn' });
  expect(enhanced.figures[0]).toMatchObject({ id: 'enhanced-access/rate', unit: '£ a year', basis: 'pcn-adjusted' });
  expect(enhanced.figures[0]!.values.at(-1)).toMatchObject({ from: '2025-04-01', value: '8.427', status: 'reported', source: { address: expect.stringMatching(/^https/) } });
});
