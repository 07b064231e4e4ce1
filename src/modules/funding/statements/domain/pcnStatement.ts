import Fraction from 'fraction.js';
import { leastSure, sourcesOfWorking, statusOfWorking } from '#platform/explanation/working.ts';
import { plusOf, toPence } from '#platform/explanation/arithmetic.ts';
import type { Working } from '#platform/explanation/working.ts';
import { BASES, STREAMS } from '../../contract/domain/figure.ts';
import type { StreamId } from '../../contract/index.ts';
import { countedMonths } from './closedPractices.ts';
import type { CountedPractices } from './closedPractices.ts';
import { missingAchievement, missingBeds, missingCount, isPopulation, onlyNational, unknownRate } from './missingLines.ts';
import { perHeadLines, withIds } from './perHeadLines.ts';
import { notesOfPcn } from './pcnNotes.ts';
import { practiceLines } from './practiceLines.ts';
import type { LackingPractice, MissingLine, PopulationUsed, Statement, StatementLine, UpTo } from './statement.ts';
import { sumOfLines, totalOf } from './sumOfLines.ts';
import { POPULATION_BASES } from './yearFacts.ts';
import type { PopulationBasis, YearFacts } from './yearFacts.ts';
import { EARNED_STREAMS } from './yearRates.ts';
import type { YearRate } from './yearRates.ts';

/** A PCN in a year: its members on the first day of each of the twelve months, null in months in which it was not open. */
export interface PcnYear {
  code: string;
  name: string;
  /** The same array where they are the same, sorted by code. */
  months: readonly (readonly string[] | null)[];
}

export const MEMBERS_RULE = 'funding/network-contract-des/members-of-the-month';

/** What is due to a PCN in a year, with the working of every line. */
export function pcnStatement(facts: YearFacts, pcn: PcnYear): Statement {
  const count = counterOf(facts);
  const counted = countedMonths(facts.inherited, pcn.months);
  const own: StatementLine[] = [];
  const upTo: UpTo[] = [];
  const missing: MissingLine[] = [...facts.unknown.map((rate) => unknownRate(facts, rate)), ...facts.nationalOnly.map(onlyNational)];
  const used = new Set<PopulationBasis>();
  for (const rate of facts.rates) {
    if (!rate.months.some((value, month) => value && pcn.months[month])) continue;
    if (isPopulation(rate.figure.basis) && facts.counts[rate.figure.basis]) used.add(rate.figure.basis);
    const { lines, missing: lacks } = linesOf(facts, { ...pcn, counted }, rate, count);
    if (EARNED_STREAMS.has(rate.stream.id)) upTo.push(...maximumOf(lines));
    else own.push(...lines);
    missing.push(...lacks);
  }
  upTo.push(...facts.earnable(pcn.code));
  const earned = earnedLines(facts, pcn);
  const achieved = earned.length === 0 ? [] : (facts.earned.get(pcn.code) ?? []);
  for (const stream of new Set(upTo.map((one) => one.stream))) {
    if (!earned.some((line) => line.stream === stream)) missing.push(missingAchievement(stream, STREAMS[stream]));
  }
  missing.push(...achieved.flatMap(({ stream, lacks }) => (lacks === undefined ? [] : [{ stream, says: lacks, todo: null }])));
  const lines = inOrder([...withIds(own), ...earned]);
  const lacking = lackingOf(facts, pcn, used);
  return {
    code: pcn.code, name: pcn.name, kind: 'pcn', year: facts.year, knownOn: facts.knownOn,
    populations: populationsOf(facts, counted, used, count), lines, totalPence: totalOf(lines), totalStatus: leastSure(lines.map(({ status }) => status)),
    upTo, missing, lacking, notes: [...facts.notes, ...achieved.flatMap(({ notes = [] }) => notes), ...notesOfPcn(facts, pcn, lacking)],
  };
}

const STREAM_ORDER = new Map(Object.keys(STREAMS).map((id, index) => [id, index]));
/** By stream, as a statement lists them; within one as they came. */
export const inOrder = (lines: readonly StatementLine[]): StatementLine[] => [...lines].sort((a, b) => STREAM_ORDER.get(a.stream)! - STREAM_ORDER.get(b.stream)!);

type Counter = (basis: PopulationBasis, counted: CountedPractices) => Working | null;

/** Adds up the members' patients, once for the same members; null where the publication has none of them. */
function counterOf(facts: YearFacts): Counter {
  const kept = new Map<CountedPractices, Map<PopulationBasis, Working | null>>();
  return (basis, counted) => {
    let own = kept.get(counted);
    if (!own) kept.set(counted, (own = new Map()));
    let sum = own.get(basis);
    if (sum === undefined) own.set(basis, (sum = sumOfMembers(facts, basis, counted)));
    return sum;
  };
}

function sumOfMembers(facts: YearFacts, basis: PopulationBasis, { members, inherited }: CountedPractices): Working | null {
  const parts: Working[] = [...members.flatMap((practice) => facts.countOf(basis, practice) ?? []), ...inherited.flatMap((one) => facts.inheritedOf(basis, one) ?? [])];
  return parts.length === 0 ? null : plusOf({ rule: MEMBERS_RULE, says: `The members’ ${BASES[basis]}`, unit: 'patients' }, parts);
}

interface FoundLines {
  lines: StatementLine[];
  missing: MissingLine[];
}

