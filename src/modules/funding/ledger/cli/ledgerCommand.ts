import { Option } from 'commander';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayPounds, writePounds } from '#kernel/pounds.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { FundingCommands } from '../../cli.ts';
import { atConsole, financialYearWord } from '../../remittances/cli/paidCommand.ts';
import { accountName } from '../domain/journal.ts';
import { journalOf, ledgerOf, sayEntry } from '../queries/ledger.ts';
import type { Ledger } from '../queries/ledger.ts';

type Format = 'hledger' | 'csv' | 'json';

/** `chorus funding ledger CODE --year … [--format hledger|csv|json]` */
export function addLedgerCommand(funding: Command, commands: FundingCommands): void {
  const { io } = commands;
  funding
    .command('ledger')
    .description('A PCN’s fund in a year: its balances and entries, or the whole as a file.')
    .argument('<code>', 'the PCN’s code')
    .requiredOption('--year <year>', 'a financial year, such as 2025/26', financialYearWord)
    .addOption(new Option('--format <format>', 'a plain-text journal, CSV or JSON on standard output').choices(['hledger', 'csv', 'json']))
    .action(async (code: string, { year, format }: { year: FinancialYear; format?: Format }) => {
      try {
        const ledger = await ledgerOf(await commands.context(), atConsole(commands.by), { code: code.toUpperCase(), year });
        if (format === 'json') sayJson(io, ledger);
        else if (format === 'hledger') io.out(journalOf(ledger));
        else if (format === 'csv') io.out(csvOf(ledger));
        else sayLedger(commands, ledger);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        noteLine(io, sayRefusal(error.refusal));
        commands.setExit(1);
      }
    });
}

function sayLedger({ io }: FundingCommands, { fund, entries }: Ledger): void {
  const { duePence, receivedPence, sharedPence, spentPence, committedPence, heldPence } = fund;
  io.out(textTable(['Due', 'Received', 'Shared', 'Spent', 'Committed', 'Held'], [[duePence, receivedPence, sharedPence, spentPence, committedPence, heldPence].map(sayPounds)], io.columns));
  if (entries.length === 0) return sayLine(io, '\nNothing was posted in this year.');
  io.out(`\n${textTable(['Entry', 'Day', 'Amount', 'What happened'], entries.map((entry) => [entry.number, entry.day, sayPounds(entry.postings.reduce((sum, { amountPence }) => sum + Math.max(0, amountPence), 0)), sayEntry(entry)]), io.columns)}`);
}

/** One line a posting; what a person wrote is guarded against being run as a formula. */
function csvOf({ opening, entries, year }: Ledger): string {
  const guard = (text: string): string => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);
  const first = opening.map((posting) => ['', `${year.slice(0, 4)}-04-01`, 'Brought forward', accountName(posting), writePounds(posting.amountPence)]);
  const rows = entries.flatMap((entry) => entry.postings.map((posting) => [entry.number, entry.day, guard(sayEntry(entry)), accountName(posting), writePounds(posting.amountPence)]));
  return stringify([['entry', 'day', 'what', 'account', 'amount'], ...first, ...rows]);
}
