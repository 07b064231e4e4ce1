import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { parseIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { ok, refuse, sayRefusal } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, textTable } from '#platform/cli/index.ts';
import type { FundingCommands } from '../../cli.ts';
import { readOverlay } from '../../contract/index.ts';
import type { Overlay } from '../../contract/index.ts';
import type { Statement, StatementLine, UpTo } from '../domain/statement.ts';
import { lineJson, statementJson, workingJson } from '../queries/statementJson.ts';
import { statementOf } from '../queries/statements.ts';
import { sayStatement } from './sayStatement.ts';
import { workingLines } from './sayWorking.ts';

interface Options {
  year: FinancialYear;
  knownOn?: IsoDate;
  overlay?: string;
  json?: boolean;
}

function year(text: string): FinancialYear {
  const parsed = parseFinancialYear(text);
  if (!parsed) throw new InvalidArgumentError('Write the year like 2025/26.');
  return parsed;
}

function day(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  if (!parsed) throw new InvalidArgumentError('Write the date like 2025-04-15.');
  return parsed;
}

const asked = (command: Command): Command =>
  command
    .argument('<code>', 'of a practice, PCN, place, sub-ICB location or ICB, such as U89141; or ENGLAND')
    .requiredOption('--year <year>', 'the financial year, such as 2025/26', year)
    .option('--known-on <date>', 'with the figures that were known on this day', day)
    .option('--overlay <file>', 'with the changed figures of this file: what if')
    .option('--json', 'as JSON on standard output');

export function addStatementCommands(funding: Command, commands: FundingCommands): void {
  const { io } = commands;
  asked(funding.command('statement').description('What is due under the network contract in a year, line by line.')).option('--by-month', 'what falls to each month').action(async (code: string, options: Options & { byMonth?: boolean }) => {
    const statement = await statementFor(commands, code, options);
    if (!statement.ok) refused(commands, statement.refusal);
    else if (options.json) sayJson(io, statementJson(statement.value));
    else sayStatement(io, statement.value, { byMonth: options.byMonth === true });
  });

  asked(funding.command('explain').description('How one line of a statement came about, down to the figures and counts that it rests on.')).requiredOption('--line <line>', 'the line, such as enhanced-access/rate').action(async (code: string, options: Options & { line: string }) => {
    const statement = await statementFor(commands, code, options);
    const found = statement.ok ? lineOf(statement.value, options.line) : statement;
    if (!found.ok) refused(commands, found.refusal);
    else if (options.json) sayJson(io, 'id' in found.value ? lineJson(found.value) : { ...found.value, working: found.value.working && workingJson(found.value.working) });
    else explain(commands, found.value);
  });
}

async function statementFor({ io, context }: FundingCommands, code: string, { year: of, knownOn, overlay: file }: Options): Promise<Result<Statement>> {
  const overlay = file === undefined ? ok(null) : overlayOf(resolve(io.workingFolder, file), file);
  if (!overlay.ok) return overlay;
  return statementOf(await context(), { code: code.toUpperCase(), year: of, knownOn: knownOn ?? null, overlay: overlay.value });
}

function overlayOf(path: string, file: string): Result<Overlay | null> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return refuse({ code: 'overlay-not-found', what: `There is no file ${file} that can be read.`, where: '--overlay', todo: 'Give the path of a file of changed figures.' });
  }
  return readOverlay(text);
}

/** By its id; or by its stream, where the stream has one line, or may be earned. */
function lineOf({ code, lines, upTo, missing }: Statement, asked: string): Result<StatementLine | UpTo> {
  const found = lines.find(({ id }) => id === asked) ?? onlyOne(lines.filter(({ stream }) => stream === asked)) ?? upTo.find(({ stream }) => stream === asked);
  if (found) return ok(found);
  const why = missing.find(({ stream }) => stream === asked.split('/')[0]);
  const ids = [...lines.map(({ id }) => id), ...new Set(upTo.map(({ stream }) => stream))];
  return refuse({ code: 'line-not-found', what: `The statement of ${code} has no line ${asked.slice(0, 60)}.${why ? ` ${why.says}` : ''}`, where: '--line', todo: ids.length ? `It has ${ids.join(', ')}.` : 'It has no lines.' });
}

const onlyOne = <Value>(values: readonly Value[]): Value | undefined => (values.length === 1 ? values[0] : undefined);

function explain({ io }: FundingCommands, line: StatementLine | UpTo): void {
  const title = 'id' in line ? `${line.title} (${line.id}), ${line.from} to before ${line.to}` : `${line.stream}: ${line.label}`;
  io.out(`${title}: ${sayPounds(line.amountPence)}, resting on figures that are ${line.status}\n\n`);
  if (line.working) io.out(`${workingLines(line.working).join('\n')}\n`);
  else if ('parts' in line) io.out(`The sum of the same line of ${line.parts.length.toLocaleString('en-GB')} PCNs; each has its own working.\n${textTable(['PCN', 'Amount'], line.parts.map((part) => [part.code, sayPounds(part.amountPence)]), io.columns)}`);
  else io.out('The sum of the same of its PCNs; each has its own working.\n');
}

function refused({ io, setExit }: FundingCommands, refusal: Refusal): void {
  noteLine(io, sayRefusal(refusal));
  setExit(EXIT.refused);
}
