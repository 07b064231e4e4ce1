import type { OrganisationKind } from './organisationKind.ts';
import type { RegisterImage } from './registerImage.ts';
import { isOneSlipApart, searchWords } from './searchWords.ts';
import { wordIndex } from './wordIndex.ts';
import type { WordIndex, WordMatch } from './wordIndex.ts';

/** By what an organisation was found, the surest first. */
export const FOUND_BY = ['code', 'start-of-code', 'postcode', 'words', 'similar-words', 'similar-code', 'some-words'] as const;
export type FoundBy = (typeof FOUND_BY)[number];

export interface SearchHit {
  code: string;
  name: string;
  kind: OrganisationKind;
  postcode: string | null;
  /** Whether it is there and not closed on the day of the index. */
  isOpen: boolean;
  /** Set where an earlier or later name was what was looked for. */
  otherName: string | null;
  foundBy: FoundBy;
}

/** Finds organisations by name, code and postcode, as one types and in spite of typing slips. */
export interface SearchIndex {
  /** The best first: by how it was found, open before closed, the name of the day before other names, then the nearest name. */
  find(text: string, limit: number): SearchHit[];
  /** The code that the text is, however it is written. */
  exactCode(text: string): string | null;
}

interface Entry extends Omit<SearchHit, 'otherName' | 'foundBy'> {
  postcodeSigns: string;
}

/** One name of an organisation: it may have had several. */
interface NameText {
  entry: number;
  name: string;
  isOther: boolean;
  /** Without those that only fill a name out; at least one. */
  wordCount: number;
}

interface Found {
  entry: number;
  otherName: string | null;
  foundBy: FoundBy;
  nearness: number;
}

/** Where all else is alike, the larger body first. */
const KIND_ORDER: OrganisationKind[] = [
  'icb', 'integrated-care-partnership', 'place', 'place-based-partnership', 'sub-icb-location', 'pcn', 'practice', 'gp-federation', 'lmc', 'nhs-trust',
  'local-authority', 'provider-collaborative', 'healthwatch', 'voluntary-sector-body', 'nhs-region', 'ccg',
];
const kindRank = new Map(KIND_ORDER.map((kind, rank) => [kind, rank]));

/** With fewer signs than this the start of a code says nothing. */
const CODE_PREFIX_MIN = 3;
/** Words that many bodies' names are filled out with: they do not make a name less near to what was typed. */
const FILLING = new Set(['NHS', 'THE', 'AND', 'OF', 'INTEGRATED', 'CARE', 'BOARD', 'ICB']);
const isPostcodeStart = (signs: string): boolean => /^[A-Z]{1,2}\d/.test(signs) && signs.length >= 3 && signs.length <= 7;

/** Everything that has a name in the register, whenever it was: as it stands on `day`, else as it first or last was. */
export function searchIndexOf(image: RegisterImage, day: string): SearchIndex {
  const entries: Entry[] = [];
  const texts: NameText[] = [];
  const wordsOfText: string[][] = [];
  const byCode = new Map<string, number>();
  for (const code of image.codes()) {
    const kind = image.kindOf(code);
    const versions = image.versionsOf(code);
    const last = versions.at(-1);
    if (!kind || !last) continue;
    const now = image.at(code, day);
    const { name, postcode } = now ?? last;
    const entry = entries.push({ code, name, kind, postcode, isOpen: now !== null && now.status !== 'closed', postcodeSigns: signsOf(postcode ?? '') }) - 1;
    byCode.set(signsOf(code), entry);
    const seen = new Set<string>();
    for (const each of [name, ...versions.map((version) => version.name)]) {
      const words = searchWords(each);
      const line = words.join(' ');
      if (seen.has(line)) continue;
      texts.push({ entry, name: each, isOther: seen.size > 0, wordCount: Math.max(1, words.filter((word) => !FILLING.has(word)).length) });
      wordsOfText.push(words);
      seen.add(line);
    }
  }
  const index = wordIndex(new Set(wordsOfText.flat()));
  const textsOfWord: number[][] = index.words.map(() => []);
  for (const [text, words] of wordsOfText.entries()) for (const word of new Set(words)) textsOfWord[index.placeOf(word)]!.push(text);
  const codes = [...byCode.keys()].sort();
  const tally = { countedFor: new Uint8Array(texts.length), matched: new Uint8Array(texts.length), nearness: new Float32Array(texts.length) };
  const names: NameSearch = { texts, textsOfWord, index, tally };

  return {
    exactCode: (text) => {
      const entry = byCode.get(signsOf(text));
      return entry === undefined ? null : entries[entry]!.code;
    },
    find(text, limit) {
      const typed = searchWords(text).slice(0, WORDS_MAX);
      if (typed.length === 0) return [];
      const signs = typed.join('');
      const found: Found[] = [];
      const exact = byCode.get(signs);
      if (exact !== undefined) found.push({ entry: exact, otherName: null, foundBy: 'code', nearness: 1 });
      if (signs.length >= CODE_PREFIX_MIN && typed.length === 1) for (const code of codes) if (code.startsWith(signs)) found.push({ entry: byCode.get(code)!, otherName: null, foundBy: 'start-of-code', nearness: 0 });
      if (isPostcodeStart(signs)) for (const [entry, { postcodeSigns }] of entries.entries()) if (postcodeSigns.startsWith(signs)) found.push({ entry, otherName: null, foundBy: 'postcode', nearness: 0 });
      found.push(...byWords(names, typed, 'words'));
      if (found.length < limit) found.push(...byWords(names, typed, 'similar-words'));
      if (found.length === 0 && /\d/.test(signs)) for (const [code, entry] of byCode) if (isOneSlipApart(code, signs)) found.push({ entry, otherName: null, foundBy: 'similar-code', nearness: 0 });
      if (found.length === 0 && typed.length > 1) found.push(...byWords(names, typed, 'some-words'));
      return best(found, entries, limit);
    },
  };
}

