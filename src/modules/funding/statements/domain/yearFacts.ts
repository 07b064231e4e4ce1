import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FactUsed, Working } from '#platform/explanation/working.ts';
import { BASES } from '../../contract/domain/figure.ts';
import type { Basis, StreamId } from '../../contract/index.ts';
import { inheritedBy, inheritedCount } from './closedPractices.ts';
import type { ClosedPractice, Inherited } from './closedPractices.ts';
import { daysOf } from './perHeadLines.ts';
import type { UpTo } from './statement.ts';
import type { YearRates } from './yearRates.ts';

/** The three counts of patients that the contract pays by. */
export const POPULATION_BASES = ['registered', 'pcn-adjusted', 'contractor-weighted'] as const satisfies readonly Basis[];
export type PopulationBasis = (typeof POPULATION_BASES)[number];

/** One publication's counts, of exactly the 1 January before the year. */
export interface CountsUsed {
  asOf: IsoDate;
  source: string;
  byPractice: ReadonlyMap<string, number>;
  /** What it stands in for; only the comparison with the payments file uses a stand-in. */
  proxyFor?: string;
}

/** What a PCN earned by what it achieved: pounds, with how they came about. */
export interface Earned {
  stream: StreamId;
  title: string;
  working: Working;
  /** The points that it was paid for, where it is paid by points. */
  points?: Fraction;
  /** What of the stream is not in it, in a sentence; nothing where it is whole. */
  lacks?: string;
  /** What a reader must know of how it came about. */
  notes?: readonly string[];
}

export interface YearFactsGiven extends YearRates {
  year: FinancialYear;
  knownOn: IsoDate | null;
  counts: Partial<Record<PopulationBasis, CountsUsed>>;
  /** Practices that closed after patients were counted. */
  closed?: readonly ClosedPractice[];
  /** The care home beds of a PCN on the first day of a month; null where they are not held. */
  beds?: (pcn: string, month: IsoDate) => { beds: number; source: string } | null;
  earned?: ReadonlyMap<string, readonly Earned[]>;
  /** What a PCN could earn beside what its rates say, such as its points at full achievement. */
  earnable?: (pcn: string) => readonly UpTo[];
  nameOf: (code: string) => string;
  /** What a reader must know of all statements that rest on this: an overlay, a stand-in. */
  notes?: readonly string[];
}

/** All that a year's statements rest on. */
export interface YearFacts extends Required<YearFactsGiven> {
  /** The first day of each month, and the first day after the year. */
  days: readonly IsoDate[];
  /** A practice's count as a working shows it, the same object each time; null where the publication lacks the practice or none is held. */
  countOf(basis: PopulationBasis, practice: string): FactUsed | null;
  bedsOf(pcn: string, month: IsoDate): FactUsed | null;
  /** By practice and month the closed ones whose place it had taken. */
  inherited: ReadonlyMap<string, readonly (readonly Inherited[])[]>;
  /** The count of a closed practice, as it counts with the one that took its place. */
  inheritedOf(basis: PopulationBasis, inherited: Inherited): Working | null;
}

export function yearFacts(given: YearFactsGiven): YearFacts {
  const kept = new Map<string, FactUsed>();
  const keep = (key: string, make: () => FactUsed): FactUsed => {
    let fact = kept.get(key);
    if (!fact) kept.set(key, (fact = make()));
    return fact;
  };
  const { counts, nameOf, beds = () => null, closed = [] } = given;
  const facts: YearFacts = {
    earned: new Map(), earnable: () => [], notes: [], ...given, beds, closed, inherited: inheritedBy(closed), days: daysOf(given.year),
    countOf(basis, practice) {
      const used = counts[basis];
      const count = used?.byPractice.get(practice);
      if (!used || count === undefined) return null;
      return keep(`${basis} ${practice}`, () => ({
        kind: 'fact', says: `${nameOf(practice)} (${practice})`, value: new Fraction(count), unit: 'patients', source: used.source, ...(used.proxyFor === undefined ? {} : { proxyFor: used.proxyFor }),
      }));
    },
    bedsOf(pcn, month) {
      const held = beds(pcn, month);
      return held && keep(`beds ${pcn} ${held.beds} ${held.source}`, () => ({ kind: 'fact', says: `${BASES['care-home-beds']} of ${nameOf(pcn)} (${pcn})`, value: new Fraction(held.beds), unit: 'beds', source: held.source }));
    },
    inheritedOf(basis, inherited) {
      const count = facts.countOf(basis, inherited.code);
      return count && inheritedCount(facts, inherited, count);
    },
  };
  return facts;
}
