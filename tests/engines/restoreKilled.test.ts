import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { openSystem } from '#app/system.ts';
import { openServer } from '#platform/database/index.ts';
import { commandLine } from '../testing/commandLine.ts';
import { emptyServerDatabase } from '../testing/serverDatabase.ts';

// Each case is a process of its own and two records made anew.
vi.setConfig({ testTimeout: 180_000 });

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAMPLE = join(ROOT, 'sample/published/organisations');

type Line = ReturnType<typeof commandLine>;
const lines: Line[] = [];
const houseWith = (settings: Record<string, string> = {}): Line => {
  const line = commandLine(settings);
  lines.push(line);
  return line;
};

let backup: string;
let publications: number;

beforeAll(async () => {
  const house = houseWith();
  expect(await house.run(['load', SAMPLE])).toMatchObject({ exitCode: 0 });
  expect(await house.run(['backup', 'it.backup'])).toMatchObject({ exitCode: 0 });
  backup = join(house.home, 'it.backup');
  publications = await publicationsOf(house);
});
afterAll(() => lines.forEach((line) => line.discard()));

async function publicationsOf(house: Line): Promise<number> {
  const system = await openSystem(house.settings, false);
  const { rows } = await sql<{ count: number }>`select count(*) as count from publication`.execute(system.database.as());
  await system.close();
  return rows[0]!.count;
}

/** Restores in a process of its own, and ends that without a word as soon as `isTime`. */
async function killWhen(house: Line, isTime: () => boolean | Promise<boolean>): Promise<void> {
  const child = spawn(join(ROOT, 'bin/chorus'), ['restore', backup], { env: { ...process.env, ...house.environment }, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  while (isRunning && !(await isTime())) await pause(1);
  child.kill('SIGKILL');
  await ended;
}

const has = (house: Line, ...path: string[]): boolean => existsSync(join(house.data, ...path));
const countIn = (house: Line, folder: string): number => (has(house, folder) ? readdirSync(join(house.data, folder)).length : 0);

test.each<[string, (house: Line) => boolean]>([
  ['the file is being unpacked', (house) => readdirSafely(house).some((name) => name.startsWith('restore-'))],
  ['the record is being filled', (house) => has(house, 'work', 'restored-record', 'PG_VERSION')],
  ['the files are in place', (house) => countIn(house, 'statistics') > 0],
])('killed while %s, a folder has all or nothing, and can be restored into', async (_when, isTime) => {
  const house = houseWith();
  await killWhen(house, () => isTime(house));
  // No record is nothing: files that no record names are swept at the next start.
  if (!has(house, 'record')) expect(await house.run(['restore', backup])).toMatchObject({ exitCode: 0 });
  expect(await publicationsOf(house)).toBe(publications);
  expect(await house.run(['doctor'])).toMatchObject({ exitCode: 0 });
});

const readdirSafely = (house: Line): string[] => (has(house, 'work') ? readdirSync(join(house.data, 'work')) : []);

const missing = inject('noPostgresql');

test.skipIf(missing)(`killed while it writes, a server has nothing, and can be restored into${missing ? ` (skipped: ${missing})` : ''}`, async () => {
  const database = await emptyServerDatabase();
  const house = houseWith({ DATABASE_URL: database.url });
  const watcher = await openServer(database.url);
  const isWriting = async () => (await sql`select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query ilike '%insert into "organisation_version"%'`.execute(watcher.as())).rows.length > 0;
  await killWhen(house, isWriting);
  await watcher.close();
  expect([0, publications]).toContain(await publicationsOf(house));
  if ((await publicationsOf(house)) === 0) expect(await house.run(['restore', backup])).toMatchObject({ exitCode: 0 });
  expect(await house.run(['doctor'])).toMatchObject({ exitCode: 0 });
  await database.drop();
});
