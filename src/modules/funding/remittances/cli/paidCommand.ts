import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import { noteLine, sayJson, textTable } from '#platform/cli/index.ts';
import type { FundingCommands } from '../../cli.ts';
import { STREAMS } from '../../contract/index.ts';
import type { Acting } from '../../context.ts';
import { FUNDING_PERMISSIONS } from '../../permissions.ts';
import { REASONS } from '../domain/reasons.ts';
import { dueByRules, paidOf } from '../queries/paid.ts';
import type { PaidContext, PaidOfPcn } from '../queries/paid.ts';

export function financialYearWord(text: string): FinancialYear {
  const year = parseFinancialYear(text);
  if (!year) throw new InvalidArgumentError('Write the year like 2025/26.');
  return year;
}

/** Who is at the console keeps the whole record, so every PCN's money too. */
export const atConsole = (by: string): Acting => ({ by, personId: null, permissions: new Set(FUNDING_PERMISSIONS.map(({ permission }) => permission)) });

/** `chorus funding paid CODE --year …` */
export function addPaidCommand(funding: Command, commands: FundingCommands, withDue: (context: Awaited<ReturnType<FundingCommands['context']>>) => PaidContext = dueByRules): void {
  const { io } = commands;
  funding
    .command('paid')
    .description('What a PCN was paid against what is due, each difference with its likeliest reason.')
    .argument('<code>', 'the PCN’s code')
    .requiredOption('--year <year>', 'a financial year, such as 2025/26', financialYearWord)
    .option('--json', 'as JSON on standard output')
    .action(async (code: string, { year, json }: { year: FinancialYear; json?: boolean }) => {
      try {
        const paid = await paidOf(withDue(await commands.context()), atConsole(commands.by), { code: code.toUpperCase(), year });
        if (json) return sayJson(io, asJson(paid));
        io.out(textTable(['Stream', 'Due', 'Paid', 'Difference'], [...paid.streams.map(({ stream, duePence, paidPence, differencePence }) => [STREAMS[stream], sayPounds(duePence), sayPounds(paidPence), sayPounds(differencePence)]), ['Total', sayPounds(paid.duePence), sayPounds(paid.paidPence), sayPounds(paid.differencePence)]], io.columns));
        const differing = paid.streams.flatMap(({ months }) => months).filter(({ reason }) => reason);
        if (differing.length > 0) io.out(`\n${textTable(['Stream', 'Month', 'Difference', 'Likeliest reason', 'Why', 'Arithmetic'], differing.map(({ stream, month, differencePence, reason }) => [STREAMS[stream], sayMonth(month), sayPounds(differencePence), reason && REASONS[reason.kind], reason?.says ?? null, reason?.arithmetic ?? null]), io.columns)}`);
        for (const note of [...(paid.unclaimedPence === 0 ? [] : [`${sayPounds(paid.unclaimedPence)} of what is due was not claimed for additional roles, and nobody owes it: without it the difference is ${sayPounds(paid.differencePence + paid.unclaimedPence)}.`]), ...(paid.unmatched.length > 0 ? [`${paid.unmatched.length} payments name no stream; they count in the total of what was paid.`] : []), ...paid.attributed, ...paid.statement.missing.map(({ says }) => `Not in what is due: ${says}`)]) noteLine(io, note);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        noteLine(io, sayRefusal(error.refusal));
        commands.setExit(1);
      }
    });
}

const asJson = ({ code, name, year, duePence, paidPence, differencePence, unclaimedPence, streams, unmatched, elsewhere, attributed, statement }: PaidOfPcn) => ({
  code, name, year, duePence, paidPence, differencePence, unclaimedPence, dueStatus: statement.totalStatus,
  streams: streams.map(({ months, ...stream }) => ({ ...stream, months: months.map(({ stream: _, ...month }) => month) })),
  unmatched, elsewhere, attributed, missing: statement.missing,
});