function linesOf(facts: YearFacts, pcn: PcnYear & { counted: readonly (CountedPractices | null)[] }, rate: YearRate, count: Counter): FoundLines {
  const { figure, stream } = rate;
  if (!isPopulation(figure.basis)) {
    const beds = facts.days.slice(0, 12).map((day, month) => (pcn.months[month] ? facts.bedsOf(pcn.code, day) : null));
    const without = beds.flatMap((found, month) => (rate.months[month] && pcn.months[month] && !found ? [month] : []));
    return { lines: perHeadLines(rate, beds, facts.days), missing: without.length ? [missingBeds(facts, figure, without)] : [] };
  }
  const { basis } = figure;
  const quantities = pcn.counted.map((counted) => counted && count(basis, counted));
  if (quantities.every((quantity, month) => quantity === null || !rate.months[month])) return { lines: [], missing: [missingCount(facts, figure, basis)] };
  const lines = stream.paidTo === 'pcn' ? perHeadLines(rate, quantities, facts.days) : paidToMembers(facts, pcn, rate);
  return { lines, missing: [] };
}

/** What the contract pays to each practice by itself: worked out and rounded for each, and added up. */
function paidToMembers(facts: YearFacts, pcn: PcnYear, rate: YearRate): StatementLine[] {
  const members = [...new Set(pcn.months.flatMap((one) => one ?? []))].sort();
  const owned = members.flatMap((code) => practiceLines(facts, rate, { code, months: pcn.months.map((one) => (one?.includes(code) ? pcn.code : null)) }).map((line) => ({ code, line })));
  return sumOfLines(owned).map((sum) => {
    const parts = owned.filter(({ line }) => line.rate.equals(sum.rate)).map(({ line }) => line.working!);
    return { ...sum, working: plusOf({ rule: 'funding/network-contract-des/paid-to-each-practice', says: 'What each practice is paid, to the penny', unit: '£' }, parts) };
  });
}

/** What the lines come to if all is achieved. */
function maximumOf(lines: readonly StatementLine[]): UpTo[] {
  const [first] = lines;
  if (!first) return [];
  const working = lines.length === 1 ? first.working : plusOf({ rule: 'funding/network-contract-des/maximum', says: `${first.title} over the year`, unit: '£' }, lines.map((line) => line.working!));
  return [{ stream: first.stream, label: 'Maximum', amountPence: totalOf(lines), status: leastSure(lines.map(({ status }) => status)), working }];
}

/** What was achieved, as a line. The year's end settles it, so it all falls to the last month in which the PCN was open. */
function earnedLines(facts: YearFacts, pcn: PcnYear): StatementLine[] {
  const open = pcn.months.flatMap((members, month) => (members ? [month] : []));
  if (open.length === 0) return [];
  const [from, last] = [open[0]!, open.at(-1)!];
  return (facts.earned.get(pcn.code) ?? []).map(({ stream, title, working: amount, points }, index) => {
    const { pence, working } = toPence('funding/network-contract-des/achieved', amount);
    return {
      id: achievedId(stream, index), stream, figure: null, title, paidTo: 'pcn', ...countOfEarned(working.value, points),
      from: facts.days[from]!, to: facts.days[last + 1]!, amountPence: pence, monthsPence: Array.from({ length: 12 }, (_, month) => (month === last ? pence : 0)),
      status: statusOfWorking(working), sources: sourcesOfWorking(working), working, parts: [],
    };
  });
}

/** Counted in points, at what a point came to after its adjustments; where it is not paid by points, the whole is one. */
function countOfEarned(pounds: Fraction, points?: Fraction): Pick<StatementLine, 'basis' | 'quantity' | 'rate'> {
  if (points === undefined) return { basis: null, quantity: new Fraction(1), rate: pounds };
  return { basis: 'points', quantity: points, rate: points.equals(0) ? new Fraction(0) : pounds.div(points) };
}

const achievedId = (stream: StreamId, index: number): string => `${stream}/achieved${index === 0 ? '' : `/${index + 1}`}`;

/** The counts as in the first month in which it was open. */
function populationsOf({ counts }: YearFacts, months: readonly (CountedPractices | null)[], used: ReadonlySet<PopulationBasis>, count: Counter): PopulationUsed[] {
  const counted = months.find((one) => one !== null) ?? { members: [], inherited: [] };
  const practices = [...counted.members, ...counted.inherited.map(({ code }) => code)];
  return POPULATION_BASES.filter((basis) => used.has(basis)).flatMap((basis) => {
    const { asOf, source, byPractice } = counts[basis]!;
    const sum = count(basis, counted);
    return sum ? [{ basis, asOf, source, count: Number(sum.value.valueOf()), practices: practices.filter((code) => byPractice.has(code)).length }] : [];
  });
}

function lackingOf({ closed, counts, days }: YearFacts, { code: own, months }: PcnYear, used: ReadonlySet<PopulationBasis>): LackingPractice[] {
  const members = [...new Set(months.flatMap((one) => one ?? []))].sort();
  const withoutHeir = closed.filter(({ lastPcn, closedOn, heirs }) => lastPcn === own && heirs.some((heir, month) => heir === null && months[month] && days[month]! >= closedOn));
  return POPULATION_BASES.filter((basis) => used.has(basis)).flatMap((basis) => {
    const { byPractice, source } = counts[basis]!;
    return [
      ...members.filter((practice) => !byPractice.has(practice)).map((practice) => ({ basis, practice, source })),
      ...withoutHeir.filter(({ code }) => (byPractice.get(code) ?? 0) > 0).map(({ code, closedOn }) => ({ basis, practice: code, source, closedOn })),
    ];
  });
}
