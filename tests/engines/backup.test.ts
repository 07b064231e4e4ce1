import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { openSystem } from '#app/system.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { BackupManifest } from '#platform/backup/index.ts';
import type { Engine } from '#platform/database/index.ts';
import { addPaper, contentOf, paperOf, receivePaper } from '#platform/papers/index.ts';
import { commandLine } from '../testing/commandLine.ts';
import { emptyServerDatabase } from '../testing/serverDatabase.ts';

// Each case makes records anew, in the embedded engine a matter of seconds.
vi.setConfig({ testTimeout: 180_000 });

const SAMPLE = fileURLToPath(new URL('../../sample/published/', import.meta.url));

type House = ReturnType<typeof commandLine> & { leave(): Promise<void> };

const houses: House[] = [];
/** An empty system on an engine, as somebody would set it up. */
async function houseOn(engine: Engine): Promise<House> {
  const database = engine === 'postgresql' ? await emptyServerDatabase() : null;
  const line = commandLine(database ? { DATABASE_URL: database.url } : {});
  const house = { ...line, leave: async () => (line.discard(), await database?.drop()) };
  houses.push(house);
  return house;
}

const manifestIn = (file: string): BackupManifest => {
  const tar = gunzipSync(readFileSync(file));
  return JSON.parse(tar.subarray(512, 512 + parseInt(tar.toString('ascii', 124, 135), 8)).toString()) as BackupManifest;
};

/** Digests of everything but the audit, which tells of the restoring. */
const contentsOf = ({ members, sequences }: BackupManifest) => ({ sequences, members: members.filter(({ path }) => path !== 'record/audit_entry.jsonl') });

let first: House;
let backup: string;

beforeAll(async () => {
  first = await houseOn('pglite');
  expect(await first.run(['load', join(SAMPLE, 'organisations'), join(SAMPLE, 'network-contract')])).toMatchObject({ exitCode: 0 });
  await plantOddRows(first);
  mkdirSync(join(first.data, 'papers', 'ab'), { recursive: true });
  writeFileSync(join(first.data, 'papers', 'ab', 'cd.pdf'), 'a paper');
  expect(await first.run(['backup', 'first.backup'])).toMatchObject({ exitCode: 0 });
  backup = join(first.home, 'first.backup');
});
afterAll(async () => {
  for (const house of houses) await house.leave();
});

/** What is easily lost on the way: JSON null, quotes, line ends, arrays, emptiness, far moments, the smallest time. */
async function plantOddRows(house: House): Promise<void> {
  const system = await openSystem(house.settings, false);
  await system.database.runScript(String.raw`
    insert into setting values ('nothing', 'null'), ('words', '{"a": ["é\n\"x\"", 1.10, null]}');
    insert into person (id, made_at) values ('P1', '2025-01-01 00:00:00.123456+00'), ('P2', 'infinity');
    insert into person_details values ('P1', E'Ada\t"Tab" \\N\nLovelace ☃ ', 'ada@example.org', '');
    insert into passkey values ('K1', 'P1', '', 'key', 9007199254740991, '{usb,"a,b",NULL,""}', now(), null);
    insert into mail (purpose, queued_at) values ('invitation', now());
    insert into mail_content values (1, 'ada@example.org', 'Words', E'One\r\nTwo', '<p>One</p>');
    delete from mail_content; delete from mail;`);
  await system.close();
}

const pairs: [Engine, Engine][] = [['pglite', 'pglite'], ['pglite', 'postgresql'], ['postgresql', 'pglite'], ['postgresql', 'postgresql']];
const missing = inject('noPostgresql');

describe.each(pairs)('a backup of %s restored into %s', (from, into) => {
  test.skipIf(missing && [from, into].includes('postgresql'))(`holds the same${missing ? ` (skipped without PostgreSQL: ${missing})` : ''}`, async () => {
    const source = from === 'pglite' ? first : await houseOn(from);
    if (source !== first) expect(await source.run(['restore', backup])).toMatchObject({ exitCode: 0 });
    expect(await source.run(['backup', 'again.backup', '--force'])).toMatchObject({ exitCode: 0 });
    const target = await houseOn(into);
    expect(await target.run(['restore', join(source.home, 'again.backup')])).toMatchObject({ exitCode: 0 });
    await target.run(['backup', 'last.backup']);
    const last = manifestIn(join(target.home, 'last.backup'));
    expect(contentsOf(last)).toEqual(contentsOf(manifestIn(backup)));
    expect(last.engine).toBe(into);
    expect(readFileSync(join(target.data, 'papers', 'ab', 'cd.pdf'), 'utf8')).toBe('a paper');
    const doctor = JSON.parse((await target.run(['doctor', '--json'])).out) as { level: string }[];
    expect(doctor.filter(({ level }) => level === 'problem')).toEqual([]);
    // The restoring and the backup after it are on record.
    await expectGuarded(target, manifestIn(join(source.home, 'again.backup')).audit.entries + 2);
  });
});

