import { isUtf8 } from 'node:buffer';
import { CELL_START, CR, NEXT_STATE, QUOTE, QUOTED, stateAfterQuoteless } from './csvRowStates.ts';

export interface TextFacts {
  isUtf8: boolean;
  hasBom: boolean;
  hasCarriageReturn: boolean;
  hasNul: boolean;
  /** Nothing but white space, or nothing at all. */
  isBlank: boolean;
  /** Read as CSV: the byte where a quoted cell opens that never closes, or null. */
  unclosedQuoteAt: number | null;
}

/** Learns in one pass over a text's bytes what must be done to it. Native searches do the work; only chunks with quotes are walked. */
export class TextSurvey {
  private start: Buffer | null = Buffer.alloc(0);
  private partialCharacter = Buffer.alloc(0);
  private state = CELL_START;
  private quoteOpenedAt = 0;
  private position = 0;
  private readonly facts: TextFacts = {
    isUtf8: true,
    hasBom: false,
    hasCarriageReturn: false,
    hasNul: false,
    isBlank: true,
    unclosedQuoteAt: null,
  };

  push(chunk: Buffer): void {
    if (!this.start) return this.take(chunk);
    this.start = Buffer.concat([this.start, chunk]);
    if (this.start.length >= 3) this.begin();
  }

  end(): TextFacts {
    this.begin();
    if (this.partialCharacter.length > 0) this.facts.isUtf8 = false;
    if (this.state === QUOTED) this.facts.unclosedQuoteAt = this.quoteOpenedAt;
    return this.facts;
  }

  /** The byte order mark can lie across two chunks, so the first three bytes are waited for. */
  private begin(): void {
    const start = this.start;
    if (!start) return;
    this.start = null;
    this.facts.hasBom = hasBom(start);
    this.position = this.facts.hasBom ? 3 : 0;
    this.take(start.subarray(this.position));
  }

  private take(chunk: Buffer): void {
    const { facts } = this;
    if (facts.isUtf8) this.checkUtf8(chunk);
    facts.hasCarriageReturn ||= chunk.indexOf(CR) >= 0;
    facts.hasNul ||= chunk.indexOf(0) >= 0;
    facts.isBlank &&= chunk.every((byte) => byte === 0x20 || (byte >= 9 && byte <= 13));
    if (chunk.indexOf(QUOTE) >= 0) this.walk(chunk);
    else this.state = stateAfterQuoteless(this.state, chunk);
    this.position += chunk.length;
  }

  private walk(chunk: Buffer): void {
    let state = this.state;
    for (let index = 0; index < chunk.length; index++) {
      const next = NEXT_STATE[(state << 8) | chunk[index]!]!;
      if (next === QUOTED && state === CELL_START) this.quoteOpenedAt = this.position + index;
      state = next;
    }
    this.state = state;
  }

  private checkUtf8(chunk: Buffer): void {
    let rest = chunk;
    if (this.partialCharacter.length > 0) {
      const missing = characterLength(this.partialCharacter[0]!) - this.partialCharacter.length;
      const character = Buffer.concat([this.partialCharacter, chunk.subarray(0, missing)]);
      this.partialCharacter = Buffer.alloc(0);
      if (chunk.length < missing) {
        this.partialCharacter = character;
        return;
      }
      this.facts.isUtf8 &&= isUtf8(character);
      rest = chunk.subarray(missing);
    }
    const whole = rest.length - partialLength(rest);
    this.partialCharacter = Buffer.from(rest.subarray(whole));
    this.facts.isUtf8 &&= isUtf8(rest.subarray(0, whole));
  }
}

export const hasBom = (start: Uint8Array) => start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;

const characterLength = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** How many bytes at the end begin a character that the next chunk must complete. */
function partialLength(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back]!;
    if ((byte & 0xc0) !== 0x80) return characterLength(byte) > back ? back : 0;
  }
  return 0;
}
