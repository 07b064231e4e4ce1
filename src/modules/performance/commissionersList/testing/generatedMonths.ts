import { isoDate } from '#kernel/isoDate.ts';
import { FACT_IDS, NOTHING_HELD } from '../domain/criterion.ts';
import type { FactId, FactsOfMonth } from '../domain/criterion.ts';
import type { MonthOfFacts } from '../domain/listOf.ts';

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface GeneratedWorld {
  /** Month by month, the oldest first. */
  months: readonly MonthOfFacts[];
  groups: ReadonlyMap<string, string>;
  /** The part face to face that each practice truly has, over many months. */
  truth: ReadonlyMap<string, number>;
}

export interface WorldAsked {
  seed: number;
  months: number;
  practices: number;
  groups: number;
  /** How much a month's log-odds wobble about what is true, as a standard deviation. */
  wobble: number;
  /** How far practices' log-odds lie apart, as a standard deviation. */
  spread: number;
}

/**
 * Practices whose truth is known: each with its own part face to face, a size of some thousand appointments a month, a season that
 * all share, a wobble of its own from month to month, and chance in counting. A tenth are far off, as practices are that work online first.
 */
export function generatedWorld({ seed, months, practices, groups, wobble, spread }: WorldAsked): GeneratedWorld {
  const next = numbersFrom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const all = Array.from({ length: practices }, (_, index) => ({
    code: `ZZ${String(index).padStart(4, '0')}`, group: `Q${index % groups}`, size: 800 + next() * 7_000, odds: 0.55 + spread * normal() - (next() < 0.1 ? 2 * spread : 0),
  }));
  const listed = Array.from({ length: months }, (_, index) => {
    const season = 0.1 * Math.sin((2 * Math.PI * index) / 12);
    const counted = new Map(all.map(({ code, size, odds }) => {
      const of = Math.max(50, Math.round(size * (1 + 0.05 * normal())));
      return [code, { count: drawn(of, 1 / (1 + Math.exp(-(odds + season + wobble * normal()))), normal), of }];
    }));
    const month = isoDate(`${2023 + Math.floor((index + 3) / 12)}-${String(((index + 3) % 12) + 1).padStart(2, '0')}-01`);
    return monthOfFacts(month, { 'face-to-face': { counted } });
  });
  return { months: listed, groups: new Map(all.map(({ code, group }) => [code, group])), truth: new Map(all.map(({ code, odds }) => [code, odds])) };
}

/** So many of so many, by the normal curve: they are hundreds. */
const drawn = (of: number, chance: number, normal: () => number): number => Math.min(of, Math.max(0, Math.round(of * chance + Math.sqrt(of * chance * (1 - chance)) * normal())));

/** A month of which only some facts are held. */
export const monthOfFacts = (month: string, facts: Partial<Record<FactId, Partial<FactsOfMonth>>>): MonthOfFacts => ({
  month: isoDate(month),
  facts: Object.fromEntries(FACT_IDS.map((id) => [id, facts[id] ? { ...NOTHING_HELD(''), absent: null, source: 'invented/2025-10-01', ...facts[id] } : NOTHING_HELD('Nothing of it is held.')])) as unknown as MonthOfFacts['facts'],
});
