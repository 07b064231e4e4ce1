import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { refuse, sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { PerformanceCommands } from '../../cli.ts';
import { pcnIndicator } from '../queries/pcnIndicator.ts';
import { definitionAsked, publishedIndicator } from '../queries/publishedIndicator.ts';
import { definitionJson, publishedJson } from '../queries/publishedJson.ts';
import { consoleActing } from './consoleActing.ts';
import { pcnIndicatorJson, sayPcnIndicator } from './pcnIndicatorJson.ts';

const ROWS_MAX = 60;

export function yearGiven(text: string): FinancialYear {
  const parsed = parseFinancialYear(text);
  if (!parsed) throw new InvalidArgumentError('Write the year like 2023/24.');
  return parsed;
}

interface Options {
  year: FinancialYear;
  for?: string;
  within?: string;
  json?: boolean;
}

export function addIndicatorCommand(performance: Command, commands: PerformanceCommands): void {
  performance
    .command('indicator')
    .description('What an indicator counts, and what the published annual file says of it: by PCN and practice, with points and pounds as calculated and as deemed.')
    .argument('<code>', 'the indicator, such as ACC-08 or NCD026')
    .requiredOption('--year <year>', 'the financial year, such as 2023/24', yearGiven)
    .option('--for <organisation>', 'only this practice or PCN')
    .option('--within <organisation>', 'only the PCNs and practices within this ICB, sub-ICB location or place')
    .option('--json', 'as JSON on standard output, exact')
    .action((code: string, options: Options) => answer(commands, code, options));
}

async function answer({ io, by, context, setExit }: PerformanceCommands, name: string, { year, for: only, within, json }: Options): Promise<void> {
  const house = await context();
  const found = await publishedIndicator(house, { name, year });
  const image = await house.register.reader.image();
  const place = (only ?? within)?.trim().toUpperCase();
  const result = found.ok && place !== undefined && image.kindOf(place) === null ? refuse({ code: 'organisation-not-found', what: `There is no organisation with the code “${place.slice(0, 20)}”.`, todo: 'Check the code.' }) : found;
  // A PCN's own figures need no publication.
  const isPcn = only !== undefined && definitionAsked(name, year).ok && image.kindOf(place!) === 'pcn';
  const ofPcn = isPcn ? await pcnIndicator(house, consoleActing(by), { pcnCode: place!, year, name }) : null;
  if (ofPcn && !json) for (const line of sayPcnIndicator(ofPcn)) sayLine(io, line);
  if (!found.ok && ofPcn) {
    if (json) return sayJson(io, { indicator: definitionJson(ofPcn.definition), year, published: null, whyNotPublished: { code: found.refusal.code, what: found.refusal.what }, pcn: pcnIndicatorJson(ofPcn) });
    return noteLine(io, found.refusal.what);
  }
  if (!result.ok) {
    noteLine(io, sayRefusal(result.refusal));
    return setExit(EXIT.refused);
  }
  const members = place === undefined ? null : new Set([place, ...image.practicesWithin(place, result.value.asOf)]);
  const pcnsWithin = new Set(result.value.practices.filter(({ code }) => members?.has(code)).map(({ pcnCode }) => pcnCode));
  const said = publishedJson(result.value, (pcnCode, practiceCode) => members === null || (practiceCode === undefined ? pcnsWithin.has(pcnCode) || members.has(pcnCode ?? '') : members.has(practiceCode)));
  if (json) return sayJson(io, ofPcn ? { ...said, pcn: pcnIndicatorJson(ofPcn) } : said);
  const { england, indicator, pcns } = said;
  const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(2)}%`);
  sayLine(io, `${indicator.code}, ${indicator.title}, ${year}, counted to ${said.asOf} (${said.source})`);
  sayLine(io, `England: ${percent(england.achievement)}, ${england.numerator.toLocaleString('en-GB')} of ${england.denominator.toLocaleString('en-GB')}, in ${england.practices} practices and ${england.pcns} PCNs.`);
  const points = (pcn: (typeof pcns)[number]): string => (pcn.calculated ? pcn.calculated.points!.decimal.toFixed(2) : '–');
  if (pcns.length <= ROWS_MAX) io.out(`\n${textTable(['PCN', 'Name', 'Practices', 'Achieved', 'Points', 'As calculated', 'As deemed'], pcns.map((pcn) => [pcn.code, pcn.name, String(pcn.practices), percent(pcn.achievement), points(pcn), pcn.calculated ? sayPounds(pcn.calculated.pence) : '–', pcn.deemed ? sayPounds(pcn.deemed.pence) : '–']), io.columns)}`);
  else noteLine(io, `${pcns.length} PCNs: ask for some with --for or --within, or for all with --json.`);
  if (indicator.points) sayLine(io, `\nAll PCNs, as calculated ${sayPounds(england.calculatedPence)}${england.deemedPence === null ? '' : `; as deemed ${sayPounds(england.deemedPence)}: ${said.deemed!.reason} (${said.deemed!.published})`}.`);
  if (said.leftOut.length > 0) noteLine(io, `${said.leftOut.length} practices are in no PCN’s sum: they belonged to none on that day, or their count is not known. --json lists them.`);
  if (indicator.thresholdsStatus === 'unverified') noteLine(io, 'Not verified: its points or thresholds were not read in the contract.');
}
