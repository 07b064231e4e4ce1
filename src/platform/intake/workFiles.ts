import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '#kernel/result.ts';

/** The temporary files of one source: named at random, never after anything a file says of itself, and removed together. */
export class WorkFiles {
  private readonly folder: string;
  private readonly paths = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  async create(extension: string): Promise<WorkFile> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, `intake-${randomUUID()}${extension}`);
    const handle = await sayingDiskFull(this.folder, () => open(path, 'wx', 0o600));
    this.paths.add(path);
    return new WorkFile(path, handle);
  }

  async remove(path: string): Promise<void> {
    if (this.paths.delete(path)) await rm(path, { force: true });
  }

  async removeAll(): Promise<void> {
    await Promise.all([...this.paths].map((path) => this.remove(path)));
  }
}

/** A temporary file being written, from start to end. */
export class WorkFile {
  readonly path: string;
  private readonly handle: FileHandle;
  bytes = 0;

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.handle = handle;
  }

  async write(chunk: Uint8Array): Promise<void> {
    let written = 0;
    while (written < chunk.length) {
      const result = await sayingDiskFull(this.path, () => this.handle.write(chunk, written));
      written += result.bytesWritten;
    }
    this.bytes += chunk.length;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

async function sayingDiskFull<T>(where: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
    throw new Refused({
      code: 'disk-full',
      what: 'The disk is full.',
      where,
      todo: 'Make room there, or set the data folder to another disk, and load the file again.',
    });
  }
}
