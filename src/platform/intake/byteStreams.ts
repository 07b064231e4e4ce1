import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { Refused } from '#kernel/result.ts';
import { HEAD_BYTES } from './contentKind.ts';
import type { InflateBudget } from './inflateBudget.ts';
import { TextSurvey, type TextFacts } from './textSurvey.ts';
import type { WorkFile } from './workFiles.ts';

/** Large chunks: each costs a trip through the event loop. */
export const CHUNK_BYTES = 1024 ** 2;

export type Bytes = AsyncIterable<Buffer>;

export function readBytes(path: string): Bytes {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/** Lets somebody watch the bytes go by: a progress bar, a checksum. */
export async function* watched(bytes: Bytes, watch: (chunk: Buffer) => void): Bytes {
  for await (const chunk of bytes) {
    watch(chunk);
    yield chunk;
  }
}

/** Unpacks gzip or zip's raw deflate, counting as it goes. Throws `Refused` for a damaged or harmful one. */
export async function* inflated(packed: Bytes, as: 'gzip' | 'deflate', budget: InflateBudget, label: string): Bytes {
  const options = { chunkSize: CHUNK_BYTES / 4 };
  const inflater = as === 'gzip' ? createGunzip(options) : createInflateRaw(options);
  // An error on either side destroys the inflater, and so reaches the loop below.
  pipeline(packed, inflater, () => undefined);
  try {
    for await (const chunk of inflater as Bytes) {
      budget.spend(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw sayingDamaged(error, label);
  } finally {
    inflater.destroy();
  }
}

function sayingDamaged(error: unknown, label: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!code.startsWith('Z_')) return error;
  const isTruncated = code === 'Z_BUF_ERROR';
  return new Refused({
    code: isTruncated ? 'truncated-archive' : 'damaged-archive',
    what: isTruncated ? 'The packed file ends too early: part of it is missing.' : 'The packed file is damaged and cannot be unpacked.',
    where: label,
    todo: 'Fetch it again from where it is published.',
  });
}

export interface TextTaken {
  sha256: string;
  bytes: number;
  facts: TextFacts;
}

/** Reads text to its end in one pass: its digest, its facts, and a copy in `to` where one is wanted. */
export async function takeText(bytes: Bytes, to?: WorkFile): Promise<TextTaken> {
  const hash = createHash('sha256');
  const survey = new TextSurvey();
  let length = 0;
  for await (const chunk of bytes) {
    // The disk writes while the processor reads.
    const writing = to?.write(chunk);
    writing?.catch(() => undefined);
    hash.update(chunk);
    survey.push(chunk);
    length += chunk.length;
    await writing;
  }
  return { sha256: hash.digest('hex'), bytes: length, facts: survey.end() };
}

/** The SHA-256 of a file, in hexadecimal. */
export async function digestOf(path: string, onBytes?: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readBytes(path)) {
    hash.update(chunk);
    onBytes?.(chunk.length);
  }
  return hash.digest('hex');
}

/** The first bytes of a file, enough to tell what it is. */
export async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
