import { countedOn } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { sentenceCase } from '#kernel/sayWords.ts';
import { BASES } from '../../contract/domain/figure.ts';
import type { Basis, Figure } from '../../contract/index.ts';
import type { MissingLine } from './statement.ts';
import type { PopulationBasis, YearFacts } from './yearFacts.ts';
import type { NationalSum, UnknownRate } from './yearRates.ts';

/** What to load for each count, of exactly the day on which the contract counts. */
const TO_LOAD: Record<PopulationBasis, (day: string) => string> = {
  registered: (day) => `Load patients-registered-totals of ${day}, or the pcn-adjusted-population of that day, which has the registered lists too.`,
  'pcn-adjusted': (day) => `Load the pcn-adjusted-population of ${day}.`,
  'contractor-weighted': (day) => `Load the contractor-weighted-population of ${day}.`,
};

export const isPopulation = (basis: Basis | null): basis is PopulationBasis => basis !== null && basis in TO_LOAD;

/** That a count is not held at all, or has none of the practices. Another day's is never taken for it. */
export function missingCount({ year, counts }: YearFacts, { stream, title }: Figure, basis: PopulationBasis): MissingLine {
  const day = countedOn(year);
  const held = counts[basis];
  return {
    stream,
    says: held
      ? `${title}: ${held.source}, the ${countWords(basis)} at ${sayDate(day)}, has none of the practices.`
      : `${title} rests on the ${countWords(basis)} at ${sayDate(day)}, which is not held.`,
    todo: held ? 'Check the codes of its members in the register, or load a publication that has them.' : TO_LOAD[basis](sayDate(day)),
  };
}

export const missingBeds = ({ days }: YearFacts, { stream, title }: Figure, months: readonly number[]): MissingLine => ({
  stream,
  says: `${title}: the number of ${BASES['care-home-beds']} is not held for ${months.length === 12 ? 'any month of the year' : `${months.length} ${months.length === 1 ? 'month' : 'months'}, the first of them from ${sayDate(days[months[0]!]!)}`}.`,
  todo: 'Load care-home-beds: the PCN’s code, its beds, and the day from which there are so many. The commissioner has the number.',
});

export const missingAchievement = (stream: MissingLine['stream'], title: string): MissingLine => ({
  stream, says: `${title} is earned: what was achieved is not held, so the maximum is shown beside the statement and not added.`, todo: 'Load or enter the achievement.',
});

export const onlyNational = ({ stream, title, millions }: NationalSum): MissingLine => ({
  stream, says: `${title}: only the sum for England is known, £${millions} million, and no rate by the head.`, todo: 'Enter the rate with its source.',
});

export const unknownRate = ({ year, knownOn }: YearFacts, { stream, title, last }: UnknownRate): MissingLine => ({
  stream,
  says: `${title}: the rate of ${year} ${knownOn === null ? 'is not known' : `was not known on ${sayDate(knownOn)}`}; that from ${sayDate(last.from)}, £${last.value}, is not taken for it.`,
  todo: knownOn === null ? 'Enter the rate with its source.' : null,
});

const countWords = (basis: PopulationBasis): string => BASES[basis].replace(' at 1 January', '');
export const countName = (basis: PopulationBasis): string => sentenceCase(countWords(basis));
