import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendAudit, verifyAudit } from '#platform/audit/audit.ts';
import type { AuditEntry } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../testing/index.ts';

const NOW = new Date('2025-11-01T09:00:00Z');

const planted = (id: string): AuditEntry => ({ by: 'chorus', action: 'plant-tree', subject: { module: 'tests', kind: 'tree', id }, detail: { height: 3 } });

onBothEngines('an engine of the record', (engine) => {
  let database: Database;

  beforeAll(async () => {
    database = await testDatabase(engine);
  });
  afterAll(() => database.close());

  const count = async (table: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(database.as());
    return rows[0]?.count ?? NaN;
  };

  const believe = (code: string, valid: string, recorded: string) =>
    sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded)
      values (${code}, 'The Sails', 'open', true, 'entered', ${valid}::daterange, ${recorded}::tstzrange)`.execute(database.as());

  test('has every migration and is PostgreSQL 18', async () => {
    const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(database.as());
    expect(rows[0]?.version).toBeGreaterThanOrEqual(180000);
    expect(await count('migration')).toBeGreaterThanOrEqual(3);
  });

  test('returns a day as text and a count as a number', async () => {
    const { rows } = await sql`select date '2025-04-01' as day, count(*) as many from setting`.execute(database.as());
    expect(rows).toEqual([{ day: '2025-04-01', many: 0 }]);
  });

  test('keeps nothing of a transaction that throws', async () => {
    const half = database.inTransaction(async (transaction) => {
      await sql`insert into setting (name, value) values ('header', '"half"')`.execute(transaction);
      throw new Error('changed my mind');
    });
    await expect(half).rejects.toThrow('changed my mind');
    expect(await count('setting')).toBe(0);
  });

  test('refuses a script as a whole and stays usable', async () => {
    await expect(database.runScript(`begin; insert into setting values ('a', '1'); insert into nowhere values (1); commit;`)).rejects.toThrow('nowhere');
    expect(await count('setting')).toBe(0);
  });

  test('refuses two beliefs about one day that stand at one moment', async () => {
    await sql`insert into organisation (code, kind) values ('TEST01', 'practice')`.execute(database.as());
    await believe('TEST01', '[2025-01-01,2025-07-01)', '[2025-02-01,)');
    await expect(believe('TEST01', '[2025-06-01,)', '[2025-02-01,)')).rejects.toThrow(/exclusion constraint/);
    await believe('TEST01', '[2025-07-01,)', '[2025-02-01,)');
    await believe('TEST01', '[2025-01-01,2025-07-01)', '[2024-12-01,2025-02-01)');
    expect(await count('organisation_version')).toBe(3);
  });

  test('links audits that are written at once into one chain', async () => {
    const writes = ['oak', 'ash', 'elm'].map((id) => database.inTransaction((transaction) => appendAudit(transaction, planted(id), NOW)));
    await Promise.all(writes);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 3 });
  });

  test.each([
    ['rewritten', `update audit_entry set action = 'fell-tree'`],
    ['removed', 'delete from audit_entry'],
    ['emptied', 'truncate audit_entry'],
  ])('refuses an audit that is %s', async (_how, script) => {
    await expect(database.runScript(script)).rejects.toThrow('Rows of audit_entry are added and never changed or removed');
  });
});
