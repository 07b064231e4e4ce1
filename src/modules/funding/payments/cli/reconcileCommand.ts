import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseFinancialYear } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { noteLine, sayJson, textTable } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import type { FundingCommands } from '../../cli.ts';
import { largestDifferences, linesByPcn, sayShare } from '../domain/sayReconciliation.ts';
import { reconciliationOf } from '../queries/reconciliation.ts';
import type { Reconciliation } from '../queries/reconciliation.ts';

const LARGEST = 20;

function year(text: string): FinancialYear {
  const parsed = parseFinancialYear(text);
  if (!parsed) throw new InvalidArgumentError('Write the year like 2021/22.');
  return parsed;
}

/** `chorus funding reconcile`: what the rules predict against what the published payments show. */
export function addReconcileCommand(funding: Command, { io, context }: FundingCommands): void {
  funding
    .command('reconcile')
    .description('What the contract’s rules predict against what NHS Payments to General Practice shows as paid, by PCN and stream.')
    .requiredOption('--year <year>', 'the financial year, such as 2021/22', year)
    .option('--json', 'everything as JSON on standard output')
    .action(async (options: { year: FinancialYear; json?: boolean }) => {
      const reconciliation = await reconciliationOf(await context(), options.year);
      if (options.json) sayJson(io, reconciliationJson(reconciliation));
      else say(io, reconciliation);
    });
}

/** By PCN and stream, with the totals first; amounts in pence. */
function reconciliationJson({ year: of, source, proxies, columns, lines, pcns, pcnsWithin, shareWithin, leftOut, unmapped, unaccountedPence }: Reconciliation) {
  const linesOf = linesByPcn(lines);
  return {
    year: of,
    source,
    proxies,
    pcnsCompared: pcns.length,
    pcnsWithin2Percent: pcnsWithin,
    shareOfPcnsWithin2Percent: shareWithin,
    streams: columns,
    largestDifferences: largestDifferences(lines, LARGEST),
    pcns: pcns.map((pcn) => ({
      ...pcn,
      streams: (linesOf.get(pcn.code) ?? []).map(({ column, predictedPence, paidPence, differencePence, isWithin, likeliestReason }) => ({ column, predictedPence, paidPence, differencePence, isWithin, likeliestReason })),
    })),
    leftOut,
    unmapped,
    unaccountedPence,
  };
}

function say(io: CommandIo, { year: of, proxies, columns, lines, pcns, pcnsWithin, shareWithin, leftOut, unmapped }: Reconciliation): void {
  io.out(`${of}: ${pcnsWithin.toLocaleString('en-GB')} of ${pcns.length.toLocaleString('en-GB')} PCNs (${sayShare(shareWithin)}) were paid within 2% of what the rules predict, over all streams that are due.\n\n`);
  io.out(textTable(
    ['Column of NHS Payments', 'Predicted', 'Paid', 'Difference', 'PCNs within 2%', 'of those paid', 'Middle paid ÷ predicted', 'Sure'],
    columns.map((one) => [`${one.title}${one.measure === 'most' ? ' (the most that may be claimed)' : ''}`, sayPounds(one.predictedPence), sayPounds(one.paidPence), sayPounds(one.differencePence), `${one.pcnsWithin} (${sayShare(one.shareWithin)})`, sayShare(one.shareWithinOfPaid), one.medianRatio.toFixed(3), one.status]),
    io.columns,
  ));
  io.out('\nThe largest differences:\n');
  io.out(textTable(['PCN', 'Name', 'Column', 'Predicted', 'Paid', 'Likeliest reason'], largestDifferences(lines, LARGEST).map((one) => [one.code, one.name, one.title, sayPounds(one.predictedPence), sayPounds(one.paidPence), one.likeliestReason ?? '']), io.columns));
  for (const says of [...proxies, ...leftOut.map((one) => `Left out, ${sayPounds(one.paidPence)} paid as ${one.column}. ${one.says}`), ...unmapped.map(({ heading, pence }) => `The column “${heading}”${pence === null ? '' : `, ${sayPounds(pence)},`} is in no category.`)]) noteLine(io, says);
}
