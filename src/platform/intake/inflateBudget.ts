import { Refused } from '#kernel/result.ts';

export interface IntakeLimits {
  /** How much one file may unpack to in all, everything inside it together. */
  maxUncompressedBytes: number;
  /** How many times its own size a file may unpack to. */
  maxRatio: number;
  /** How many entries an archive may list. */
  maxEntries: number;
}

/** The published files unpack to 35 times their size at most; 200 leaves room without letting a bomb through. */
export const defaultIntakeLimits: IntakeLimits = {
  maxUncompressedBytes: 2 * 1024 ** 3,
  maxRatio: 200,
  maxEntries: 1000,
};

/** A few kilobytes of repeated text pack tightly and harm nobody: the ratio counts from here on. */
const RATIO_COUNTS_FROM_BYTES = 1024 ** 2;

/**
 * Counts what a file really unpacks to, as it unpacks, whatever its directory claims. One budget serves a file
 * and all that lies inside it, so that neither overlapping nor nested parts multiply.
 */
export class InflateBudget {
  private readonly label: string;
  private readonly packedBytes: number;
  readonly limits: IntakeLimits;
  private inflatedBytes = 0;

  /** @param packedBytes the size on disk of the file that the person gave */
  constructor(label: string, packedBytes: number, limits: IntakeLimits) {
    this.label = label;
    this.packedBytes = packedBytes;
    this.limits = limits;
  }

  /** Throws `Refused` once the file has unpacked to more than it may. */
  spend(bytes: number): void {
    this.inflatedBytes += bytes;
    const { maxUncompressedBytes, maxRatio } = this.limits;
    if (this.inflatedBytes > maxUncompressedBytes) {
      this.refuse(`It unpacks to more than ${maxUncompressedBytes.toLocaleString('en-GB')} bytes, the most Chorus takes.`);
    }
    if (this.inflatedBytes > RATIO_COUNTS_FROM_BYTES && this.inflatedBytes > this.packedBytes * maxRatio) {
      this.refuse(`It unpacks to more than ${maxRatio} times its own size, as a harmful file would.`);
    }
  }

  private refuse(what: string): never {
    throw new Refused({
      code: 'unpacks-too-large',
      what,
      where: this.label,
      todo: 'Unpack it yourself, see that it is what you expect, and load the files one by one.',
    });
  }
}
