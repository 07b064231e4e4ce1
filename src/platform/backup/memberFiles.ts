import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, closeSync, fsyncSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { BackupMember } from './manifest.ts';

/** A file that goes into a backup, or came out of one. */
export interface MemberFile extends BackupMember {
  /** Where it lies on this disk. */
  source: string;
}

/** Writes a file and says what it holds. */
export async function writeMember(path: string, source: string, chunks: AsyncIterable<string | Uint8Array>): Promise<MemberFile> {
  const hash = createHash('sha256');
  const file = createWriteStream(source, { mode: 0o600 });
  const isDone = finished(file);
  // Waited for below; until then a full disk must not end the process.
  isDone.catch(() => {});
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += Buffer.byteLength(chunk);
      if (!file.write(chunk)) await Promise.race([once(file, 'drain'), isDone]);
    }
    file.end();
    await isDone;
  } catch (error) {
    file.destroy();
    throw error;
  }
  return { path, source, bytes, sha256: hash.digest('hex') };
}

export async function describeMember(path: string, source: string): Promise<MemberFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(source) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path, source, bytes, sha256: hash.digest('hex') };
}

/** Waits until a file, or what a folder lists, is on the disk. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
