import { endOf, monthsOf, startOf, yearOf } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { contractStreams } from './contractRules.ts';
import type { Stream } from './contractRules.ts';
import { contractCoverage, contractYears, FORMULAS } from './coverageRules.ts';
import type { Coverage, FormulaId, StreamCoverage } from './coverageRules.ts';
import { penceOfPart, penceOfYear } from './domain/amountOfYear.ts';
import { figureOn, STREAMS } from './domain/figure.ts';
import type { Figure, FigureValue, StreamId } from './domain/figure.ts';
import { OWN_CASES, streamCases } from './streamCases.ts';
import type { StreamCase } from './streamCases.ts';

/** Something wrong with the rules: in which file, at which figure, year or case, and what. */
export interface RuleFault {
  file: string;
  where: string;
  says: string;
}

export interface ContractRules {
  streams: ReadonlyMap<StreamId, Stream>;
  coverage: Coverage;
  cases: ReadonlyMap<StreamId, readonly StreamCase[]>;
}

const COVERAGE = 'rules/coverage.yaml';
const fileOf = (id: StreamId, name = 'figures.yaml'): string => `rules/funding/network-contract-des/${id}/${name}`;
const standing = (): ContractRules => ({ streams: contractStreams(), coverage: contractCoverage(), cases: streamCases() });

/** Everything wrong with the rules of the contract; nothing where they are as they should be. */
export function checkContractRules(rules: ContractRules = standing()): RuleFault[] {
  const read = new Set<FormulaId>();
  const ids = Object.keys(STREAMS) as StreamId[];
  const faults = ids.flatMap((id) => {
    const [stream, coverage] = [rules.streams.get(id), rules.coverage.streams[id]];
    if (!stream) return [{ file: fileOf(id), where: id, says: 'there is no such file' }];
    if (!coverage) return [{ file: COVERAGE, where: id, says: 'the stream is not listed' }];
    for (const { formula } of Object.values(coverage.figures)) read.add(formula);
    return [...stream.figures.flatMap(checkFigure), ...checkInventory(stream, coverage), ...checkYears(stream, coverage, rules.coverage), ...checkPaidOnce(stream, coverage), ...checkCases(stream, coverage, rules.cases.get(id))];
  });
  const unfed = (Object.keys(FORMULAS) as FormulaId[]).filter((formula) => !read.has(formula));
  return [...faults, ...unfed.map((formula) => ({ file: COVERAGE, where: formula, says: 'no figure feeds this formula' }))];
}

const ordered = ({ from, published }: FigureValue): string => `${from} ${published}`;

/** Each value with its source and its place in it; dates ascend; one value for each day and each thing known. */
function checkFigure(figure: Figure): RuleFault[] {
  const fault = (value: FigureValue, says: string): RuleFault => ({ file: fileOf(figure.stream), where: `${figure.id} from ${value.from}`, says });
  return figure.values.flatMap((value, index) => {
    const before = figure.values[index - 1];
    return [
      ...(value.source.title.trim() && value.source.address.trim() ? [] : [fault(value, 'its source is missing')]),
      ...(value.source.locator.trim() ? [] : [fault(value, 'where in its source it stands is missing')]),
      ...(value.published ? [] : [fault(value, 'the day of its publication is missing')]),
      ...(value.to !== null && value.to <= value.from ? [fault(value, `it ends on ${value.to}, before it begins`)] : []),
      ...(before && ordered(before) > ordered(value) ? [fault(value, 'its dates come before those of the value above it')] : []),
      ...(before && ordered(before) === ordered(value) ? [fault(value, `two values begin on ${value.from} and were published on ${value.published}`)] : []),
      ...(value.to !== null && before && before.from < value.from && (before.to === null || before.to > value.to) && !figure.values.some(({ from, published }) => from === value.to && published <= value.published) ? [fault(value, `when it ends on ${value.to} the value from ${before.from} would come back`)] : []),
    ];
  });
}

const nameOf = (figure: Figure): string => figure.id.slice(figure.stream.length + 1);

/** Every figure has an id of its own and is read by a formula that can; every formula's figure is there, without a gap. */
function checkInventory({ id, figures }: Stream, coverage: StreamCoverage): RuleFault[] {
  const names = figures.map(nameOf);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => ({ file: fileOf(id), where: `${id}/${name}`, says: 'two figures have this id' })),
    ...names.filter((name) => !(name in coverage.figures)).map((name) => ({ file: COVERAGE, where: `${id}/${name}`, says: 'the figure is read by no formula' })),
    ...Object.entries(coverage.figures).flatMap(([name, { formula, from, to }]) => {
      const figure = figures.find((one) => nameOf(one) === name);
      if (!figure) return [{ file: fileOf(id), where: `${id}/${name}`, says: `the formula “${formula}” reads a figure that is not there` }];
      const units: readonly string[] = FORMULAS[formula].units;
      const wrong = units.includes(figure.unit) ? [] : [{ file: fileOf(id), where: figure.id, says: `the formula “${formula}” cannot read what is counted in “${figure.unit}”` }];
      const gap = firstGap(figure, from, to ?? null);
      return [...wrong, ...(gap ? [{ file: fileOf(id), where: figure.id, says: `it has no value on ${gap}` }] : [])];
    }),
  ];
}

