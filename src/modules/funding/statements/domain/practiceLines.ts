import { plusOf } from '#platform/explanation/arithmetic.ts';
import { leastSure } from '#platform/explanation/working.ts';
import type { Working } from '#platform/explanation/working.ts';
import { BASES } from '../../contract/domain/figure.ts';
import { countedMonths, SUCCESSION_RULE } from './closedPractices.ts';
import type { CountedPractices } from './closedPractices.ts';
import { isPopulation, missingCount } from './missingLines.ts';
import { inheritedNotes, ruleUsed } from './pcnNotes.ts';
import { perHeadLines, withIds } from './perHeadLines.ts';
import type { LackingPractice, MissingLine, PopulationUsed, Statement, StatementLine } from './statement.ts';
import { totalOf } from './sumOfLines.ts';
import { POPULATION_BASES } from './yearFacts.ts';
import type { PopulationBasis, YearFacts } from './yearFacts.ts';
import type { YearRate } from './yearRates.ts';

/** A practice in a year: the PCN that it was in on the first day of each month, null where in none. */
export interface PracticeYear {
  code: string;
  months: readonly (string | null)[];
}

/** What a rate pays to one practice, a line for each run of months in one PCN: so that its PCNs' statements hold the same pence. */
export function practiceLines(facts: YearFacts, rate: YearRate, { code, months }: PracticeYear): StatementLine[] {
  const { basis } = rate.figure;
  if (!isPopulation(basis)) return [];
  const counts = countsByMonth(facts, basis, code, months.length);
  const pcns = new Set(months.flatMap((pcn) => pcn ?? []));
  const lines = [...pcns].flatMap((own) => perHeadLines(rate, months.map((pcn, month) => (pcn === own ? counts[month]! : null)), facts.days));
  return pcns.size < 2 ? lines : lines.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** A practice's patients in each month, with those of closed ones whose place it had taken; the same object while they are the same. */
function countsByMonth(facts: YearFacts, basis: PopulationBasis, code: string, months: number): (Working | null)[] {
  const own = facts.countOf(basis, code);
  if (!facts.inherited.has(code)) return Array<Working | null>(months).fill(own);
  const sums = new Map<CountedPractices, Working | null>();
  return countedMonths(facts.inherited, Array<readonly string[]>(months).fill([code])).map((counted) => {
    if (!counted || counted.inherited.length === 0) return own;
    if (!sums.has(counted)) {
      const parts = [...(own ? [own] : []), ...counted.inherited.flatMap((one) => facts.inheritedOf(basis, one) ?? [])];
      sums.set(counted, parts.length === 0 ? null : plusOf({ rule: SUCCESSION_RULE, says: `The ${BASES[basis]} of the practice and of those whose place it took`, unit: 'patients' }, parts));
    }
    return sums.get(counted)!;
  });
}

/** What the network contract pays to a practice itself. What it pays to its PCN stands in the PCN's statement. */
export function practiceStatement(facts: YearFacts, { code, name, months }: PracticeYear & { name: string }): Statement {
  const paid = facts.rates.filter(({ stream, months: values }) => stream.paidTo === 'practice' && values.some((value, month) => value && months[month]));
  const lines = withIds(paid.flatMap((rate) => practiceLines(facts, rate, { code, months })));
  const used = new Set(paid.flatMap(({ figure: { basis } }) => (isPopulation(basis) && facts.counts[basis] ? [basis] : [])));
  const missing = paid.flatMap(({ figure }): MissingLine[] => (isPopulation(figure.basis) && !facts.counts[figure.basis] ? [missingCount(facts, figure, figure.basis)] : []));
  return {
    code, name, kind: 'practice', year: facts.year, knownOn: facts.knownOn, populations: populationsOf(facts, { code, months }, used), lines,
    totalPence: totalOf(lines), totalStatus: leastSure(lines.map(({ status }) => status)), upTo: [], missing, lacking: lackingOf(facts, code, used),
    notes: [...facts.notes, ...notesOf(facts, { code, months }, lackingOf(facts, code, used))],
  };
}

function populationsOf(facts: YearFacts, { code, months }: PracticeYear, used: ReadonlySet<PopulationBasis>): PopulationUsed[] {
  return POPULATION_BASES.filter((basis) => used.has(basis)).flatMap((basis) => {
    const { asOf, source, byPractice } = facts.counts[basis]!;
    const month = Math.max(0, months.findIndex((pcn) => pcn !== null));
    const count = countsByMonth(facts, basis, code, months.length)[month];
    const practices = [code, ...(facts.inherited.get(code)?.[month] ?? []).map((one) => one.code)].filter((one) => byPractice.has(one)).length;
    return count ? [{ basis, asOf, source, count: Number(count.value.valueOf()), practices }] : [];
  });
}

const lackingOf = ({ counts }: YearFacts, practice: string, used: ReadonlySet<PopulationBasis>): LackingPractice[] =>
  [...used].filter((basis) => !counts[basis]!.byPractice.has(practice)).map((basis) => ({ basis, practice, source: counts[basis]!.source }));

function notesOf(facts: YearFacts, { code, months }: PracticeYear, lacking: readonly LackingPractice[]): string[] {
  const { inherited, nameOf } = facts;
  const pcns = [...new Set(months.flatMap((pcn) => pcn ?? []))];
  const inNone = months.filter((pcn) => pcn === null).length;
  return [
    pcns.length === 0
      ? 'It was in no PCN on the first day of any month of the year, so the network contract pays it nothing.'
      : `What the contract pays to its PCN is in the statement of ${pcns.map((pcn) => `${nameOf(pcn)} (${pcn})`).join(' and of ')}.`,
    ...(pcns.length > 0 && inNone > 0 ? [`It was in a PCN on the first day of ${12 - inNone} of the 12 months; the others pay nothing.`] : []),
    ...(inherited.has(code) ? [...inheritedNotes(facts, inherited.get(code)!), ruleUsed(facts)] : []),
    ...lacking.map(({ source }) => `It is not in ${source}, so what rests on that count could not be worked out.`),
  ];
}
