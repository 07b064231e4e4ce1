/** Where a byte of a CSV stands, by RFC 4180: a quote opens a cell only at the cell's start. */
export const CELL_START = 0;
const UNQUOTED = 1;
export const QUOTED = 2;
const QUOTE_SEEN = 3;

export const COMMA = 0x2c;
export const QUOTE = 0x22;
export const LF = 0x0a;
export const CR = 0x0d;

const endsCell = (byte: number) => byte === COMMA || byte === LF || byte === CR;

function stateAfter(state: number, byte: number): number {
  if (state === QUOTED) return byte === QUOTE ? QUOTE_SEEN : QUOTED;
  if (endsCell(byte)) return CELL_START;
  if (byte === QUOTE) return state === CELL_START || state === QUOTE_SEEN ? QUOTED : UNQUOTED;
  return UNQUOTED;
}

/** `NEXT_STATE[(state << 8) | byte]`: a look-up, because every byte of every file goes through it. */
export const NEXT_STATE = Uint8Array.from({ length: 4 * 256 }, (_, index) => stateAfter(index >> 8, index & 0xff));

/** The state after a chunk that holds no quote at all, which most files are made of. */
export function stateAfterQuoteless(state: number, chunk: Uint8Array): number {
  if (state === QUOTED || chunk.length === 0) return state;
  return NEXT_STATE[(UNQUOTED << 8) | chunk[chunk.length - 1]!]!;
}