/** The first month from one day to another, or to the end of the last value's year, on which a figure has no value. */
function firstGap(figure: Figure, from: IsoDate, to: IsoDate | null): IsoDate | null {
  const end = to ?? endOf(yearOf(figure.values.at(-1)!.from));
  for (let on = from; on < end; on = monthAfter(on)) if (!figureOn(figure, { on, knownOn: null })) return on;
  return null;
}

const monthAfter = (day: IsoDate): IsoDate => `${addDays(`${day.slice(0, 7)}-01` as IsoDate, 31).slice(0, 7)}-01` as IsoDate;

/** Every year is said to be supported, absent or not applicable, once; a supported one has a figure in each of its months. */
function checkYears({ id, figures }: Stream, coverage: StreamCoverage, whole: Coverage): RuleFault[] {
  return contractYears(whole).flatMap((year) => {
    const said = [...coverage.supported.filter((one) => one === year), ...coverage.notApplicable.flatMap(({ years }) => years.filter((one) => one === year)), ...coverage.absent.filter((one) => one.year === year)].length;
    if (said !== 1) return [{ file: COVERAGE, where: `${id} ${year}`, says: said === 0 ? 'nothing is said of this year' : 'the year is said to be two things' }];
    if (!coverage.supported.includes(year)) return [];
    const part = coverage.parts.find((one) => one.year === year);
    const months = monthsOf(year).filter((month) => month >= (part?.from ?? startOf(year)) && month < (part?.to ?? endOf(year)));
    // What it must give is no rate of what it is paid.
    const rates = figures.filter((figure) => coverage.figures[nameOf(figure)]?.formula !== 'hours');
    const empty = months.find((on) => !rates.some((figure) => figureOn(figure, { on, knownOn: null })));
    return empty ? [{ file: fileOf(id), where: `${id} ${year}`, says: `it is said to be supported and has no figure on ${empty}` }] : [];
  });
}

/** Two figures of one population are not paid for the same month, unless one is said to be paid beside the other. */
function checkPaidOnce({ id, figures }: Stream, coverage: StreamCoverage): RuleFault[] {
  const paid = figures.filter((figure) => coverage.figures[nameOf(figure)]?.formula === 'per-head' && !coverage.figures[nameOf(figure)]?.beside);
  const days = [...new Set(paid.flatMap(({ values }) => values.map(({ from }) => from)))];
  return days.flatMap((on) => {
    const held = paid.filter((figure) => figureOn(figure, { on, knownOn: null }));
    const twice = held.find((figure, index) => held.findIndex(({ basis }) => basis === figure.basis) !== index);
    return twice ? [{ file: fileOf(id), where: twice.id, says: `another figure of the same population is paid on ${on} too` }] : [];
  });
}

function checkCases(stream: Stream, coverage: StreamCoverage, cases: readonly StreamCase[] | undefined): RuleFault[] {
  const file = fileOf(stream.id, 'cases.yaml');
  if (!cases) return OWN_CASES.has(stream.id) ? [] : [{ file, where: stream.id, says: 'it has no cases' }];
  return cases.flatMap((one) => {
    const says = faultOfCase(stream, coverage, one);
    return says === null ? [] : [{ file, where: `${one.case}, ${one.year}`, says }];
  });
}

function faultOfCase({ figures }: Stream, coverage: StreamCoverage, { part, pence, year, knownOn, facts }: StreamCase): string | null {
  const asked = { year, knownOn: knownOn ?? null, facts };
  const read = (formula: FormulaId): Figure[] => figures.filter((figure) => coverage.figures[nameOf(figure)]?.formula === formula);
  const partFigure = part === undefined ? null : figures.find((figure) => nameOf(figure) === part);
  try {
    if (partFigure === undefined) return `there is no part “${part}”`;
    const found = partFigure ? penceOfPart(read('up-to')[0]!, partFigure, asked) : [...read('per-head'), ...read('up-to')].reduce((sum, figure) => sum + penceOfYear(figure, asked), 0);
    return found === pence ? null : `expected ${pence} pence, and it comes to ${found}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
