import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { literal, openStatistics } from '../statistics/index.ts';
import type { Statistics } from '../statistics/index.ts';
import { readingOf } from './checks.ts';

let statistics: Statistics;
beforeAll(async () => void (statistics = await openStatistics(tmpdir())));
afterAll(() => statistics.close());

// Several of nine signs: what a text of this length is tried for first must not hide what else it may be.
test.each([
  ['01OCT2025', '2025-10-01'], ['31Dec2024', '2024-12-31'], ['2025-10-01', '2025-10-01'], ['20251001', '2025-10-01'], ['01/10/2025', '2025-10-01'], ['01-Oct-2025', '2025-10-01'], ['01 Oct 2025', '2025-10-01'],
  ['1/10/2025', '2025-10-01'], ['01/1/2025', '2025-01-01'], ['2025-1-01', '2025-01-01'], ['2025-10-1', '2025-10-01'], ['31FEB2025', null], ['01XXX2025', null], ['soon', null], ['123456789', null],
])('%s is read as the day %s', async (text, day) => {
  const [row] = await statistics.rows<{ day: string | null }>(`SELECT CAST(${readingOf({ name: 'day', kind: 'day' }, 'text')} AS VARCHAR) AS day FROM (SELECT ${literal(text)} AS text)`);
  expect(row!.day).toBe(day);
});
