import { slipsAllowed, slipsBetween } from './searchWords.ts';

/** How well a word answers what was typed, from 0 to 1. */
export interface WordMatch {
  word: number;
  quality: number;
}

/** The distinct words of all names, in order, so that the words that begin alike stand together; each is known by its place. */
export interface WordIndex {
  words: readonly string[];
  placeOf: (word: string) => number;
  /** The words that are, or begin with, what was typed. */
  beginningWith: (typed: string) => WordMatch[];
  /** The words that what was typed may have been meant for. */
  resembling: (typed: string) => WordMatch[];
}

const PAIR_BASE = 128;
const BEFORE_WORD = 1;

/** Every pair of neighbouring signs in a word, the start counting as a sign. */
function* pairsOf(word: string): Generator<number> {
  let before = BEFORE_WORD;
  for (let at = 0; at < word.length; at += 1) {
    const sign = word.charCodeAt(at);
    yield before * PAIR_BASE + sign;
    before = sign;
  }
}

export function wordIndex(distinct: Iterable<string>): WordIndex {
  const words = [...distinct].sort();
  const places = new Map(words.map((word, place) => [word, place]));
  const byPair = new Map<number, number[]>();
  for (const [place, word] of words.entries()) {
    for (const pair of new Set(pairsOf(word))) {
      const holders = byPair.get(pair);
      if (holders) holders.push(place);
      else byPair.set(pair, [place]);
    }
  }
  const shared = new Uint8Array(words.length);

  return {
    words,
    placeOf: (word) => places.get(word)!,
    beginningWith(typed) {
      const found: WordMatch[] = [];
      // A single letter begins half of all words; only as a word of its own, an initial, does it say anything.
      if (typed.length === 1) return places.has(typed) ? [{ word: places.get(typed)!, quality: 1 }] : found;
      for (let place = firstAtOrAfter(words, typed); place < words.length && words[place]!.startsWith(typed); place += 1) {
        found.push({ word: place, quality: words[place] === typed ? 1 : 0.5 + (0.4 * typed.length) / words[place]!.length });
      }
      return found;
    },
    resembling(typed) {
      const most = slipsAllowed(typed.length);
      if (most === 0) return [];
      // A slip spoils at most three pairs (two letters changed about), so a word that shares too few cannot be near.
      const pairs = [...new Set(pairsOf(typed))];
      const sharedMin = Math.max(1, pairs.length - 3 * most);
      const touched: number[] = [];
      for (const pair of pairs) {
        for (const place of byPair.get(pair) ?? []) {
          if (shared[place]! === 0) touched.push(place);
          shared[place]! += 1;
        }
      }
      const found: WordMatch[] = [];
      for (const place of touched) {
        const count = shared[place]!;
        shared[place] = 0;
        const word = words[place]!;
        if (count < sharedMin || word.length < typed.length - most) continue;
        const slips = slipsBetween(typed, word, most);
        if (slips > 0 && slips <= most) found.push({ word: place, quality: 0.5 - 0.12 * slips - 0.01 * Math.min(10, Math.abs(word.length - typed.length)) });
      }
      return found;
    },
  };
}

function firstAtOrAfter(words: readonly string[], typed: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < typed) low = middle + 1;
    else high = middle;
  }
  return low;
}
