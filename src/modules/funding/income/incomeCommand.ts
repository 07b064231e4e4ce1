import type { Command } from 'commander';
import { sayPounds } from '#kernel/pounds.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { FundingCommands } from '../cli.ts';
import { ENGLAND, incomeAnswer } from './queries/incomeAnswer.ts';
import type { IncomeAnswer } from './queries/incomeAnswer.ts';
import { yearAsked } from './queries/yearAsked.ts';
import { yearsPaidReader } from './queries/yearsPaid.ts';

/** `chorus funding income CODE [--year 2021/22] [--json]` */
export function addIncomeCommand(funding: Command, commands: FundingCommands): void {
  const { io } = commands;
  funding
    .command('income')
    .description('A practice’s whole income, its own and through its PCN; or that of the practices of a PCN, a place, an ICB or England.')
    .argument('<code>', `its code, such as A81001; ${ENGLAND} for England`)
    .option('--year <year>', 'financial year, such as 2021/22 (the last that is held if left out)')
    .option('--json', 'as JSON on standard output')
    .action(async (code: string, options: { year?: string; json?: boolean }) => {
      const context = await commands.context();
      const answer = await incomeAnswer(context, yearsPaidReader(context), { code: code.toUpperCase(), year: yearAsked(options.year ?? '') });
      if (options.json) return sayJson(io, answer);
      sayIncome(commands, answer);
    });
}

function sayIncome({ io }: FundingCommands, { name, code, income, beside, overYears, dueSince, notes }: IncomeAnswer): void {
  const say = (pence: number | null) => (pence === null ? '–' : sayPounds(pence));
  const rows = [...income.lines.filter(({ pence }) => pence !== 0), income.whole].map((line) => [
    `${line.title}${line.isEstimate ? ' (estimate)' : ''}`, say(line.pence), say(line.perPatient), say(line.perWeighted),
    ...beside.map((one) => say((line.id === 'whole' ? one.income.whole : one.income.lines.find(({ id }) => id === line.id))?.perPatient ?? null)),
  ]);
  sayLine(io, `${name} (${code}), ${income.year}`);
  io.out(textTable(['Category', 'Amount', 'A patient', 'Weighted', ...beside.map((one) => `${one.name}, a patient`)], rows, io.columns));
  if (income.shareThroughPcn !== null) sayLine(io, `Through the PCN: ${say(income.throughPcn.pence)}, ${(income.shareThroughPcn * 100).toFixed(1)}% of the whole.`);
  if (overYears.length > 1) io.out(`\n${textTable(['Year', 'Whole income', 'Through the PCN', 'Share'], overYears.map((one) => [one.year, say(one.whole.pence), say(one.throughPcn.pence), one.shareThroughPcn === null ? '–' : `${(one.shareThroughPcn * 100).toFixed(1)}%`]), io.columns)}`);
  if (dueSince.length > 0) {
    const rowsDue = dueSince.map(({ year, ownPence, pcnPence, sharedPence, partPence, throughPcnPence, status, missing }) => [year, 'not published', say(ownPence), say(pcnPence), say(sharedPence), say(partPence), say(throughPcnPence), status ?? '–', missing]);
    io.out(`\nDue since, by the network contract\n${textTable(['Year', 'Core income', 'To the practice itself', 'To its PCN', 'Shared and locked', 'Part by list', 'Through the PCN', 'Figures', 'Missing'], rowsDue, io.columns)}`);
  }
  for (const note of notes) noteLine(io, note);
}
