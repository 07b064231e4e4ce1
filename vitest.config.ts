import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/testing/longestFirst.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}', 'sample/**/*.test.ts'],
    globalSetup: ['tests/testing/recordTemplates.ts'],
    pool: 'forks',
    // Files of one worker share what is imported, which is a third of their work: a test leaves no module changed behind it.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
