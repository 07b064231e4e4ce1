import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { Refused } from '#kernel/result.ts';
import type { PaperKind } from './paperKind.ts';

/** Far more than a document of twenty megabytes has. */
const ENTRIES_MAX = 10_000;
/** What a document may unpack to, by its own directory: what its reader's program will have to hold. */
const UNPACKED_MAX = 500 * 1024 * 1024;
/** The parts that are read here are a few kilobytes. */
const PART_MAX = 1024 * 1024;

/** What Microsoft's files say of their main part in `[Content_Types].xml`. */
const MAIN_PARTS: readonly [PaperKind, path: string, type: string][] = [
  ['word', 'word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
  ['excel', 'xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  ['powerpoint', 'ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'],
];

const OPEN_DOCUMENT: Record<string, PaperKind> = {
  'application/vnd.oasis.opendocument.text': 'open-text',
  'application/vnd.oasis.opendocument.spreadsheet': 'open-sheet',
  'application/vnd.oasis.opendocument.presentation': 'open-slides',
};

/** Parts that run: macros, ActiveX controls, Basic modules. */
const RUNS = /(?:^|\/)vba[^/]*\.(?:bin|xml)$|(?:^|\/)activex\/|^(?:basic|scripts)\/|\.(?:exe|dll|js|vbs|bat|ps1|jar)$/i;

/** Which kind of office document a zip is, or in words what it is instead. Throws `Refused` for one that is broken, harmful or bears macros. */
export async function officeKind(fileName: string, bytes: Buffer): Promise<PaperKind | 'an archive'> {
  const zip = await sayingBroken(fileName, () => fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }));
  try {
    const entries = await sayingBroken(fileName, () => entriesOf(fileName, zip));
    const partOf = async (name: string): Promise<string> => {
      const entry = entries.find((one) => one.fileName === name);
      return entry ? sayingBroken(fileName, () => readPart(zip, entry)) : '';
    };
    const contentTypes = await partOf('[Content_Types].xml');
    if (entries.some((entry) => RUNS.test(entry.fileName)) || /macroenabled/i.test(contentTypes)) {
      throw new Refused({ code: 'paper-with-macros', what: 'The file bears macros or other parts that run.', where: fileName, todo: 'Save it as PDF, or as a document without macros.' });
    }
    const openDocument = OPEN_DOCUMENT[await partOf('mimetype')];
    if (openDocument) return openDocument;
    const names = new Set(entries.map((entry) => entry.fileName));
    return MAIN_PARTS.find(([, path, type]) => names.has(path) && contentTypes.includes(type))?.[0] ?? 'an archive';
  } finally {
    zip.close();
  }
}

async function entriesOf(fileName: string, zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new Error('Locked');
    entries.push(entry);
    unpacked += entry.uncompressedSize;
    if (entries.length > ENTRIES_MAX || unpacked > UNPACKED_MAX) {
      throw new Refused({ code: 'unpacks-too-large', what: 'The file unpacks to far more than a document would.', where: fileName, todo: 'Open it in the program it was made with and save it as PDF.' });
    }
  }
  return entries;
}

async function readPart(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.compressedSize > PART_MAX) throw new Error('A part that should be short is long');
  const stream = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const packed = Buffer.concat(chunks);
  const part = entry.compressionMethod === 0 ? packed : inflateRawSync(packed, { maxOutputLength: PART_MAX });
  if (crc32(part) !== entry.crc32) throw new Error('A part does not match its checksum');
  return part.toString('utf8');
}

async function sayingBroken<T>(fileName: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused({ code: 'broken-paper', what: 'The file is broken, locked with a password, or part of it is missing.', where: fileName, todo: 'Open it in the program it was made with, and save it again without a password.' });
  }
}