/** The database refuses what it refused before, and goes on where it was. */
async function expectGuarded(house: House, entries: number): Promise<void> {
  const { database, close } = await openSystem(house.settings, false);
  try {
    expect(await verifyAudit(database.as())).toMatchObject({ isIntact: true, entries });
    await expect(database.runScript(`update audit_entry set action = 'x'`)).rejects.toThrow('never changed');
    await expect(database.runScript(`delete from organisation_version`)).rejects.toThrow('never rewritten or removed');
    await expect(database.runScript(`insert into relation (kind, from_code, to_code, slot, source, valid, recorded)
      select kind, from_code, to_code, slot, source, valid, recorded from relation limit 1`)).rejects.toThrow('exclusion constraint');
    await expect(database.runScript(`insert into person_details values ('P9', 'x', 'x@example.org', '')`)).rejects.toThrow('foreign key');
    const { rows } = await sql<{ id: number }>`insert into mail (purpose, queued_at) values ('x', now()) returning id`.execute(database.as());
    expect(rows[0]!.id).toBe(2);
  } finally {
    await close();
  }
}

describe('what is no good backup', () => {
  const bytes = () => readFileSync(backup);
  const repacked = (change: (tar: Buffer) => Buffer | void) => {
    const tar = gunzipSync(bytes());
    return gzipSync(change(tar) ?? tar);
  };
  const damagedAt = (at: number) => {
    const damaged = Buffer.from(bytes());
    damaged[at]! ^= 255;
    return damaged;
  };
  const replaced = (was: string, by: string) => repacked((tar) => {
    expect(by.length).toBe(was.length);
    tar.write(by, tar.indexOf(was));
  });

  test.each<[string, () => Buffer, string | RegExp]>([
    ['a text', () => Buffer.from('practice,code\n'), 'not a backup'],
    ['an empty file', () => Buffer.alloc(0), 'cut short'],
    ['something else that is compressed', () => gzipSync('practice,code\n'.repeat(100)), 'not a backup'],
    ['the first third', () => bytes().subarray(0, bytes().length / 3), 'cut short'],
    ['all but the last bytes', () => bytes().subarray(0, -4), 'cut short'],
    ['an archive cut short and packed again', () => repacked((tar) => tar.subarray(0, tar.length / 2)), 'cut short'],
    ['a damaged checksum', () => damagedAt(bytes().length - 6), 'not as it was made'],
    // What was compressed and is damaged may look longer than it is: it depends on the byte which of the two is found first.
    ['a damaged byte in its middle', () => damagedAt(Math.floor(bytes().length / 2)), /not as it was made|cut short/],
    ['a changed row', () => replaced('Lovelace', 'Lovelass'), '"record/person_details.jsonl" was changed'],
    ['a list that names a file outside', () => replaced('papers/ab/cd.pdf', 'papers/../cd.pdf'), 'list of contents is not whole'],
    ['another format', () => replaced('"format": 1,', '"format": 2,'), 'has format 2'],
    ['a newer Chorus', () => replaced('"name": "platform/0001_', '"name": "platform/9001_'), 'made by another version of Chorus'],
  ])('refuses %s and restores nothing', async (_what, made, reason) => {
    const house = await houseOn('pglite');
    const file = join(house.home, 'bad.backup');
    writeFileSync(file, made());
    const said = await house.run(['restore', file]);
    expect(said).toMatchObject({ exitCode: 1, out: '' });
    expect(said.err).toMatch(reason);
    expect(said.err).not.toContain('    at ');
    expect(existsSync(join(house.data, 'record'))).toBe(false);
    expect([...readdirSync(join(house.data, 'statistics')), ...readdirSync(join(house.data, 'work'))]).toEqual([]);
  });

  test('refuses a file that is not there', async () => {
    expect((await first.run(['restore', 'nowhere.backup'])).err).toContain('There is');
  });
});

