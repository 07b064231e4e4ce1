import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseFinancialYear, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { ok, refuse, Refused, sayRefusal } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, sayLine } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import type { FundingCommands } from '../../cli.ts';
import { readAchievements } from '../domain/achievementFile.ts';
import { achievementResult } from '../domain/achievementResult.ts';
import type { AchievementBasis, AchievementResult } from '../domain/achievementResult.ts';
import { readNationalPrevalence } from '../domain/nationalPrevalence.ts';
import { figuresOf, impactFundPhases, impactFundYears, phasesOf } from '../impactFundRules.ts';
import { publishedAchievement } from '../queries/publishedAchievement.ts';
import { resultJson, sayResult } from './sayResult.ts';

interface IifOptions {
  year: FinancialYear;
  achievement?: string;
  published?: boolean;
  code?: string;
  averageList?: number;
  prevalence?: string;
  json?: boolean;
}

const WRONG_USAGE = 2;
const REFUSALS_SHOWN = 20;

function year(text: string): FinancialYear {
  const parsed = parseFinancialYear(text);
  if (!parsed) throw new InvalidArgumentError('Write the year like 2021/22.');
  return parsed;
}

function patients(text: string): number {
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('Write a number above 0, such as 48020.');
  return Number(text);
}

const ABOUT_THE_FILE = `
The achievements file is a CSV, a line for each PCN and indicator, with the columns
  pcn_code, indicator, numerator, denominator   needed; ACC-01 and its like count practices, or leave both empty
  list_size                                     registered patients of the PCN at 1 January; for both adjustments
  achieved                                      yes or no, for what every practice must achieve
  baseline                                      the part achieved in the year before, for what counts a change
The file of prevalences has the columns indicator, denominator, list_size: each England’s sum over all PCNs.
Without it England’s prevalence is the file’s own where it holds every PCN; else the adjustment is 1, and said so.`;

export function addIifCommand(funding: Command, commands: FundingCommands): void {
  funding
    .command('iif')
    .description('Points and payment of the investment and impact fund for what was achieved, by indicator and PCN.')
    .requiredOption('--year <year>', 'the financial year, such as 2021/22', year)
    .option('--achievement <file>', 'a CSV of what was achieved; its columns are below')
    .option('--published', 'what the published annual file says, where it is held')
    .option('--code <pcn>', 'only this PCN')
    .option('--average-list <patients>', 'the average PCN’s list at 1 January (the mean of the file if left out)', patients)
    .option('--prevalence <file>', 'a CSV of England’s prevalences')
    .option('--json', 'as JSON on standard output')
    .addHelpText('after', ABOUT_THE_FILE)
    .action((options: IifOptions) => answer(commands, options));
}

async function answer(commands: FundingCommands, options: IifOptions): Promise<void> {
  const { io, setExit } = commands;
  if ((options.achievement === undefined) === (options.published !== true)) {
    noteLine(io, 'Say what was achieved: --achievement FILE.csv, or --published for the published annual file.');
    return setExit(WRONG_USAGE);
  }
  const found = options.published ? await publishedResults(commands, options) : await fileResults(commands, options);
  const chosen = found.ok ? onlyPcn(found.value, options.code) : found;
  if (!chosen.ok) {
    noteLine(io, sayRefusal(chosen.refusal));
    return setExit(EXIT.refused);
  }
  if (options.json) sayJson(io, resultJson(chosen.value));
  else for (const result of chosen.value) sayResult(io, result);
  for (const phase of phasesOf(options.year)) if (phase.absent !== null && !options.json) sayLine(io, `\n${phase.title}: ${phase.absent}`);
}

async function publishedResults({ context }: FundingCommands, options: IifOptions): Promise<Result<AchievementResult[]>> {
  const published = await publishedAchievement(await context(), options.year);
  if (!published.ok) return published;
  const { absent, published: codes, notes } = published.value;
  const lacks = absent.length === 0 ? [] : [`The file does not have ${absent.join(', ')}: what is achieved here is of ${codes.join(', ')} alone.`];
  return ok([{ ...published.value, notes: [...lacks, ...notes] }]);
}

async function fileResults({ io, context }: FundingCommands, options: IifOptions): Promise<Result<AchievementResult[]>> {
  const phases = phasesOf(options.year);
  if (phases.length === 0) return refuse({ code: 'year-without-rules', what: `The rules have no investment and impact fund for ${options.year}.`, todo: `They have ${impactFundYears().join(', ')}.` });
  const text = await textOf(io, options.achievement!);
  const prevalence = options.prevalence === undefined ? ok(null) : readNationalPrevalence(await textOf(io, options.prevalence));
  if (!prevalence.ok) return prevalence;
  const source = basename(options.achievement!);
  const { entries, refusals } = readAchievements(text, { year: options.year, phases: impactFundPhases(), source });
  if (refusals.length > 0) {
    for (const { line, column, value, reason } of refusals.slice(0, REFUSALS_SHOWN)) noteLine(io, `line ${line}${column === '' ? '' : `, ${column}`}${value === '' ? '' : ` “${value}”`}: ${reason}`);
    return refuse({ code: 'bad-lines', what: `${refusals.length} ${refusals.length === 1 ? 'line' : 'lines'} cannot be right, so nothing was worked out${refusals.length > REFUSALS_SHOWN ? `; the first ${REFUSALS_SHOWN} stand above` : ''}.`, where: source, todo: 'Correct them and try again.' });
  }
  const image = await (await context()).register.reader.image();
  const all = image.all(startOf(options.year), 'pcn');
  const inFile = new Set(entries.map(({ pcnCode }) => pcnCode));
  const basis: AchievementBasis = { averageList: options.averageList ?? null, isEngland: all.length > 0 && all.every(({ code }) => inFile.has(code)), prevalence: prevalence.value, source };
  const results: AchievementResult[] = [];
  for (const phase of phases.filter(({ indicators }) => entries.some(({ indicator }) => indicators.includes(indicator)))) {
    const figures = figuresOf(phase);
    if (!figures) return refuse({ code: 'figure-unknown', what: `The value of a point is not known for ${phase.title}.`, todo: 'Add it to the rules with its source.' });
    const result = achievementResult(phase, figures, entries, basis);
    if (!result.ok) return result;
    results.push(result.value);
  }
  return ok(results);
}

function onlyPcn(results: readonly AchievementResult[], code: string | undefined): Result<AchievementResult[]> {
  if (code === undefined) return ok([...results]);
  const chosen = results.map((result) => ({ ...result, funds: result.funds.filter((fund) => fund.code === code.trim().toUpperCase()) }));
  return chosen.some(({ funds }) => funds.length > 0) ? ok(chosen) : refuse({ code: 'pcn-not-found', what: `There is nothing of the PCN ${code} in it.`, todo: 'Check the code.' });
}

async function textOf(io: CommandIo, file: string): Promise<string> {
  try {
    return await readFile(resolve(io.workingFolder, file), 'utf8');
  } catch (error) {
    throw new Refused({ code: 'file-not-read', what: `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`, where: file, todo: 'Check its name and that you may read it.' });
  }
}
