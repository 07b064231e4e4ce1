import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '#kernel/isoDate.ts';
import { sql } from 'kysely';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Database } from '#platform/database/index.ts';
import { onBothEngines, testDatabase } from '../../../../tests/testing/index.ts';
import type { LocalBodyEntry } from '../domain/localBody.ts';
import { registerReader } from '../queries/registerReader.ts';
import { lastMoment } from '../storage/enteredRegister.ts';
import { enterOrganisation, renameOrganisation } from './enterOrganisation.ts';
import { enterRelation, withdrawRelation } from './enterRelation.ts';
import { importLocalBodies, importLocalRelations, previewLocalBodies } from './importLocalBodies.ts';
import type { RegisterEditor } from './keepEntry.ts';
import { undoEntry } from './undoEntry.ts';

const NOW = new Date('2026-01-31T09:00:00Z');
const DAY = '2026-01-31';
const sample = (file: string): string => readFileSync(new URL(`../../../../sample/${file}`, import.meta.url), 'utf8');

const federation: LocalBodyEntry = { code: 'L-FED-001', kind: 'gp-federation', name: 'Larkshire GP Federation', postcode: 'ZZ11 2ZF', open: isoDate('2014-10-01'), close: null };

onBothEngines('local bodies', (engine) => {
  let database: Database;
  let editor: RegisterEditor;
  const image = (knownAt: Date | null = null) => registerReader(database.as()).image(knownAt);
  const count = async (table: string): Promise<number> => (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(database.as())).rows[0]!.n;

  /** A published organisation as a load leaves it. */
  const publish = async (code: string, kind: string): Promise<void> => {
    await sql`insert into organisation (code, kind) values (${code}, ${kind})`.execute(database.as());
    await sql`insert into organisation_version (code, name, status, is_listed, source, valid, recorded)
      values (${code}, ${`The ${code}`}, 'open', true, 'epraccur/2025-04-23', '[2010-01-01,)', '[2025-05-01,)')`.execute(database.as());
  };

  const open = async (): Promise<void> => {
    database = await testDatabase(engine);
    editor = { database, now: () => NOW, by: 'person-1', permissions: new Set(['register.edit']) };
  };

  describe('are kept:', () => {
    beforeEach(open);
    afterEach(() => database.close());

    it('adds a body with a code of its own, renames it, closes it, and remembers what was believed', async () => {
      expect(await enterOrganisation(editor, { ...federation, code: '' })).toEqual({ code: 'L-FED-001', outcome: 'added' });
      expect(await enterOrganisation(editor, { ...federation, code: '', name: 'Vale Federation' })).toEqual({ code: 'L-FED-002', outcome: 'added' });
      await renameOrganisation(editor, { code: 'L-FED-001', name: 'Larkshire Primary Care', postcode: null, from: isoDate('2025-04-01') });
      const beforeClosing = await lastMoment(database.as());
      await enterOrganisation(editor, { ...federation, name: 'Larkshire Primary Care', postcode: null, close: isoDate('2025-12-31') });

      const now = await image();
      expect(now.at('L-FED-001', '2025-03-31')).toMatchObject({ name: 'Larkshire GP Federation', postcode: 'ZZ11 2ZF', status: 'open', source: 'entered' });
      expect(now.at('L-FED-001', '2025-12-31')).toMatchObject({ name: 'Larkshire Primary Care', status: 'open' });
      expect(now.at('L-FED-001', '2026-01-01')).toMatchObject({ status: 'closed' });
      expect((await image(beforeClosing)).at('L-FED-001', '2026-01-01')).toMatchObject({ status: 'open' });
      expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries: 4 });
    });

    it('enters a relation, corrects its last day, and takes back one that never was', async () => {
      await publish('P1', 'practice');
      await enterOrganisation(editor, federation);
      const relation = { fromCode: 'P1', relation: 'member', toCode: 'L-FED-001', start: isoDate('2020-04-01'), end: null };
      expect(await enterRelation(editor, relation)).toBe('added');
      expect(await enterRelation(editor, relation)).toBe('unchanged');
      expect((await image()).practicesWithin('L-FED-001', DAY)).toEqual(['P1']);
      expect(await enterRelation(editor, { ...relation, end: isoDate('2025-03-31') })).toBe('changed');
      expect((await image()).parents('P1', DAY)).toEqual([]);
      expect((await image()).parents('P1', '2025-03-31')).toHaveLength(1);
      const { rows } = await sql<{ id: number }>`select id from relation where upper_inf(recorded)`.execute(database.as());
      await withdrawRelation(editor, rows[0]!.id);
      expect((await image()).parents('P1', '2025-03-31')).toEqual([]);
      await expect(withdrawRelation(editor, rows[0]!.id)).rejects.toThrow('changed by somebody else');
    });

    it('imports the sample’s files as they are, and the second time changes nothing', async () => {
      for (const row of sample('local-relations.csv').split('\n').slice(1)) {
        for (const code of [row.split(',')[0], row.split(',')[2]]) {
          if (code && !code.includes('-') && (await image()).kindOf(code) === null) await publish(code, kindOfSample(code));
        }
      }
      const bodies = await importLocalBodies(editor, sample('local-bodies.csv'));
      expect(bodies.refusals).toEqual([]);
      expect(bodies.rows.map(({ outcome }) => outcome)).toEqual(Array(10).fill('added'));
      const relations = await importLocalRelations(editor, sample('local-relations.csv'));
      expect(relations.refusals).toEqual([]);
      expect(new Set(relations.rows.map(({ outcome }) => outcome))).toEqual(new Set(['added']));
      expect((await image()).practicesWithin('XF-GF1', DAY)).toHaveLength(42);

      const held = [await count('organisation_version'), await count('relation'), await count('audit_entry')];
      const again = [...(await importLocalBodies(editor, sample('local-bodies.csv'))).rows, ...(await importLocalRelations(editor, sample('local-relations.csv'))).rows];
      expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
      expect([await count('organisation_version'), await count('relation'), await count('audit_entry')]).toEqual(held);
    });

    it('refuses each bad row with its line, column, value and reason, takes the good ones, and a preview takes none', async () => {
      await publish('A81001', 'practice');
      const text = [
        'code,kind,name,postcode,open,close',
        'XF-PL1,place,Merrowdale,,2019-04-01,',
        'XF-PL1,place,Merrowdale,,2019-04-01,',
        'A81001,place,Not a place,,,',
        'B82001,place,Looks like ODS,,,',
        'XF-U1,pcn,A network,,,',
        'XF-PL2,place,,,,',
        'XF-PL3,place,Backwards,,2020-04-01,2019-04-01',
        'XF-PL4,place,No day,,2019-02-30,',
        'XF-PL5,place,Too,many,,fields,here',
      ].join('\n');
      expect((await previewLocalBodies(editor, text)).rows).toHaveLength(1);
      expect(await count('organisation')).toBe(1);
      const { rows, refusals } = await importLocalBodies(editor, text);
      expect(rows).toEqual([{ line: 2, outcome: 'added', what: 'XF-PL1 Merrowdale' }]);
      expect(refusals.map(({ line, column, value }) => [line, column, value])).toEqual([
        [3, 'code', 'XF-PL1'], [4, 'code', 'A81001'], [5, 'code', 'B82001'], [6, 'kind', 'pcn'], [7, 'name', ''], [8, 'close', '2019-04-01'], [9, 'open', '2019-02-30'], [10, '', 'XF-PL5,place,Too,many,,fields,here'],
      ]);
      expect(refusals.every(({ reason }) => reason.length > 10)).toBe(true);
      expect(await count('organisation')).toBe(2);
    });

    it('undoes the last entry, keeps on record that it was believed, and refuses to undo another', async () => {
      await enterOrganisation(editor, federation);
      const first = (await lastMoment(database.as()))!;
      await enterOrganisation(editor, { ...federation, name: 'A slip' });
      const slip = (await lastMoment(database.as()))!;
      await expect(undoEntry(editor, first)).rejects.toThrow('no longer the last entry');
      await undoEntry(editor, slip);
      expect((await image()).at('L-FED-001', DAY)?.name).toBe('Larkshire GP Federation');
      expect((await image(slip)).at('L-FED-001', DAY)?.name).toBe('A slip');
      const undone = (await lastMoment(database.as()))!;
      await undoEntry(editor, undone);
      expect((await image()).at('L-FED-001', DAY)?.name).toBe('A slip');
    });
  });

  describe('refuses', () => {
    const relate = (fromCode: string, relation: string, toCode: string, start: string | null = '2020-04-01', end: string | null = null) =>
      enterRelation(editor, { fromCode, relation, toCode, start: start && isoDate(start), end: end && isoDate(end) } as Parameters<typeof enterRelation>[1]);

    // A refusal keeps nothing, so one record serves them all.
    beforeAll(async () => {
      await open();
      await publish('P1', 'practice');
      await publish('U1', 'pcn');
      await enterOrganisation(editor, federation);
      await relate('P1', 'member', 'L-FED-001');
    });
    afterAll(() => database.close());

    it.each<[string, string, () => Promise<unknown>]>([
      ['someone who may not edit', 'not-allowed', () => enterOrganisation({ ...editor, permissions: new Set() }, federation)],
      ['a preview by someone who may not edit', 'not-allowed', () => previewLocalBodies({ ...editor, permissions: new Set() }, sample('local-bodies.csv'))],
      ['a code like the NHS’s', 'not-a-local-code', () => enterOrganisation(editor, { ...federation, code: 'A81001' })],
      ['a code with other signs', 'not-a-local-code', () => enterOrganisation(editor, { ...federation, code: 'L FED' })],
      ['the code of a published organisation', 'code-taken', () => enterOrganisation(editor, { ...federation, code: 'P1' })],
      ['a kind that is published', 'kind-is-published', () => enterOrganisation(editor, { ...federation, code: 'L-U-1', kind: 'pcn' })],
      ['a kind that is none', 'unknown-kind', () => enterOrganisation(editor, { ...federation, code: 'L-U-1', kind: 'club' })],
      ['another kind for a code', 'kind-differs', () => enterOrganisation(editor, { ...federation, kind: 'place' })],
      ['a name that is empty', 'name-missing', () => enterOrganisation(editor, { ...federation, name: '' })],
      ['a closing before the opening', 'dates-reversed', () => enterOrganisation(editor, { ...federation, close: isoDate('2014-09-30') })],
      ['a renaming before the opening', 'day-outside-life', () => renameOrganisation(editor, { code: 'L-FED-001', name: 'New', postcode: null, from: isoDate('2014-10-01') })],
      ['a renaming of what is published', 'not-a-local-body', () => renameOrganisation(editor, { code: 'P1', name: 'New', postcode: null, from: isoDate('2020-10-01') })],
      ['a relation to an unknown code', 'unknown-organisation', () => relate('P1', 'member', 'L-FED-009')],
      ['a relation to itself', 'relation-to-itself', () => relate('L-FED-001', 'hosts', 'L-FED-001')],
      ['a relation that is none', 'unknown-relation', () => relate('P1', 'befriends', 'L-FED-001')],
      ['a relation that publications give', 'relation-is-published', () => relate('P1', 'member', 'U1')],
      ['a relation that ends before it starts', 'dates-reversed', () => relate('L-FED-001', 'hosts', 'U1', '2020-04-01', '2020-03-31')],
      ['a relation that overlaps', 'overlapping-relation', () => relate('P1', 'member', 'L-FED-001', '2021-04-01')],
    ])('%s, and keeps nothing', async (_, code, enter) => {
      const before = await count('audit_entry');
      await expect(enter()).rejects.toMatchObject({ refusal: { code } });
      expect(await count('audit_entry')).toBe(before);
    });

    it.each([
      ['another file', 'Code,Total\nA,1', 'unknown-file'],
      ['a column too few', 'code,kind,name,postcode,open\nXF-1,place,A,,', 'unknown-file'],
      ['a column too many', 'code,kind,name,postcode,open,close,nhs number\nXF-1,place,A,,,,1', 'unknown-file'],
      ['no rows', 'code,kind,name,postcode,open,close\n', 'no-rows'],
      ['a quotation mark that stays open', 'code,kind,name,postcode,open,close\n"XF-1,place,A,,,', 'not-a-csv'],
    ])('a file with %s', async (_, text, code) => {
      await expect(importLocalBodies(editor, text)).rejects.toMatchObject({ refusal: { code } });
    });
  });
});

/** The sample's codes tell their kind by their first letters. */
const kindOfSample = (code: string): string => (code.startsWith('XU') ? 'pcn' : code.startsWith('XI') ? 'icb' : code.startsWith('XR') ? 'nhs-trust' : code.startsWith('X0') ? 'local-authority' : 'practice');
