import { sayDate } from '#kernel/isoDate.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { FundingContext } from '../../context.ts';
import type { Statement, StatementKind } from '../domain/statement.ts';
import { sumOfStatements } from '../domain/sumOfStatements.ts';
import { pcnStatementOf, practiceStatementOf, statementYear } from './allStatements.ts';
import type { StatementsAsked, StatementYear } from './allStatements.ts';
import { firstMonthOf, pcnsWithin, pcnYear, practiceYear } from './membership.ts';

/** The code under which all PCNs together have a statement. */
export const ENGLAND = 'ENGLAND';

const SUMMED_KINDS = ['place', 'sub-icb-location', 'icb'] as const satisfies readonly StatementKind[];
type SummedKind = (typeof SUMMED_KINDS)[number];
const isSummed = (kind: string): kind is SummedKind => (SUMMED_KINDS as readonly string[]).includes(kind);

const sums = new WeakMap<StatementYear, Map<string, Statement>>();

/**
 * The statement of a practice, a PCN, a place, a sub-ICB location, an ICB or England for a year. Refused for a year without
 * rules, for a code that the register does not have or that was not open in the year, and for a body of another kind.
 */
export async function statementOf(context: FundingContext, { code, ...asked }: StatementsAsked & { code: string }): Promise<Result<Statement>> {
  const read = await statementYear(context, asked);
  if (!read.ok) return read;
  const year = read.value;
  const { image, months } = year;
  if (code === ENGLAND) return ok(keptSum(year, ENGLAND, () => sumOfStatements({ code: ENGLAND, name: 'England', kind: 'england', notes: [] }, year.facts, year.pcns.map((pcn) => pcnStatementOf(year, pcn)))));
  const kind = image.kindOf(code);
  const refusal = kind === null ? unknownCode(code) : kind !== 'practice' && kind !== 'pcn' && !isSummed(kind) ? otherKind(year, code) : firstMonthOf(image, code, months) === null ? notThatYear(year, code) : null;
  if (refusal) return refuse(refusal);
  if (kind === 'practice') return ok(practiceStatementOf(year, practiceYear(image, code, months)));
  if (kind === 'pcn') return ok(pcnStatementOf(year, pcnYear(image, code, months)));
  return ok(keptSum(year, code, () => summedBody(year, code, kind as SummedKind)));
}

function keptSum(year: StatementYear, code: string, make: () => Statement): Statement {
  let own = sums.get(year);
  if (!own) sums.set(year, (own = new Map()));
  let statement = own.get(code);
  if (!statement) own.set(code, (statement = make()));
  return statement;
}

function summedBody(year: StatementYear, code: string, kind: SummedKind): Statement {
  const { image, months, pcns, facts } = year;
  const from = firstMonthOf(image, code, months)!;
  const within = pcnsWithin(image, code, pcns, months);
  const notes = [
    `The sum of the ${within.length} PCNs that belonged to it on ${sayDate(from)}${from === months[0] ? '' : ', the first month of the year on whose first day it was open'}; a PCN that began later counts where it belonged then. Each counts with its whole year.`,
  ];
  return sumOfStatements({ code, name: facts.nameOf(code), kind, notes }, facts, within.map((pcn) => pcnStatementOf(year, pcn)));
}

const unknownCode = (code: string): Refusal => ({
  code: 'organisation-not-found', what: `The register has no organisation with the code ${code.slice(0, 20)}.`, where: 'code', todo: `Check the code; ${ENGLAND} is all PCNs together.`,
});

const otherKind = ({ image }: StatementYear, code: string): Refusal => ({
  code: 'no-statement-of-this-kind', what: `${code} is of the kind “${image.kindOf(code)}”, which the network contract pays nothing.`, where: 'code', todo: 'Ask for a practice, a PCN, a place, a sub-ICB location, an ICB or ENGLAND.',
});

function notThatYear({ image, facts }: StatementYear, code: string): Refusal {
  const open = image.versionsOf(code).filter(({ status }) => status !== 'closed');
  const [from, to] = [open[0]?.from, open.at(-1)?.to];
  const span = open.length === 0 ? 'The register never had it open.' : `It was open ${from ? `from ${sayDate(from)}` : 'from before the record began'}${to ? ` until ${sayDate(to)}` : ' on'}.`;
  return { code: 'organisation-of-the-year-not-found', what: `${facts.nameOf(code)} (${code}) was not open on the first day of any month of ${facts.year}. ${span}`, where: 'year', todo: 'Ask for a year in which it was open.' };
}
