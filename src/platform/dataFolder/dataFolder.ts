import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { layoutOf } from './layout.ts';
import type { DataFolder, Layout } from './layout.ts';
import { Refused } from '#kernel/result.ts';

/** The layout of a data folder; a change to it that an older Chorus cannot read raises the number. */
const FORMAT = 1;
const ROOM_NEEDED_BYTES = 200 * 1024 * 1024;

/**
 * Takes a data folder for this process alone, making it where there is none. Refuses one that another process
 * holds, that another version made, that cannot be written, or whose disk is full.
 *
 * The lock is the operating system's own on a small DuckDB file: it is taken whole or not at all, and it is gone with the
 * process however that ends, which a file with a process number in it is not. A folder whose record is on a server is shared.
 */
export async function takeDataFolder(path: string, { isShared = false } = {}): Promise<DataFolder> {
  const layout = layoutOf(path);
  try {
    for (const folder of [layout.path, layout.statistics, layout.papers, layout.work]) mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
  const lock = isShared ? null : await takeLock(layout);
  try {
    checkFormat(layout);
    checkRoom(path);
  } catch (error) {
    lock?.release();
    throw error;
  }
  return { ...layout, release: () => lock?.release() };
}

/** The operating system's lock keeps out other processes, and lets the same process take it again: this keeps that out. */
const heldHere = new Set<string>();

async function takeLock({ path, work }: Layout): Promise<{ release(): void }> {
  const file = join(path, 'owner.lock');
  const held = realpathSync(path);
  if (heldHere.has(held)) throw inUse(path);
  heldHere.add(held);
  try {
    await makeLockFile(file, work);
    const lock = await DuckDBInstance.create(file);
    return {
      release: () => {
        heldHere.delete(held);
        lock.closeSync();
      },
    };
  } catch (error) {
    heldHere.delete(held);
    throw String(error).includes('Could not set lock') ? inUse(path) : cannotWrite(path, error);
  }
}

/** Made aside and put in place whole: a half-made one, left by a kill, could never be opened again. */
async function makeLockFile(file: string, work: string): Promise<void> {
  if (existsSync(file)) return;
  const whole = join(work, `${randomUUID()}.lock`);
  (await DuckDBInstance.create(whole)).closeSync();
  try {
    linkSync(whole, file);
  } catch {
    // Some disks have no links. Where another process was quicker, its file stands.
    if (!existsSync(file)) renameSync(whole, file);
  } finally {
    rmSync(whole, { force: true });
  }
}

const inUse = (path: string): Refused =>
  new Refused({
    code: 'data-folder-in-use',
    what: 'Another Chorus has this data folder open.',
    where: path,
    todo: 'Stop the other one, or give this one a folder of its own with CHORUS_DATA.',
  });

function checkFormat({ path, work }: Layout): void {
  const file = join(path, 'chorus.json');
  if (!existsSync(file)) {
    const whole = join(work, `${randomUUID()}.json`);
    writeFileSync(whole, `${JSON.stringify({ format: FORMAT })}\n`);
    renameSync(whole, file);
    return;
  }
  const text = readFileSync(file, 'utf8');
  let format: unknown;
  try {
    format = (JSON.parse(text) as { format?: unknown }).format;
  } catch {
    format = undefined;
  }
  if (format === FORMAT) return;
  throw new Refused({
    code: 'data-folder-of-another-version',
    what: `This data folder has format ${String(format ?? 'unknown')}; this Chorus reads format ${FORMAT}.`,
    where: file,
    todo: 'Start the version of Chorus that made it, or name another folder with CHORUS_DATA.',
  });
}

function checkRoom(path: string): void {
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize >= ROOM_NEEDED_BYTES) return;
  throw new Refused({
    code: 'disk-full',
    what: `The disk has ${Math.floor((bavail * bsize) / 1024 / 1024)} MB left; Chorus needs ${ROOM_NEEDED_BYTES / 1024 / 1024} MB to work safely.`,
    where: path,
    todo: 'Free some space, or name a folder on another disk with CHORUS_DATA.',
  });
}

function cannotWrite(path: string, error: unknown): Refused {
  return new Refused({
    code: 'data-folder-not-writable',
    what: `The data folder cannot be written (${error instanceof Error ? error.message : String(error)}).`,
    where: path,
    todo: 'Check that the folder may be written and the disk is not full, or name another with CHORUS_DATA.',
  });
}
