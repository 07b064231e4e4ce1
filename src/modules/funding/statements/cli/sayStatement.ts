import { parseFinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { textTable } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { BASES, STREAMS } from '../../contract/index.ts';
import type { Basis } from '../../contract/index.ts';
import type { Statement, StatementLine } from '../domain/statement.ts';
import { sayDecimal } from './sayWorking.ts';

const MONTHS = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];
const UNSURE = new Set(['unverified', 'derived']);

/** A statement for a terminal. */
export function sayStatement(io: CommandIo, statement: Statement, { byMonth }: { byMonth: boolean }): void {
  const { code, name, year, knownOn, populations, lines, upTo, missing, notes } = statement;
  io.out(`${name} (${code})\nWhat is due under the network contract in ${parseFinancialYear(year)}${knownOn ? `, as known on ${sayDate(knownOn)}` : ''}\n\n`);
  if (lines.length) io.out(byMonth ? monthsTable(lines, io.columns) : linesTable(lines, io.columns));
  io.out(`\nTotal: ${sayPounds(statement.totalPence)}${UNSURE.has(statement.totalStatus) ? ` – rests on a figure that is ${statement.totalStatus}` : ''}\n`);
  if (upTo.length) io.out(`\nNot in the total, as it is earned\n${textTable(['Stream', 'What', 'Up to', 'Figures'], upTo.map((one) => [STREAMS[one.stream], one.label, sayPounds(one.amountPence), one.status]), io.columns)}`);
  if (populations.length) io.out(`\nCounted\n${textTable(['By', 'On', 'Count', 'Practices', 'From'], populations.map((one) => [BASES[one.basis], one.asOf, one.count, one.practices, one.source]), io.columns)}`);
  if (missing.length) io.out(`\nNot worked out\n${missing.map(({ says, todo }) => `- ${says}${todo === null ? '' : ` ${todo}`}\n`).join('')}`);
  if (notes.length) io.out(`\nTo know\n${notes.map((note) => `- ${note}\n`).join('')}`);
}

const linesTable = (lines: readonly StatementLine[], columns: number | null): string =>
  textTable(['Line', 'From', 'Quantity', 'Rate', 'Amount', 'Figures'], lines.map((line) => [line.id, line.from, line.basis === null ? '' : sayDecimal(line.quantity, unitOf(line)), line.figure === null ? '' : sayDecimal(line.rate, '£'), sayPounds(line.amountPence), line.status]), columns);

const UNITS: Partial<Record<Basis, string>> = { 'care-home-beds': 'beds', points: 'points' };
const unitOf = ({ basis }: StatementLine): string => (basis && UNITS[basis]) ?? 'patients';

/** In pounds and pence, so that every row adds up to its amount. */
const monthsTable = (lines: readonly StatementLine[], columns: number | null): string =>
  textTable(['Line', ...MONTHS, 'Year'], lines.map((line) => [line.id, ...line.monthsPence.map(sayPounds), sayPounds(line.amountPence)]), columns);
