import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { Refused } from '#kernel/result.ts';
import { inflated, watched, type Bytes } from './byteStreams.ts';
import type { InflateBudget } from './inflateBudget.ts';

const STORED = 0;
const DEFLATED = 8;

/** An open zip: its entries as its directory lists them, and their bytes, of which nothing in the directory is believed. */
export interface ZipArchive {
  entries: Entry[];
  /** The entry's bytes, unpacked, counted against the budget and checked against their checksum. */
  bytesOf(entry: Entry, label: string, onPackedBytes?: (bytes: number) => void): Bytes;
  close(): void;
}

/** A workbook is a zip that holds this part, whatever it is called. */
export const isWorkbook = ({ entries }: ZipArchive) => entries.some((entry) => entry.fileName === 'xl/workbook.xml');

/** Opens a zip and reads its directory. Throws `Refused` when it is broken, locked, too long, or plays tricks with names. */
export async function openZip(path: string, label: string, budget: InflateBudget): Promise<ZipArchive> {
  const zip = await sayingBroken(label, () => openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false }));
  try {
    const entries = await sayingBroken(label, () => listEntries(zip, label, budget.limits.maxEntries));
    return {
      entries,
      bytesOf: (entry, entryLabel, onPackedBytes) => entryBytes(zip, entry, entryLabel, budget, onPackedBytes),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listEntries(zip: ZipFile, label: string, maxEntries: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entries.length === maxEntries) {
      throw new Refused({
        code: 'too-many-entries',
        what: `The archive lists more than ${maxEntries} entries.`,
        where: label,
        todo: 'Unpack it yourself and load the files you want.',
      });
    }
    if (entry.isEncrypted()) throw locked(label);
    entries.push(entry);
  }
  return entries;
}

async function* entryBytes(
  zip: ZipFile,
  entry: Entry,
  label: string,
  budget: InflateBudget,
  onPackedBytes?: (bytes: number) => void,
): Bytes {
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new Refused({
      code: 'unknown-packing',
      what: 'It is packed in a way that Chorus does not read.',
      where: label,
      todo: 'Unpack it yourself and load the files in it.',
    });
  }
  const raw = await sayingBroken(label, () => zip.openReadStreamPromise(entry, { decodeFileData: false }));
  const packed = watched(raw as Bytes, (chunk) => onPackedBytes?.(chunk.length));
  const isDeflated = entry.compressionMethod === DEFLATED;
  const unpacked = isDeflated ? inflated(packed, 'deflate', budget, label) : watched(packed, (chunk) => budget.spend(chunk.length));
  let checksum = 0;
  let length = 0;
  for await (const chunk of unpacked) {
    checksum = crc32(chunk, checksum);
    length += chunk.length;
    yield chunk;
  }
  if (checksum !== entry.crc32 || length !== entry.uncompressedSize) {
    throw new Refused({ ...fetchAgain(label), code: 'damaged-archive', what: 'What it unpacks to does not match its checksum.' });
  }
}

/** yauzl tells its complaints apart by their words only. */
async function sayingBroken<T>(label: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    // A complaint of the operating system, such as a file that may not be read, is not about the archive.
    if (error instanceof Refused || code) throw error;
    if (/encrypt/.test(message)) throw locked(label);
    if (/absolute path|invalid relative path|invalid characters in fileName/.test(message)) {
      throw new Refused({
        code: 'unsafe-archive',
        what: 'The archive names files outside its own folder, as a harmful one would.',
        where: label,
        todo: 'Do not unpack it. Fetch the file again from where it is published.',
      });
    }
    throw new Refused({ ...fetchAgain(label), code: 'broken-archive', what: 'The archive is broken or part of it is missing.' });
  }
}

const locked = (label: string) =>
  new Refused({
    code: 'locked-archive',
    what: 'The archive is locked with a password.',
    where: label,
    todo: 'Unpack it with the password and load the files in it.',
  });

const fetchAgain = (label: string) => ({ where: label, todo: 'Fetch it again from where it is published.' });
