/** SHA-256 of a text's UTF-8 bytes, in hexadecimal digits: handed in, so that the draw itself is only a function. */
export type Sha256 = (text: string) => string;

/** Codes in the order of their bytes, each once: what `LC_ALL=C sort -u` gives. */
const inOrder = (codes: readonly string[]): string[] => [...new Set(codes)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** The list of entries as a file: one code a line, in order, each line ended. */
export const entriesText = (codes: readonly string[]): string => inOrder(codes).map((code) => `${code}\n`).join('');

/** What is published when an opportunity is announced: it fixes the seed without telling it. */
export const commitmentOf = (seed: string, sha256: Sha256): string => sha256(seed);

export const entriesDigestOf = (codes: readonly string[], sha256: Sha256): string => sha256(entriesText(codes));

/** An entry with its ticket; the lowest ticket is drawn first. */
export interface Ticket {
  code: string;
  ticket: string;
}

/**
 * Draws the whole list: the ticket of an entry is SHA-256 of `<seed>:<digest of the list of entries>:<code>`, and the
 * tickets are put in order. Whoever knew the seed beforehand would also have to choose who enters. The same entries give
 * the same order, in whatever order they came.
 */
export function drawLottery(seed: string, codes: readonly string[], sha256: Sha256): Ticket[] {
  const digest = entriesDigestOf(codes, sha256);
  return inOrder(codes)
    .map((code) => ({ code, ticket: sha256(`${seed}:${digest}:${code}`) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
}
