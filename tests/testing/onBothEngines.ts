import { describe, inject } from 'vitest';
import type { Engine } from '#platform/database/index.ts';

/** One suite for each engine. Where there is no PostgreSQL its suite is skipped, and the name of the suite says why. */
export function onBothEngines(name: string, suite: (engine: Engine) => void): void {
  describe(`${name} (pglite)`, () => suite('pglite'));
  const missing = inject('noPostgresql');
  if (missing) describe.skip(`${name} (postgresql: ${missing})`, () => suite('postgresql'));
  else describe(`${name} (postgresql)`, () => suite('postgresql'));
}
