import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { parseFinancialYear, startOf, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Refused } from '#kernel/result.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import { leavesOf } from '#platform/explanation/working.ts';
import type { Working } from '#platform/explanation/working.ts';
import type { FundingCommands } from '../../cli.ts';
import { checkClaims } from '../domain/checkClaims.ts';
import { readClaim } from '../domain/claimEntry.ts';
import { readClaims } from '../domain/claimsFile.ts';
import { listSizeOf } from '../queries/listSizeOf.ts';
import { roleRules } from '../roleRules.ts';

interface ClaimOptions {
  role: string;
  year: string;
  month: string;
  wte: string;
  salary: string;
  ni: string;
  pension: string;
  start?: string;
  end?: string;
  region?: string;
  ask?: string;
  maximum?: string;
  json?: boolean;
}

/** `funding claim` and `funding claims FILE`: both work out and check; neither stores anything. */
export function addClaimCommands(funding: Command, commands: FundingCommands): void {
  funding
    .command('claim')
    .description('What may be claimed for one additional role and month, and why.')
    .requiredOption('--role <role>', 'such as clinical-pharmacist')
    .requiredOption('--year <year>', 'such as 2025/26')
    .requiredOption('--month <month>', 'such as 2025-05')
    .requiredOption('--wte <number>', 'whole-time equivalent, such as 0.6')
    .requiredOption('--salary <pounds>', 'paid for the month')
    .requiredOption('--ni <pounds>', 'employer’s national insurance for the month')
    .requiredOption('--pension <pounds>', 'employer’s pension contribution for the month')
    .option('--start <day>', 'first day in post, if not before the year')
    .option('--end <day>', 'last day in post')
    .option('--region <region>', 'national, outer-london or inner-london')
    .option('--ask <pounds>', 'what is meant to be claimed')
    .option('--maximum <pounds>', 'a year’s maximum, where the rules hold none')
    .option('--json', 'print one JSON value')
    .action((options: ClaimOptions) => workOutClaim(options, commands));
  funding
    .command('claims')
    .description('Checks a file of claims for additional roles; stores nothing.')
    .argument('<file>', 'CSV')
    .requiredOption('--pcn <code>')
    .requiredOption('--year <year>')
    .option('--json', 'print one JSON value')
    .action((file: string, options: { pcn: string; year: string; json?: boolean }) => checkFile(file, options, commands));
}

function workOutClaim(options: ClaimOptions, { io }: FundingCommands): void {
  const year = requireYear(options.year);
  const read = readClaim({ post: 'this post', role: options.role, month: options.month, wte: options.wte, salary: options.salary, ni: options.ni, pension: options.pension, starts: options.start ?? startOf(year), ends: options.end ?? '', region: options.region ?? '', claim: options.ask ?? '', maximum: options.maximum ?? '' });
  if ('errors' in read) {
    const [field, reason] = Object.entries(read.errors)[0]!;
    throw new Refused({ code: 'invalid-claim', what: reason, where: `--${field === 'starts' ? 'start' : field === 'ends' ? 'end' : field === 'claim' ? 'ask' : field}` });
  }
  const { claims, refused } = checkClaims([read.claim], { year, listSize: null, standing: [], rules: roleRules() });
  if (refused[0]) throw new Refused(refused[0].refusal);
  const { role, days, daysInMonth, costPence, claimPence, bornePence, status, working } = claims[0]!.claimable;
  if (options.json) {
    sayJson(io, { role: role.id, year, month: read.claim.month.slice(0, 7), days, daysInMonth, costPence, claimPence, bornePence, status, working: jsonOf(working) });
    return;
  }
  sayLine(io, `${role.title}, ${sayMonth(read.claim.month)}: claim ${sayPounds(claimPence)} of a cost of ${sayPounds(costPence)}.${bornePence > 0 ? ` The other ${sayPounds(bornePence)} falls on the PCN or its practices.` : ''}`);
  for (const line of workingLines(working)) sayLine(io, line);
  for (const leaf of leavesOf(working)) if (leaf.kind === 'figure') sayLine(io, `${leaf.says}: ${leaf.source.title}, ${leaf.source.locator}; from ${leaf.from}, ${leaf.status}.`);
}

async function checkFile(file: string, options: { pcn: string; year: string; json?: boolean }, { io, context, setExit }: FundingCommands): Promise<void> {
  const year = requireYear(options.year);
  const pcn = options.pcn.toUpperCase();
  const listSize = await listSizeOf((await context()).register, pcn, year);
  const text = await readFile(resolve(io.workingFolder, file), 'utf8').catch(() => {
    throw new Refused({ code: 'file-unreadable', what: `The file ${file} cannot be read.`, todo: 'Check its name.' });
  });
  const { claims, refusals } = readClaims(text, { year, listSize, standing: [], rules: roleRules() });
  const sum = (of: (one: (typeof claims)[number]['claimable']) => number): number => claims.reduce((total, { claimable }) => total + of(claimable), 0);
  const totals = { claims: claims.length, costPence: sum(({ costPence }) => costPence), claimPence: sum(({ claimPence }) => claimPence), bornePence: sum(({ bornePence }) => bornePence) };
  if (options.json) sayJson(io, { pcn, year, listSize, ...totals, refusals });
  else {
    if (claims.length > 0) io.out(textTable(['Line', 'Post', 'Role', 'Month', 'Cost', 'Claim', 'Borne'], claims.map(({ post, claimable }) => [post.line, post.post, claimable.role.title, sayMonth(post.month), sayPounds(claimable.costPence), sayPounds(claimable.claimPence), sayPounds(claimable.bornePence)]), io.columns));
    sayLine(io, `${totals.claims} claims: ${sayPounds(totals.claimPence)} of a cost of ${sayPounds(totals.costPence)}; ${sayPounds(totals.bornePence)} falls on the PCN or its practices.`);
    for (const { line, column, reason } of refusals) noteLine(io, `Line ${line}${column ? `, ${column}` : ''}: ${reason}`);
  }
  if (refusals.length > 0) setExit(1);
}

function requireYear(text: string): FinancialYear {
  const year = parseFinancialYear(text);
  if (!year) throw new Refused({ code: 'year-unknown', what: `“${text.slice(0, 20)}” is not a financial year.`, where: '--year', todo: 'Write it like 2025/26.' });
  const first = [...roleRules().roles.values()].map(({ introduced }) => introduced.from).sort()[0]!;
  if (year >= yearOf(first)) return year;
  throw new Refused({ code: 'year-without-rules', what: `There are no rules for additional roles in ${year}: the first are of ${yearOf(first)}.`, where: '--year', todo: `Ask for ${yearOf(first)} or later.` });
}

const workingLines = (working: Working, depth = 0): string[] => [
  `${'  '.repeat(depth + 1)}${working.says}: ${working.unit.startsWith('£') ? `£${working.value.valueOf().toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 4 })}` : working.value.toFraction()}${working.kind === 'step' ? ` (${working.sign})` : ''}`,
  ...(working.kind === 'step' ? working.parts.flatMap((part) => workingLines(part, depth + 1)) : []),
];

const jsonOf = (working: Working): unknown => ({ ...working, value: working.value.toFraction(), ...(working.kind === 'step' ? { parts: working.parts.map(jsonOf) } : {}) });
