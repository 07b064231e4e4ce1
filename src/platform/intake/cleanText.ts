import { createReadStream } from 'node:fs';
import { CELL_START, CR, LF, NEXT_STATE, QUOTED } from './csvRowStates.ts';
import { CHUNK_BYTES } from './byteStreams.ts';
import type { WorkFile } from './workFiles.ts';

/** Windows-1252 differs from Latin 1 in 0x80–0x9F only; nought stands for the five bytes that mean nothing. */
const WINDOWS_1252_80_TO_9F = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

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
