import { expect, test } from 'vitest';
import { appendAudit, verifyAudit } from '#platform/audit/audit.ts';
import { onBothEngines, testDatabase } from '../testing/index.ts';

const NOW = new Date('2025-11-01T09:00:00.120Z');

onBothEngines('a chain that was tampered with past Chorus', (engine) => {
  test.each([
    ['changed', `update audit_entry set detail = '{"height": 4}' where sequence = 2`, { entries: 1, brokenAt: 2, why: 'its words were changed after it was written' }],
    ['given to another', `update audit_entry set by = 'somebody' where sequence = 3`, { entries: 2, brokenAt: 3, why: 'its words were changed after it was written' }],
    ['taken out', 'delete from audit_entry where sequence = 2', { entries: 1, brokenAt: 2, why: 'entry 2 is missing' }],
    ['slipped in', `insert into audit_entry select 0, at, by, action, subject_module, subject_kind, subject_id, detail, 'x', 'y' from audit_entry limit 1`, { entries: 0, brokenAt: 1, why: 'entry 1 is missing' }],
  ])('says where an entry was %s', async (_how, script, verdict) => {
    const database = await testDatabase(engine);
    for (const height of [1, 2, 3]) {
      await database.inTransaction((transaction) => appendAudit(transaction, { by: 'chorus', action: 'plant-tree', subject: { module: 'tests', kind: 'tree', id: 'oak' }, detail: { height, name: 'é "', isOld: null } }, NOW));
    }
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 3 });
    await database.runScript(`alter table audit_entry disable trigger user; ${script}`);
    expect(await verifyAudit(database.as())).toEqual({ isIntact: false, ...verdict });
    await database.runScript('alter table audit_entry enable trigger user');
    await database.close();
  });
});
