import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, sayLine } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { authorityCases, wrongCases } from '../authorityCases.ts';
import { readPounds, sayPounds } from '#kernel/pounds.ts';
import { whoDecidesHere } from '../queries/authority.ts';
import { authorityAnswer } from '../queries/authorityAnswer.ts';
import type { AnswerChain, AnswerStep, AuthorityAnswer } from '../queries/authorityAnswer.ts';
import type { GovernanceCommands } from './governanceCommands.ts';

interface AuthorityOptions {
  subject?: string;
  amount?: number;
  within?: string;
  at?: IsoDate;
  json?: boolean;
  checkCases?: boolean;
}

function day(text: string): IsoDate {
  const parsed = parseIsoDate(text);
  if (!parsed) throw new InvalidArgumentError('Write the date like 2026-04-15.');
  return parsed;
}

function pence(text: string): number {
  const amount = readPounds(text);
  if (!amount.ok) throw new InvalidArgumentError('Write the amount in pounds, such as £25,000 or 25000.50.');
  return amount.value;
}

const WRONG_USAGE = 2;

export function addAuthorityCommand(program: Command, commands: GovernanceCommands): void {
  program
    .command('authority')
    .description('Who decides this: the body, the chain of grants with each limit and condition, and what remains to be done first.')
    .option('--subject <matter>', 'the matter, such as local-schemes: see rules/governance/matters.yaml')
    .option('--amount <pounds>', 'how much it costs, such as £25,000 or 25000.50', pence)
    .option('--within <code>', 'where: the code of a place, PCN, practice, ICB, …')
    .option('--at <date>', 'on this day (today if left out)', day)
    .option('--json', 'as JSON on standard output')
    .option('--check-cases', 'run rules/governance/cases.yaml instead: facts and questions whose answer is known')
    .action((options: AuthorityOptions) => (options.checkCases ? checkCases(commands, options) : answer(commands, options)));
}

async function answer({ io, context, setExit }: GovernanceCommands, { subject, amount, within, at, json }: AuthorityOptions): Promise<void> {
  if (subject === undefined || within === undefined) {
    noteLine(io, 'Say which matter and where: chorus authority --subject local-schemes --amount 25000 --within CODE');
    return setExit(WRONG_USAGE);
  }
  const house = await context();
  const result = await whoDecidesHere(house, { matter: subject.trim().toLowerCase(), amountPence: amount ?? null, withinCode: within.trim().toUpperCase(), on: at ?? house.today() });
  if (!result.ok) {
    noteLine(io, sayRefusal(result.refusal));
    return setExit(EXIT.refused);
  }
  const found = authorityAnswer(result.value.authority, result.value.facts);
  if (json) sayJson(io, found);
  else sayAnswer(io, found);
}

const MARKS = { met: '✓', 'not-met': '✗', 'to-do': '…' };

function sayAnswer(io: CommandIo, found: AuthorityAnswer): void {
  sayLine(io, found.says);
  const chains = found.chains.filter(({ steps }) => steps.length > 0);
  if (chains.length > 0) sayLine(io, `\nHow it came there${chains.length > 1 ? `, from ${chains.length} bodies` : ''}`);
  for (const chain of chains) sayChain(io, chain);
  if (found.remains.length > 0) sayLine(io, `\nBefore it may be decided\n${found.remains.map(({ says }) => `  – ${says}`).join('\n')}`);
  sayLine(io, `\nAccountable\n${sayLines(found.accountable.map(({ says }) => says))}`);
  const stopped = found.others.filter(({ isAble }) => !isAble);
  const able = found.others.filter(({ isAble }) => isAble);
  if (able.length > 0) sayLine(io, `\nAlso able to\n${sayLines(able.map(({ body, steps }) => `${body.name}, by the grant of ${steps.at(-1)!.giver.name}${sayLimits(steps.at(-1)!)}`))}`);
  const notes = [...stopped.flatMap(({ body, steps }) => steps.at(-1)!.checks.filter(({ state }) => state === 'not-met').map(({ says }) => `${body.name}: ${says}`)), ...found.notUsed.map(({ says }) => says)];
  if (notes.length > 0) sayLine(io, `\nWhat does not help\n${sayLines(notes)}`);
  for (const one of found.unverified) noteLine(io, `Not verified: ${one}`);
}

const MOST_LINES = 12;
const sayLines = (lines: readonly string[]): string => [...lines.slice(0, MOST_LINES).map((line) => `  – ${line}`), ...(lines.length > MOST_LINES ? [`  – and ${lines.length - MOST_LINES} more`] : [])].join('\n');

function sayChain(io: CommandIo, { holder, steps }: AnswerChain): void {
  sayLine(io, `  ${holder.name} holds it.`);
  for (const step of steps) {
    sayLine(io, `  → ${step.receiver.name}, as ${step.form}, has “${step.matter.label}” within ${step.within.name} since ${sayDate(step.from)}${step.to ? `, until the day before ${sayDate(step.to)}` : ''}.`);
    for (const { state, says } of step.checks) sayLine(io, `      ${MARKS[state]} ${says}`);
  }
}

const sayLimits = ({ limitDecisionPence }: AnswerStep): string => (limitDecisionPence === null ? '' : ` (up to ${sayPounds(limitDecisionPence)} a decision)`);

function checkCases({ io, setExit }: GovernanceCommands, { json }: AuthorityOptions): void {
  const total = authorityCases().cases.length;
  const wrong = wrongCases();
  if (json) sayJson(io, { cases: total, wrong });
  else {
    for (const one of wrong) sayLine(io, `✗ ${one.case}\n    expected ${JSON.stringify(one.expects)}\n    answered ${JSON.stringify(one.answers)}`);
    sayLine(io, `${total - wrong.length} of ${total} cases answered as they should be.`);
  }
  if (wrong.length > 0) setExit(EXIT.refused);
}
