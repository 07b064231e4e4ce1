import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFiles, loadFile } from '#app/loadFiles.ts';
import { readSettings } from '#app/settings.ts';
import { openSystem } from '#app/system.ts';
import type { System } from '#app/system.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { publicationsHeld } from '#platform/publications/index.ts';
import '../testing/madeRecord.ts';

const SCRIPT = fileURLToPath(new URL('loadAndBeKilled.ts', import.meta.url));
const SAMPLE = resolve(import.meta.dirname, '../../sample/published');
const LISTS = join(SAMPLE, 'list-sizes');
/** The organisation files, and of the monthly ones those of the months in which the sample's bodies moved, merged and split. */
const PUBLISHED = [join(SAMPLE, 'organisations'), ...readdirSync(LISTS).filter((name) => /(map|all)_(2024-04|2024-10|2025-04)/.test(name)).map((name) => join(LISTS, name))];
const KILLS = 3;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chorus-kill-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (name: string) => openSystem(readSettings({ CHORUS_DATA: join(folder, name) }, '/'), false);

async function loadAll(system: System): Promise<void> {
  const { found } = await findFiles(system, PUBLISHED);
  for (const source of found) {
    await loadFile(system, source, 'console:test');
    await source.dispose();
  }
}

/** What the register says now, in one order. */
async function registerOf(system: System): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws('|', 'version', code, name, postcode, address, status, is_listed, source, valid) as line from organisation_version where upper_inf(recorded)
    union all select concat_ws('|', 'relation', kind, from_code, to_code, slot, source, end_source, valid) from relation where upper_inf(recorded)
    union all select concat_ws('|', 'disagreement', code, about, claims, applied, valid) from disagreement where upper_inf(recorded)
    union all select concat_ws('|', 'organisation', code, kind) from organisation where exists (select 1 from organisation_version v where v.code = organisation.code and upper_inf(recorded))
    order by 1`.execute(system.database.as());
  return rows.map(({ line }) => line);
}

const parquetFiles = (name: string) => readdirSync(join(folder, name, 'statistics'), { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('.parquet')).sort();

/** Loads until it is killed at a moment by chance; gives the digests of what it said it had kept. */
async function loadKilledAfter(name: string, waitMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, join(folder, name), ...PUBLISHED], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const ended = new Promise((done) => child.once('exit', done));
  await new Promise<void>((begun) => {
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('begins')) begun();
    });
    void ended.then(() => begun());
  });
  await new Promise((done) => setTimeout(done, waitMs));
  child.kill('SIGKILL');
  await ended;
  return [...said.matchAll(/kept (\S+)\n/g)].map((match) => match[1]!);
}

let whole: string[];

test('loading all twice is loading it once', async () => {
  const system = await open('whole');
  await loadAll(system);
  whole = await registerOf(system);
  const moments = await sql<{ last: string }>`select max(lower(recorded))::text as last from (select recorded from organisation_version union all select recorded from relation union all select recorded from disagreement) as all_of_it`.execute(system.database.as());
  const files = parquetFiles('whole');
  await loadAll(system);
  expect(await registerOf(system)).toEqual(whole);
  expect(parquetFiles('whole')).toEqual(files);
  const { rows } = await sql<{ last: string }>`select max(lower(recorded))::text as last from (select recorded from organisation_version union all select recorded from relation union all select recorded from disagreement) as all_of_it`.execute(system.database.as());
  expect(rows).toEqual(moments.rows);
  await system.close();
});

test('loading the files in the opposite order gives the same register', async () => {
  const system = await open('reversed');
  const { found } = await findFiles(system, PUBLISHED);
  for (const source of found.reverse()) {
    await loadFile(system, source, 'console:test');
    await source.dispose();
  }
  expect(await registerOf(system)).toEqual(whole);
  await system.close();
});

// A process of its own takes seconds to begin on a busy machine.
test(`killed at any moment, a load leaves each file whole or not at all, and can be gone on with (${KILLS} kills)`, async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const saidKept = await loadKilledAfter('killed', 150 + Math.random() * 1200);
    const system = await open('killed');
    const held = await publicationsHeld(system.database.as());
    const digests = held.map(({ digest }) => digest);
    expect(saidKept.filter((digest) => !digests.includes(digest))).toEqual([]);
    expect(parquetFiles('killed')).toEqual(held.flatMap(({ tables }) => tables.map(({ path }) => path)).sort());
    expect(await verifyAudit(system.database.as())).toMatchObject({ isIntact: true, entries: held.length });
    await system.close();
  }
  const system = await open('killed');
  await loadAll(system);
  expect(await registerOf(system)).toEqual(whole);
  await system.close();
}, 180_000);
