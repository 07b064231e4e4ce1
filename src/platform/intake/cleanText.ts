import { createReadStream } from 'node:fs';
import { WINDOWS_1252_80_TO_9F } from '../csv/textOf.ts';
import { CELL_START, CR, LF, NEXT_STATE, QUOTED } from './csvRowStates.ts';
import { CHUNK_BYTES } from './byteStreams.ts';
import type { WorkFile } from './workFiles.ts';

export interface Cleaned {
  /** The first byte that Windows-1252 gives no meaning, or null. */
  meaninglessByteAt: number | null;
}

/**
 * Copies a CSV as UTF-8 with LF line ends and no byte order mark. Line ends inside quoted cells are part of the
 * cell and stay; outside them CRLF and a lone CR both become LF.
 */
export async function cleanText(
  fromPath: string,
  to: WorkFile,
  { hasBom, encoding }: { hasBom: boolean; encoding: 'utf-8' | 'windows-1252' },
): Promise<Cleaned> {
  const isWindows1252 = encoding === 'windows-1252';
  let state = CELL_START;
  let afterCr = false;
  let position = hasBom ? 3 : 0;
  // One byte of Windows-1252 becomes three of UTF-8 at most.
  const out = Buffer.allocUnsafe(CHUNK_BYTES * (isWindows1252 ? 3 : 1));
  for await (const chunk of createReadStream(fromPath, { start: position, highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    let length = 0;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index]!;
      if (byte === LF && afterCr) {
        afterCr = false;
        continue;
      }
      afterCr = byte === CR && state !== QUOTED;
      if (afterCr) out[length++] = LF;
      else if (byte < 0x80 || !isWindows1252) out[length++] = byte;
      else {
        const character = byte < 0xa0 ? WINDOWS_1252_80_TO_9F[byte - 0x80]! : byte;
        if (character === 0) return { meaninglessByteAt: position + index };
        if (character < 0x800) {
          out[length++] = 0xc0 | (character >> 6);
        } else {
          out[length++] = 0xe0 | (character >> 12);
          out[length++] = 0x80 | ((character >> 6) & 0x3f);
        }
        out[length++] = 0x80 | (character & 0x3f);
      }
      state = NEXT_STATE[(state << 8) | byte]!;
    }
    await to.write(out.subarray(0, length));
    position += chunk.length;
  }
  return { meaninglessByteAt: null };
}
