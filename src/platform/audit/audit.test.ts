import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onBothEngines, testDatabase } from '../../../tests/testing/index.ts';
import type { Database } from '../database/index.ts';
import { appendAudit, verifyAudit } from './audit.ts';
import type { AuditEntry } from './audit.ts';

const entry = (id: number): AuditEntry => ({
  by: 'console:test', action: 'plant-tree', subject: { module: 'orchard', kind: 'tree', id: String(id) }, detail: { height: id / 2, species: 'élm “x”', isOld: id % 2 === 0, felled: null },
});

onBothEngines('the audit chain', (engine) => {
  let database: Database;
  const append = (id: number, at = new Date(`2025-01-01T00:00:0${id}.123Z`)) => database.inTransaction((transaction) => appendAudit(transaction, entry(id), at));
  const tamper = (script: string) => database.runScript(`begin; set local session_replication_role = replica; ${script}; commit;`);

  beforeAll(async () => {
    database = await testDatabase(engine);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await tamper('truncate audit_entry');
    for (const id of [1, 2, 3, 4]) await append(id);
  });

  test('is whole as written', async () => {
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 4, lastHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test.each([
    ['the actor', `update audit_entry set by = 'someone' where sequence = 2`, 2],
    ['the action', `update audit_entry set action = 'fell-tree' where sequence = 3`, 3],
    ['the subject', `update audit_entry set subject_id = '9' where sequence = 1`, 1],
    ['the moment', `update audit_entry set at = at + interval '1 second' where sequence = 4`, 4],
    ['a detail', `update audit_entry set detail = jsonb_set(detail, '{height}', '7') where sequence = 2`, 2],
    ['a detail added', `update audit_entry set detail = detail || '{"more": 1}' where sequence = 2`, 2],
    ['its hash', `update audit_entry set hash = repeat('a', 64) where sequence = 2`, 2],
    ['an entry taken out', 'delete from audit_entry where sequence = 2', 2],
    ['the first entry taken out', 'delete from audit_entry where sequence = 1', 1],
    ['two entries exchanged', 'update audit_entry set sequence = 5 - sequence - 100 where sequence in (2, 3); update audit_entry set sequence = sequence + 100 where sequence < 0', 2],
    ['an entry slipped in before the first', `insert into audit_entry select 0, at, by, action, subject_module, subject_kind, subject_id, detail, 'x', 'y' from audit_entry where sequence = 1`, 1],
  ])('shows where it was tampered with: %s', async (_, script, brokenAt) => {
    await tamper(script);
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: false, brokenAt });
  });

  test.each([`update audit_entry set by = 'someone'`, 'delete from audit_entry', 'truncate audit_entry'])('refuses %s', async (statement) => {
    await expect(sql.raw(statement).execute(database.as())).rejects.toThrow('never changed or removed');
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 4 });
  });

  test('has no entry of a transaction that was rolled back', async () => {
    const half = database.inTransaction(async (transaction) => {
      await appendAudit(transaction, entry(5), new Date());
      throw new Error('changed my mind');
    });
    await expect(half).rejects.toThrow('changed my mind');
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 4 });
  });

  test('stays one chain when several write at once', async () => {
    await Promise.all([5, 6, 7, 8, 9].map((id) => append(id)));
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 9 });
  });
});
