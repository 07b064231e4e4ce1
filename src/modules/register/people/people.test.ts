import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, describe } from 'vitest';
import { isoDate, toIsoDate } from '#kernel/isoDate.ts';
import { Refused } from '#kernel/result.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { outboxOf } from '#platform/mail/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import {
  addRole, atConsole, createAdministrator, endRole, erasePerson, importPeople, peopleDirectory, personRecord, printSignInLink, readContacts,
  undoRoleChange, withdrawRole, type PeopleContext, type PeopleHouse,
} from './index.ts';
import { peopleHouse } from './testing/peopleHouse.ts';

const HEADER = 'email,name,role,organisation_code,start,end';
const contacts = (...lines: string[]) => readContacts([HEADER, ...lines].join('\n')).rows;

onBothEngines('people and their roles', (engine) => {
  let at = new Date('2026-05-01T09:00:00Z').getTime();
  const now = (): Date => new Date(at);
  let database: Database;
  let house: PeopleHouse;
  let console_: PeopleContext;

  beforeAll(async () => {
    database = await testDatabase(engine);
    house = await peopleHouse(database, now);
    console_ = atConsole(house, 'keeper');
  });
  afterAll(() => database.close());

  const directory = () => peopleDirectory(house);
  const idOf = async (email: string): Promise<string> => (await directory().personWithEmail(email))!.personId;
  const mayOf = async (email: string): Promise<ReadonlySet<string>> => (await directory().personOf(await idOf(email)))!.permissions;
  const acting = async (email: string): Promise<PeopleContext> => ({ ...house, by: await idOf(email), permissions: await mayOf(email) });
  const invite = (line: string, context = console_) => importPeople(context, contacts(line), { sendInvitations: false });
  const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof Refused ? error.refusal.code : Promise.reject(error)));

  it('begin with an administrator made at the console, who gets a link', async () => {
    const said = await createAdministrator(console_, { email: 'Keeper@Example.org', name: 'Kim Keeper' });
    expect(said).toMatch(/Kim Keeper is now a system administrator\.\n[\s\S]*https:\/\/chorus\.example\/sign-in\/link\/\S{43}/);
    expect(await mayOf('keeper@example.org')).toContain('system.administer');
    expect(await createAdministrator(console_, { email: 'keeper@example.org', name: 'Kim' })).toContain('already');
    expect(await printSignInLink(console_, { email: 'keeper@example.org' })).toContain('/sign-in/link/');
    expect(await codeOf(printSignInLink(console_, { email: 'nobody@example.org' }))).toBe('person-not-found');
    expect(await codeOf(createAdministrator(console_, { email: 'nobody', name: 'x' }))).toBe('not-an-email');
  });

  it('audits what is done at the console under the console, with no name or address', async () => {
    const { rows } = await sql<{ by: string; row: string }>`select by, audit_entry::text as row from audit_entry`.execute(database.as());
    expect(new Set(rows.map(({ by }) => by))).toEqual(new Set(['console:keeper']));
    for (const { row } of rows) expect(row).not.toMatch(/Kim|example\.org/);
    expect((await verifyAudit(database.as())).isIntact).toBe(true);
  });

  it('hold roles that give permissions on their days only', async () => {
    await invite('dee@example.org,Dr Dee,clinical-director,XU001,2026-01-01,2026-05-01');
    expect([...(await mayOf('dee@example.org'))]).toEqual(['people.read']);
    at += 24 * 60 * 60_000;
    expect([...(await mayOf('dee@example.org'))]).toEqual([]);
    await invite('soon@example.org,Sue Soon,lmc-officer,XF-LM1,2026-05-03,');
    expect([...(await mayOf('soon@example.org'))]).toEqual([]);
    at += 24 * 60 * 60_000;
    expect([...(await mayOf('soon@example.org'))]).toEqual(['people.read']);
  });

  it('change nothing when imported twice', async () => {
    const rows = contacts('twice@example.org,Tim Twice,gp-partner,XX001,2020-01-01,', 'twice@example.org,Tim Twice,practice-manager,XX001,2021-01-01,');
    const before = (await outboxOf(database.as())).length;
    expect(await importPeople(console_, rows, { sendInvitations: true })).toEqual({ refusals: [], peopleMade: 1, rolesAdded: 2, rowsUnchanged: 0 });
    expect(await importPeople(console_, rows, { sendInvitations: true })).toEqual({ refusals: [], peopleMade: 0, rolesAdded: 0, rowsUnchanged: 2 });
    expect((await outboxOf(database.as())).length).toBe(before + 1);
  });

  it('save nothing of a file with one bad row', async () => {
    const rows = contacts('good@example.org,Good,gp-partner,XX001,2020-01-01,', 'bad@example.org,Bad,gp-partner,XX999,2020-01-01,');
    const { refusals, peopleMade } = await importPeople(console_, rows, { sendInvitations: true });
    expect([peopleMade, refusals]).toEqual([0, [{ line: 3, column: 'organisation_code', value: 'XX999', reason: 'The register has no organisation with this code.' }]]);
    expect(await directory().personWithEmail('good@example.org')).toBeNull();
  });

  it('are refused the same role at the same place on the same day, by the database itself', async () => {
    await invite('over@example.org,Olly Over,gp-partner,XX001,2020-01-01,2024-12-31');
    const personId = await idOf('over@example.org');
    const again = (start: string) => addRole(console_, personId, { role: 'gp-partner', organisationCode: 'XX001', start: isoDate(start), end: null });
    expect(await codeOf(again('2024-12-31'))).toBe('role-overlaps');
    expect(await codeOf(again('2025-01-01'))).toBe('done');
    const raw = sql`insert into role_held (holding_id, person_id, role, organisation_code, valid, recorded)
      values ('other', ${personId}, 'gp-partner', 'XX001', '[2026-01-01,)', '[2026-01-01,)')`.execute(database.as());
    await expect(raw).rejects.toThrow(/exclusion constraint/);
  });

  it('keep what was believed before a correction', async () => {
    await invite('corr@example.org,Cora Corr,gp-partner,XX001,2020-01-01,');
    const personId = await idOf('corr@example.org');
    const { holdingId } = (await personRecord(database.as(), personId))!.roles[0]!;
    await endRole(console_, { holdingId, lastDay: isoDate('2026-03-31') });
    const record = (await personRecord(database.as(), personId))!;
    expect(record.roles.map(({ start, end }) => [start, end])).toEqual([['2020-01-01', '2026-03-31']]);
    expect(record.history.map(({ end, recordedTo }) => [end, recordedTo === null])).toEqual([['2026-03-31', true], [null, false]]);
    await expect(sql`delete from role_held where holding_id = ${holdingId}`.execute(database.as())).rejects.toThrow(/never rewritten or removed/);
  });

  it('can be put right at once: ending, adding and taking back are undone', async () => {
    await invite('undo@example.org,Una Undo,gp-partner,XX001,2020-01-01,');
    const personId = await idOf('undo@example.org');
    const spans = async () => (await personRecord(database.as(), personId))!.roles.map(({ start, end }) => [start, end]);
    const { holdingId } = (await personRecord(database.as(), personId))!.roles[0]!;
    await endRole(console_, { holdingId, lastDay: toIsoDate(now()) });
    await undoRoleChange(console_, holdingId);
    expect(await spans()).toEqual([['2020-01-01', null]]);
    await withdrawRole(console_, holdingId);
    expect(await spans()).toEqual([]);
    await undoRoleChange(console_, holdingId);
    expect(await spans()).toEqual([['2020-01-01', null]]);
    const added = await addRole(console_, personId, { role: 'clinical-director', organisationCode: 'XU001', start: isoDate('2026-01-01'), end: null });
    await undoRoleChange(console_, added);
    expect(await spans()).toEqual([['2020-01-01', null]]);
    at += 16 * 60_000;
    expect(await codeOf(undoRoleChange(console_, holdingId))).toBe('too-late-to-undo');
  });

  describe('are refused', () => {
    it.each([
      ['a role where it cannot be held', { role: 'clinical-director', organisationCode: 'XX001' }, 'role-not-held-there'],
      ['a role at no organisation', { role: 'gp-partner', organisationCode: null }, 'role-not-held-there'],
      ['a role at a code nobody has', { role: 'gp-partner', organisationCode: 'ZZZ99' }, 'organisation-unknown'],
    ] as const)('%s', async (_, span, code) => {
      const personId = await idOf('keeper@example.org');
      expect(await codeOf(addRole(console_, personId, { ...span, start: isoDate('2026-01-01'), end: null }))).toBe(code);
    });

    it('an end before the beginning, a role that is not held, a person who is not known', async () => {
      const { holdingId } = (await personRecord(database.as(), await idOf('undo@example.org')))!.roles[0]!;
      expect(await codeOf(endRole(console_, { holdingId, lastDay: isoDate('2019-12-31') }))).toBe('role-ends-before-it-begins');
      expect(await codeOf(endRole(console_, { holdingId: 'none', lastDay: isoDate('2026-01-01') }))).toBe('role-not-found');
      expect(await codeOf(addRole(console_, 'none', { role: 'gp-partner', organisationCode: 'XX001', start: isoDate('2026-01-01'), end: null }))).toBe('person-not-found');
    });

    it('what their roles do not give', async () => {
      await invite('pm@example.org,Pat Manager,practice-manager,XX001,2020-01-01,');
      const manager = await acting('pm@example.org');
      expect(await codeOf(importPeople(manager, contacts('x@example.org,X,gp-partner,XX001,2020-01-01,'), { sendInvitations: true }))).toBe('not-allowed');
      expect(await codeOf(addRole(manager, manager.by, { role: 'system-administrator', organisationCode: null, start: isoDate('2026-01-01'), end: null }))).toBe('not-allowed');
      expect(await codeOf(erasePerson(manager, manager.by))).toBe('not-allowed');
    });

    it('giving or ending a role that may do more than they may', async () => {
      await invite('icb@example.org,Ivy Board,icb-primary-care-manager,XI1,2020-01-01,');
      const board = await acting('icb@example.org');
      expect((await invite('new@example.org,New Partner,gp-partner,XX001,2026-01-01,', board)).peopleMade).toBe(1);
      expect((await invite('icb@example.org,Ivy Board,system-administrator,XI1,2026-01-01,', board)).refusals).toMatchObject([{ column: 'role', value: 'system-administrator' }]);
      const { holdingId } = (await personRecord(database.as(), await idOf('keeper@example.org')))!.roles[0]!;
      expect(await codeOf(endRole(board, { holdingId, lastDay: toIsoDate(now()) }))).toBe('not-allowed');
    });

    it('leaving the system without an administrator', async () => {
      const keeper = await acting('keeper@example.org');
      const { holdingId } = (await personRecord(database.as(), keeper.by))!.roles[0]!;
      expect(await codeOf(withdrawRole(keeper, holdingId))).toBe('last-administrator');
      expect(await codeOf(erasePerson(keeper, keeper.by))).toBe('last-administrator');
      expect(await mayOf('keeper@example.org')).toContain('system.administer');
    });
  });

  it('are erased so that nothing of their name or address is left, and the chain still holds', async () => {
    await importPeople(console_, contacts('gone@example.org,Greta Gone,gp-partner,XX001,2020-01-01,'), { sendInvitations: true });
    const personId = await idOf('gone@example.org');
    await erasePerson(console_, personId);
    const record = (await personRecord(database.as(), personId))!;
    expect([record.name, record.email, record.roles.map(({ end }) => end)]).toEqual([null, null, ['2026-05-02']]);
    expect(await directory().personWithEmail('gone@example.org')).toBeNull();
    const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(database.as());
    for (const { name } of tables) {
      const { rows } = await sql<{ found: number }>`select count(*)::int as found from ${sql.table(name)} as t where t::text ~* 'greta|gone@'`.execute(database.as());
      expect([name, rows[0]!.found]).toEqual([name, 0]);
    }
    expect((await verifyAudit(database.as())).isIntact).toBe(true);
    expect(await codeOf(erasePerson(console_, personId))).toBe('person-not-found');
  });
});
