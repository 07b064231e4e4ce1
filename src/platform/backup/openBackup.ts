import { createReadStream, existsSync, rmSync, mkdtempSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract as readTar } from 'tar-stream';
import type { Extract } from 'tar-stream';
import { Refused } from '#kernel/result.ts';
import { MANIFEST_PATH, altered, notABackup, readManifest, truncated } from './manifest.ts';
import type { BackupManifest } from './manifest.ts';
import { writeMember } from './memberFiles.ts';

/** A backup that was unpacked and found to be just as it was made. */
export interface OpenBackup {
  manifest: BackupManifest;
  /** Where a member lies now. */
  sourceOf(path: string): string;
  dispose(): void;
}

const MANIFEST_BYTES_MAX = 64 * 1024 * 1024;

/** Unpacks a backup into a folder of its own in `workFolder` and checks every digest. Throws `Refused`, having left nothing. */
export async function openBackup(file: string, workFolder: string, onProgress: (share: number, note: string) => void = () => {}): Promise<OpenBackup> {
  checkIsFile(file);
  const scratch = mkdtempSync(join(workFolder, 'restore-'));
  const dispose = () => rmSync(scratch, { recursive: true, force: true });
  try {
    const { manifest, sources } = await unpack(file, scratch, onProgress);
    return { manifest, sourceOf: (path) => sources.get(path)!, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

interface Unpacked {
  manifest: BackupManifest;
  sources: Map<string, string>;
}

async function unpack(file: string, scratch: string, onProgress: (share: number, note: string) => void): Promise<Unpacked> {
  const tar = readTar();
  // What goes wrong on the way there comes out of the loop below.
  pipeline(createReadStream(file), createGunzip(), tar, () => {});
  let manifest: BackupManifest | null = null;
  let done = 0;
  let total = 0;
  const sources = new Map<string, string>();
  try {
    for await (const entry of tar) {
      const { name, size = 0 } = entry.header;
      if (!manifest) {
        manifest = await manifestIn(entry, file);
        checkRoom(manifest, scratch);
        total = manifest.members.reduce((sum, { bytes }) => sum + bytes, 0);
        continue;
      }
      const stated = manifest.members[sources.size];
      if (!stated || stated.path !== name || stated.bytes !== size) throw altered(file, `"${name}" is not what its list says stands there`);
      const source = join(scratch, String(sources.size));
      const { sha256 } = await writeMember(name, source, bytesOf(entry));
      if (sha256 !== stated.sha256) throw altered(file, `"${name}" was changed`);
      sources.set(name, source);
      done += size;
      onProgress(done / total, name);
    }
  } catch (error) {
    throw error instanceof Refused ? error : sayBroken(error, file, manifest !== null);
  }
  if (!manifest) throw statSync(file).size ? notABackup(file) : truncated(file);
  if (sources.size < manifest.members.length) throw truncated(file);
  return { manifest, sources };
}

/** One member, as it comes out of the archive. */
type Entry = Extract extends AsyncIterable<infer One> ? One : never;

async function manifestIn(entry: Entry, file: string): Promise<BackupManifest> {
  const { name, size = 0 } = entry.header;
  if (name !== MANIFEST_PATH || size > MANIFEST_BYTES_MAX) throw notABackup(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(entry)) chunks.push(chunk);
  return readManifest(Buffer.concat(chunks).toString('utf8'), file);
}

const bytesOf = (entry: Entry): AsyncIterable<Uint8Array> => entry as AsyncIterable<Uint8Array>;

function checkIsFile(file: string): void {
  if (!existsSync(file)) throw new Refused({ code: 'no-such-file', what: 'There is no such file.', where: file, todo: 'Check its name.' });
  if (!statSync(file).isFile()) throw notABackup(file);
}

/** What was unpacked is read into the record from beside it: for a while both are there. */
function checkRoom({ members }: BackupManifest, folder: string): void {
  const bytes = 2 * members.reduce((sum, member) => sum + member.bytes, 0);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize > bytes) return;
  throw new Refused({
    code: 'disk-full',
    what: `To restore this backup takes ${Math.ceil(bytes / 1024 / 1024)} MB; the disk has ${Math.floor((bavail * bsize) / 1024 / 1024)} MB left.`,
    where: folder,
    todo: 'Free some space, or name a folder on another disk with CHORUS_DATA.',
  });
}

/** What went wrong on the way, in words. Once its list of contents was read (`isBackup`), what is damaged is a backup, and no other kind of file. */
function sayBroken(error: unknown, file: string, isBackup: boolean): unknown {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || message.includes('nexpected end')) return truncated(file);
  const isOtherFile = !isBackup && (message.includes('incorrect header check') || message.includes('Invalid tar header'));
  if (isOtherFile) return notABackup(file);
  if (code === 'Z_DATA_ERROR' || message.includes('Invalid tar header')) return altered(file, 'its bytes were changed');
  if (code === 'ENOSPC') return new Refused({ code: 'disk-full', what: 'The disk is full; nothing was restored.', where: file, todo: 'Free some space, or name a folder on another disk with CHORUS_DATA.' });
  if (code === 'EACCES') return new Refused({ code: 'backup-not-readable', what: 'This file may not be read.', where: file, todo: 'Check whose it is.' });
  return error;
}