const signsOf = (text: string): string => searchWords(text).join('');

/** Nobody types a longer name, and each word costs time. */
const WORDS_MAX = 8;

interface NameSearch {
  texts: NameText[];
  textsOfWord: number[][];
  index: WordIndex;
  /** By text; all zero between two searches. */
  tally: { countedFor: Uint8Array; matched: Uint8Array; nearness: Float32Array };
}

/** Names in which every word typed is found; for 'some-words', all but one. Common words are in thousands of names: counted in flat arrays. */
function byWords({ texts, textsOfWord, index, tally }: NameSearch, typed: string[], foundBy: FoundBy): Found[] {
  const { countedFor, matched, nearness } = tally;
  const touched: number[] = [];
  for (const [place, token] of typed.entries()) {
    const matches: WordMatch[] = index.beginningWith(token);
    if (foundBy !== 'words') matches.push(...index.resembling(token));
    // Of several words that answer this one, the nearest counts: it comes first, and the rest pass.
    matches.sort((a, b) => b.quality - a.quality);
    for (const { word, quality } of matches) {
      for (const text of textsOfWord[word]!) {
        if (countedFor[text] === place + 1) continue;
        if (matched[text] === 0) {
          if (foundBy !== 'some-words' && place > 0) continue;
          touched.push(text);
        }
        countedFor[text] = place + 1;
        matched[text]! += 1;
        nearness[text]! += quality;
      }
    }
  }
  const neededWords = foundBy === 'some-words' ? typed.length - 1 : typed.length;
  const found: Found[] = [];
  for (const text of touched) {
    if (matched[text]! >= neededWords) {
      const { entry, name, isOther, wordCount } = texts[text]!;
      // A name that says little more than what was typed is nearer than a long one.
      found.push({ entry, otherName: isOther ? name : null, foundBy, nearness: nearness[text]! / typed.length + 0.5 * Math.min(1, typed.length / wordCount) });
    }
    countedFor[text] = 0;
    matched[text] = 0;
    nearness[text] = 0;
  }
  return found;
}

const rankOf = new Map(FOUND_BY.map((way, rank) => [way, rank]));

/** One number for all but the name, so that thousands are put in order quickly. Nearness counts in twentieths: finer differences mean nothing. */
function orderOf({ foundBy, otherName, nearness }: Found, { isOpen, kind }: Entry): number {
  return rankOf.get(foundBy)! * 10_000 + (isOpen ? 0 : 5_000) + (otherName === null ? 0 : 2_000) + Math.round((2 - nearness) * 20) * 20 + kindRank.get(kind)!;
}

function best(found: Found[], entries: Entry[], limit: number): SearchHit[] {
  const orders = Float64Array.from(found, (one) => orderOf(one, entries[one.entry]!));
  // An organisation may be found in several ways; three of each leaves enough. Only those are put in order by name.
  const last = Float64Array.from(orders).sort()[limit * 3] ?? Infinity;
  const ordered = found.map((one, at) => ({ one, order: orders[at]! })).filter(({ order }) => order <= last);
  ordered.sort((a, b) => a.order - b.order || byName(entries[a.one.entry]!, entries[b.one.entry]!));
  const hits = new Map<number, SearchHit>();
  for (const { one: { entry, otherName, foundBy } } of ordered) {
    if (hits.has(entry)) continue;
    const { postcodeSigns: _, ...organisation } = entries[entry]!;
    hits.set(entry, { ...organisation, otherName, foundBy });
    if (hits.size === limit) break;
  }
  return [...hits.values()];
}

const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.code < b.code ? -1 : 1);
