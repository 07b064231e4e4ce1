import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import { migrations } from '#app/migrations.ts';
import type { Database } from './index.ts';
import { migrate } from './index.ts';

onBothEngines('migrations', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase(engine);
  });
  afterAll(() => database.close());

  const orchard = { name: 'orchard/0001_trees', script: 'create table tree (name text primary key);' };
  const tables = async () => (await sql<{ name: string }>`select tablename as name from pg_tables where tablename in ('tree', 'hedge')`.execute(database.as())).rows.map(({ name }) => name);

  test('are applied once, also by two that start at once', async () => {
    await Promise.all([migrate(database, [...migrations, orchard]), migrate(database, [...migrations, orchard])]);
    await migrate(database, [...migrations, orchard]);
    expect(await tables()).toEqual(['tree']);
  });

  test('that fail leave nothing of themselves', async () => {
    const broken = { name: 'orchard/0002_hedges', script: 'create table hedge (name text); select 1 / 0;' };
    await expect(migrate(database, [...migrations, orchard, broken])).rejects.toThrow('division by zero');
    expect(await tables()).toEqual(['tree']);
    await migrate(database, [...migrations, orchard]);
  });

  test.each([
    ['that a newer Chorus made', migrations],
    ['whose script has changed since', [...migrations, { ...orchard, script: `${orchard.script} ` }]],
  ])('refuse a record %s', async (_, known) => {
    await expect(migrate(database, known)).rejects.toMatchObject({ refusal: { code: 'record-of-another-version', what: expect.stringContaining('orchard/0001_trees'), todo: expect.any(String) } });
  });
});
