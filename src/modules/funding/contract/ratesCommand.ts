import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { FundingCommands } from '../cli.ts';
import type { Stream } from './contractRules.ts';
import { coverageOf } from './coverageRules.ts';
import { STREAMS } from './domain/figure.ts';
import type { StreamId } from './domain/figure.ts';
import { enteredFigures, figuresInForce } from './enteredFigures.ts';
import { ratesOf } from './rates.ts';

function year(text: string): FinancialYear {
  const parsed = parseFinancialYear(text);
  if (!parsed) throw new InvalidArgumentError('Write the year like 2025/26.');
  return parsed;
}

/** What is not known of a year, stream by stream, with what was entered. */
export const missingOf = (asked: FinancialYear, inForce: ReadonlyMap<StreamId, Stream>): { stream: StreamId; says: string; todo: string | null }[] =>
  (Object.keys(STREAMS) as StreamId[]).flatMap((stream) => {
    const found = coverageOf(stream, asked, { inForce: inForce.get(stream) });
    return found.state === 'absent' ? [{ stream, says: found.says, todo: found.todo }] : [];
  });

/** `chorus funding rates [--year YEAR] [--json]` */
export function addRatesCommand(funding: Command, { io, context }: FundingCommands): void {
  funding
    .command('rates')
    .description('Every figure of the network contract with its two dates, its unit, its source and how sure it is.')
    .option('--year <year>', 'those that hold in one year, such as 2025/26', year)
    .option('--json', 'as JSON on standard output')
    .action(async ({ year: asked, json }: { year?: FinancialYear; json?: boolean }) => {
      const house = await context();
      const streams = await figuresInForce(house);
      const rates = ratesOf(streams, await enteredFigures(house.database.as()), asked ?? null);
      const missing = asked === undefined ? [] : missingOf(asked, streams);
      if (json) return sayJson(io, { year: asked ?? null, rates, missing });
      io.out(textTable(['Figure', 'From', 'Until', 'Published', 'Value', 'Unit', 'Sure'], rates.map((one) => [one.figure, one.from, one.to, one.published, one.value ?? 'retired', one.unit, one.status]), io.columns));
      for (const { stream, says, todo } of missing) sayLine(io, `Not known: ${STREAMS[stream]}. ${says}${todo ? ` ${todo}` : ''}`);
    });
}
