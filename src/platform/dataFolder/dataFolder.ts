import { mkdirSync, readFileSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { Refused } from '#kernel/result.ts';

/** The layout of a data folder; a change to it that an older Chorus cannot read raises the number. */
const FORMAT = 1;
const ROOM_NEEDED_BYTES = 200 * 1024 * 1024;

export interface DataFolder {
  path: string;
  /** The embedded record's files. */
  record: string;
  /** One folder a dataset, one Parquet file a publication. */
  statistics: string;
  papers: string;
  /** Scratch, emptied at start. */
  work: string;
  socket: string;
  release(): void;
}

export function layoutOf(path: string): Omit<DataFolder, 'release'> {
  return {
    path,
    record: join(path, 'record'),
    statistics: join(path, 'statistics'),
    papers: join(path, 'papers'),
    work: join(path, 'work'),
    socket: join(path, 'owner.sock'),
  };
}

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
  const lock = isShared ? null : await takeLock(path);
  try {
    checkFormat(path);
    checkRoom(path);
  } catch (error) {
    lock?.closeSync();
    throw error;
  }
  return { ...layout, release: () => lock?.closeSync() };
}

async function takeLock(path: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(join(path, 'owner.lock'));
  } catch (error) {
    const message = String(error);
    if (message.includes('Could not set lock')) {
      throw new Refused({
        code: 'data-folder-in-use',
        what: 'Another Chorus has this data folder open.',
        where: path,
        todo: 'Stop the other one, or give this one a folder of its own with CHORUS_DATA.',
      });
    }
    throw cannotWrite(path, error);
  }
}

function checkFormat(path: string): void {
  const file = join(path, 'chorus.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    writeFileSync(file, `${JSON.stringify({ format: FORMAT })}\n`);
    return;
  }
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

/** Removes a socket that a dead owner left. Only the holder of the lock may. */
export function clearSocket(socket: string): void {
  try {
    unlinkSync(socket);
  } catch {
    // There was none.
  }
}
