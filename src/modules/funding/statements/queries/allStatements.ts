import { countedOn, yearAfter, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { ok, Refused, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { FundingContext } from '../../context.ts';
import { contractStreams, enteredFigures, figuresInForce, STREAMS } from '../../contract/index.ts';
import type { Overlay, Stream, StreamId } from '../../contract/index.ts';
import { daysOf } from '../domain/perHeadLines.ts';
import { pcnStatement } from '../domain/pcnStatement.ts';
import type { PcnYear } from '../domain/pcnStatement.ts';
import { practiceStatement } from '../domain/practiceLines.ts';
import type { PracticeYear } from '../domain/practiceLines.ts';
import type { Statement } from '../domain/statement.ts';
import { yearFacts } from '../domain/yearFacts.ts';
import type { Earned, YearFacts } from '../domain/yearFacts.ts';
import { lastYearOf, ratesOf } from '../domain/yearRates.ts';
import { displayName } from '#register';
import { bedsReader, countsOf } from './counts.ts';
import { impactFundUpTo } from './earnable.ts';
import { publishedEarnings } from './published.ts';
import { closedPractices, pcnsOfYear, practicesOfYear } from './membership.ts';
import type { RegisterImage } from './membership.ts';

export interface StatementsAsked {
  year: FinancialYear;
  /** As far as the figures were known on that day; null for all that is known. */
  knownOn: IsoDate | null;
  /** Figures changed to see what would follow. */
  overlay?: Overlay | null;
  /** What PCNs earned by achievement, by PCN, in place of what is published. */
  earned?: ReadonlyMap<string, readonly Earned[]>;
}

/** What all statements of a year rest on, with the register that they were made of. */
export interface StatementYear {
  image: RegisterImage;
  /** The first day of each month. */
  months: readonly IsoDate[];
  facts: YearFacts;
  /** Every PCN that had members in the year, and every practice in one. */
  pcns: readonly PcnYear[];
  practices: readonly PracticeYear[];
}

/** Every statement in England, each made when it is first asked for. */
export interface AllStatements {
  year: StatementYear;
  pcns: ReadonlyMap<string, Statement>;
  practices: ReadonlyMap<string, Statement>;
}

const YEARS_KEPT = 12;
const kept = new WeakMap<RegisterImage, Map<string, Promise<Result<StatementYear>>>>();
const made = new WeakMap<StatementYear, { pcns: Map<string, Statement>; practices: Map<string, Statement> }>();

/** Read once while the register, the publications and the figures are what they are. Refused for a year without rules, and an overlay that does not fit. */
export async function statementYear(context: FundingContext, asked: StatementsAsked): Promise<Result<StatementYear>> {
  const image = await context.register.reader.image();
  if (asked.earned) return readYear(context, image, asked);
  const entered = await enteredFigures(context.database.as());
  const key = JSON.stringify([asked.year, asked.knownOn, asked.overlay ?? null, entered.map(({ id }) => id)]);
  let years = kept.get(image);
  if (!years) kept.set(image, (years = new Map()));
  const found = years.get(key);
  if (found) return found;
  const read = readYear(context, image, asked);
  years.set(key, read);
  read.catch(() => years.delete(key));
  for (const oldest of years.keys()) {
    if (years.size <= YEARS_KEPT) break;
    years.delete(oldest);
  }
  return read;
}

async function readYear(context: FundingContext, image: RegisterImage, asked: StatementsAsked): Promise<Result<StatementYear>> {
  const { year, knownOn, overlay = null, earned } = asked;
  const streams = await streamsFor(context, overlay);
  if (!streams.ok) return streams;
  const [first, last] = yearsWithRules(streams.value);
  if (year < first || year > last) {
    return refuse({ code: 'year-without-rules', what: `There are no rules of the network contract for ${year}: they begin with ${first} and end with ${last}.`, where: 'year', todo: `Ask for a year from ${first} to ${last}.` });
  }
  const months = daysOf(year).slice(0, 12);
  const pcns = pcnsOfYear(image, months);
  const counts = await countsOf(context, year);
  const closed = closedPractices(image, new Set(Object.values(counts).flatMap(({ byPractice }) => [...byPractice.keys()])), { countedOn: countedOn(year), months });
  const rates = ratesOf(streams.value.values(), year, knownOn, lastYearOf(contractStreams().values()));
  const facts = yearFacts({
    year, knownOn, ...rates, counts, closed, beds: await bedsReader(context), nameOf: (code) => displayName(image.nameOf(code, months[0]!)),
    earnable: impactFundUpTo({ year, knownOn, registered: counts.registered, pcns, closed }), earned: earned ?? (await publishedEarnings(context, year, knownOn)), notes: notesOf(asked),
  });
  return ok({ image, months, facts, pcns, practices: practicesOfYear(pcns) });
}

async function streamsFor(context: FundingContext, overlay: Overlay | null): Promise<Result<ReadonlyMap<StreamId, Stream>>> {
  try {
    return ok(await figuresInForce(context, { overlay }));
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal);
    throw error;
  }
}

/** The first and the last year of which the rules say anything. */
function yearsWithRules(streams: ReadonlyMap<StreamId, Stream>): [FinancialYear, FinancialYear] {
  const years = [...streams.values()].flatMap(({ figures }) => figures.flatMap(({ values }) => values.map(({ from }) => yearOf(from)))).sort();
  if (years.length === 0) throw new Error('The rules of the network contract have no figures');
  const known = lastYearOf(streams.values());
  const last = years.at(-1)!;
  // Of the year after the last known one it can at least be said what is not known.
  return [years[0]!, known !== null && last <= known ? yearAfter(known) : last];
}

const notesOf = ({ knownOn, overlay }: StatementsAsked): string[] => [
  ...(overlay ? [`What if: ${overlay.intent} (${overlay.author}). ${overlay.figures.length} ${overlay.figures.length === 1 ? 'figure is' : 'figures are'} changed: ${overlay.figures.map(({ figure, value }) => `${figureName(figure)} to ${value}`).join(', ')}.`] : []),
  ...(knownOn === null ? [] : ['The rates are those known on the day asked for; members, patients and beds are as they are held today.']),
];

const figureName = (figure: string): string => `${STREAMS[figure.split('/')[0] as StreamId] ?? figure} (${figure})`;

/** One PCN's statement of a year. */
export function pcnStatementOf(year: StatementYear, pcn: PcnYear): Statement {
  return keptOf(year).pcns.get(pcn.code) ?? keep(keptOf(year).pcns, pcnStatement(year.facts, pcn));
}

export function practiceStatementOf(year: StatementYear, practice: PracticeYear): Statement {
  return keptOf(year).practices.get(practice.code) ?? keep(keptOf(year).practices, practiceStatement(year.facts, { ...practice, name: year.facts.nameOf(practice.code) }));
}

function keptOf(year: StatementYear) {
  let own = made.get(year);
  if (!own) made.set(year, (own = { pcns: new Map(), practices: new Map() }));
  return own;
}

function keep(statements: Map<string, Statement>, statement: Statement): Statement {
  statements.set(statement.code, statement);
  return statement;
}

/** Every PCN's and every practice's statement of a year, with the working of every line. */
export async function allStatements(context: FundingContext, asked: StatementsAsked): Promise<Result<AllStatements>> {
  const read = await statementYear(context, asked);
  if (!read.ok) return read;
  const year = read.value;
  for (const pcn of year.pcns) pcnStatementOf(year, pcn);
  for (const practice of year.practices) practiceStatementOf(year, practice);
  return ok({ year, ...keptOf(year) });
}