describe('where a backup does not go', () => {
  test('refuses a folder with a system in it, and leaves that', async () => {
    const said = await first.run(['restore', backup]);
    expect(said).toMatchObject({ exitCode: 1 });
    expect(said.err).toContain('There is a system here already');
    expect(await first.run(['audit', 'verify'])).toMatchObject({ exitCode: 0 });
  });

  test('takes a folder whose record was only made', async () => {
    const house = await houseOn('pglite');
    await (await openSystem(house.settings, false)).close();
    expect(await house.run(['restore', backup])).toMatchObject({ exitCode: 0 });
  });

  test.skipIf(missing)('refuses a database that holds another system, or something else', async () => {
    const house = await houseOn('postgresql');
    const system = await openSystem(house.settings, false);
    await system.database.runScript(`insert into setting values ('header', '"Ours"')`);
    expect((await house.run(['restore', backup])).err).toContain('DATABASE_URL: There is a system here already');
    await system.database.runScript(`drop table migration cascade`);
    expect((await house.run(['restore', backup])).err).toContain('tables that are not Chorus’s');
    await system.close();
  });

  test('never writes over a file unless told to, and leaves no other', async () => {
    const said = await first.run(['backup', 'first.backup']);
    expect(said).toMatchObject({ exitCode: 1 });
    expect(said.err).toContain('--force');
    writeFileSync(join(first.home, 'old.backup'), 'old');
    expect(await first.run(['backup', 'old.backup', '--force'])).toMatchObject({ exitCode: 0 });
    expect(manifestIn(join(first.home, 'old.backup')).format).toBe(1);
    expect(readdirSync(first.home).sort()).toEqual(['again.backup', 'data', 'first.backup', 'old.backup']);
    expect((await first.run(['backup', 'nowhere/x.backup'])).err).toContain('no such folder');
  });

  test('has nothing to back up before anything was loaded', async () => {
    const house = await houseOn('pglite');
    expect((await house.run(['backup', 'x.backup'])).err).toContain('nothing to back up');
  });
});

test('a backup beside a load holds each file as a whole or not at all', async () => {
  const house = await houseOn('pglite');
  await house.run(['load', join(SAMPLE, 'organisations')]);
  const system = await openSystem(house.settings, false);
  // The maps of five half-years and the lists of six months: enough files for many a backup to fall between two.
  const files = readdirSync(join(SAMPLE, 'list-sizes')).filter((name) => /map|all_2025-0[1-6]/.test(name));
  const loading = house.run(['load', ...files.map((name) => join(SAMPLE, 'list-sizes', name))], system);
  let isLoading = true;
  void loading.finally(() => (isLoading = false));
  const seen: number[] = [];
  while (isLoading) {
    expect(await house.run(['backup', 'beside.backup', '--force'], system)).toMatchObject({ exitCode: 0 });
    const { members, tables } = manifestIn(join(house.home, 'beside.backup'));
    const loads = tables.find(({ name }) => name === 'publication')!.rows;
    expect(members.filter(({ path }) => path.startsWith('statistics/')).length).toBeGreaterThanOrEqual(loads);
    seen.push(loads);
  }
  await system.close();
  expect(seen.length).toBeGreaterThan(1);
  const other = await houseOn('pglite');
  expect(await other.run(['restore', join(house.home, 'beside.backup')])).toMatchObject({ exitCode: 0 });
  expect(await other.run(['doctor'])).toMatchObject({ exitCode: 0 });
});

test('a paper comes back with its row, and a backup refuses to leave out its file', async () => {
  const house = await houseOn('pglite');
  await house.run(['restore', backup]);
  const system = await openSystem(house.settings, false);
  const received = await receivePaper(system.folder.papers, { fileName: 'terms.txt', bytes: Buffer.from('Terms of reference') });
  const paper = await system.database.inTransaction((transaction) => addPaper(transaction, received, { title: 'Terms', by: 'console:test' }, new Date()));
  await system.close();
  expect(await house.run(['backup', 'papers.backup'])).toMatchObject({ exitCode: 0 });
  const other = await houseOn('pglite');
  expect(await other.run(['restore', join(house.home, 'papers.backup')])).toMatchObject({ exitCode: 0 });
  const restored = await openSystem(other.settings, false);
  expect(contentOf(restored.folder.papers, (await paperOf(restored.database.as(), paper.id))!).toString()).toBe('Terms of reference');
  rmSync(join(restored.folder.papers, paper.digest.slice(0, 2), paper.digest));
  await restored.close();
  expect((await other.run(['backup', 'x.backup'])).err).toContain('This file of a paper is not there');
});

test('a backup refuses to leave out a file of a publication, and doctor names it', async () => {
  const house = await houseOn('pglite');
  await house.run(['restore', backup]);
  const [folder] = readdirSync(join(house.data, 'statistics'));
  const [file] = readdirSync(join(house.data, 'statistics', folder!));
  const path = join(house.data, 'statistics', folder!, file!);
  truncateSync(path, 100);
  expect((await house.run(['doctor'])).out).toContain(`cannot be read (${path}`);
  rmSync(path);
  expect((await house.run(['backup', 'x.backup'])).err).toContain('so a backup would not be whole');
  const doctor = await house.run(['doctor']);
  expect(doctor.exitCode).toBe(1);
  expect(doctor.out).toContain(`its file is missing (${path})`);
});
