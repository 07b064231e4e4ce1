import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Refused } from '#kernel/result.ts';

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Where the content of this digest stands: in one of 256 folders, so that none grows long. */
export const pathOfDigest = (papersFolder: string, digest: string): string => join(papersFolder, digest.slice(0, 2), digest);

/**
 * Puts content into the folder of papers, whole under its digest or not at all; on disk when this returns. Until a row
 * names it, it is nothing, and is swept at a later start.
 */
export function keepContent(papersFolder: string, bytes: Buffer): string {
  const digest = digestOf(bytes);
  const target = pathOfDigest(papersFolder, digest);
  mkdirSync(join(target, '..'), { recursive: true });
  if (existsSync(target)) {
    // Young again, so that no sweep takes it before its new row is there.
    utimesSync(target, new Date(), new Date());
    return digest;
  }
  const part = `${target}.${randomUUID().slice(0, 8)}.part`;
  try {
    writeFileSync(part, bytes, { mode: 0o600, flag: 'wx' });
    sync(part);
    renameSync(part, target);
    sync(join(target, '..'));
  } catch (error) {
    rmSync(part, { force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new Refused({ code: 'disk-full', what: 'The disk is full, so the paper was not kept.', todo: 'Tell whoever runs Chorus here to free some space, and add it again.' });
  }
  return digest;
}

/** The content of a paper. Refuses to give out one that is missing or was changed on disk. */
export function contentOf(papersFolder: string, { digest, title }: { digest: string; title: string }): Buffer {
  const path = pathOfDigest(papersFolder, digest);
  const bytes = existsSync(path) ? readFileSync(path) : null;
  if (bytes && digestOf(bytes) === digest) return bytes;
  throw new Refused({ code: 'paper-file-not-found', what: `The file of “${title}” is ${bytes ? 'not as it was when it was added' : 'missing'}.`, todo: 'Tell whoever runs Chorus here: it comes back from a backup.' });
}

/** An orphan younger than this may belong to another process that is about to commit it. */
const ORPHAN_MIN_AGE_MS = 60 * 60 * 1000;

/** Removes files that no paper names: what a killed process left. `isAlone` when this process holds the data folder. */
export async function sweepOrphanPapers(database: Kysely<unknown>, papersFolder: string, isAlone: boolean): Promise<string[]> {
  const files = readdirSync(papersFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}(?:\.[0-9a-f]{8}\.part)?$/.test(entry.name))
    .filter((entry) => isAlone || Date.now() - statSync(join(entry.parentPath, entry.name)).mtimeMs > ORPHAN_MIN_AGE_MS);
  if (files.length === 0) return [];
  // Read after the files were listed: a paper committed in between is among the rows.
  const { rows } = await sql<{ digest: string }>`select distinct digest from paper`.execute(database);
  const named = new Set(rows.map(({ digest }) => digest));
  const orphans = files.filter(({ name }) => !named.has(name)).map((entry) => join(entry.parentPath, entry.name));
  for (const path of orphans) rmSync(path, { force: true });
  return orphans;
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
