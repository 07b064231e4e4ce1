import type { Command } from 'commander';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import { sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import { METHODS } from '../domain/opportunity/opportunity.ts';
import { verifyOpportunity } from '../queries/verifyOpportunity.ts';
import type { VoiceCommands } from './voiceCommands.ts';

/** `chorus opportunity verify ID`: works a decided opportunity out again. Exit code 1 where the record differs. */
export function addOpportunityCommand(program: Command, commands: VoiceCommands): void {
  const { io } = commands;
  const opportunity = program.command('opportunity').description('Pilots and pots that are shared out fairly.');
  opportunity
    .command('verify')
    .description('Work the outcome out again from its seed, entries and method, and say whether the record agrees.')
    .argument('<id>', 'its number, such as O2')
    .option('--json', 'as JSON on standard output')
    .action(async (id: string, options: { json?: boolean }) => {
      const context = await commands.context();
      const result = await verifyOpportunity(context.database.as(), id, await context.register.reader.image());
      if (!result.ok) {
        noteLine(io, sayRefusal(result.refusal));
        return commands.setExit(EXIT.refused);
      }
      const { opportunity: one, isVerified, checks, seed, entries, outcome } = result.value;
      if (!isVerified) commands.setExit(EXIT.refused);
      if (options.json) {
        const rows = outcome.map(({ code, rank, isGranted, pence, ticket, turn, scored }) => ({ code, rank, isGranted, pence, ticket, rate: turn?.rate ?? null, mean: scored?.mean ?? null, scorers: scored?.scorers ?? null }));
        return sayJson(io, { id: one.id, title: one.title, method: one.method, isVerified, checks, seed, commitment: one.commitment, entries, entriesDigest: one.entriesDigest, outcome: rows });
      }
      sayLine(io, `${one.id}  ${one.title}: ${METHODS[one.method]}, decided on ${sayDate(toIsoDate(one.settledAt!))}`);
      for (const { isSame, says, recorded, recomputed } of checks) sayLine(io, `${isSame ? 'same  ' : 'DIFFERS'}  ${says}${isSame ? '' : `\n         recorded:   ${recorded}\n         recomputed: ${recomputed}`}`);
      io.out(textTable(['Rank', 'Code', 'Has it', 'Ticket'], outcome.map(({ rank, code, isGranted, ticket }) => [rank, code, isGranted ? 'yes' : 'no', ticket]), io.columns));
      sayLine(io, isVerified ? 'verified' : 'not verified: the record differs where it says so above');
    });
}
