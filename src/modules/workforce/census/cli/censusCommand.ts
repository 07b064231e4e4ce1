import type { Command } from 'commander';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { WorkforceCommands } from '../../cli.ts';
import { pcnCensusOf } from '../queries/pcnCensus.ts';

/** `chorus workforce census CODE [--json]` */
export function addCensusCommand(workforce: Command, commands: WorkforceCommands): void {
  const { io } = commands;
  workforce
    .command('census')
    .description('A PCN’s roles and WTE in each census that is held, and what changed between them.')
    .argument('<code>', 'its code, such as U12345')
    .option('--json', 'as JSON on standard output')
    .action(async (code: string, options: { json?: boolean }) => {
      const answer = await pcnCensusOf(await commands.context(), code.toUpperCase());
      if (options.json) return sayJson(io, answer);
      const wte = (value: number): number => Math.round(value * 100) / 100;
      sayLine(io, `${answer.pcnCode}: WTE in ${answer.censuses.length} censuses`);
      io.out(textTable(['Role', ...answer.censuses.map(({ asOf }) => sayMonth(asOf))], answer.roles.map(({ title, kind, at }) => [kind === 'unknown' ? `${title} (not known)` : title, ...at.map((one) => one && wte(one.wte))]), io.columns));
      const [latest] = answer.changes;
      if (latest) {
        sayLine(io, `What changed from ${sayDate(latest.from)} to ${sayDate(latest.to)}`);
        io.out(textTable(['Role', 'Before', 'After', 'WTE', 'Posts'], latest.roles.map(({ title, from, to, wte: change, posts }) => [title, wte(from.wte), wte(to.wte), wte(change), posts]), io.columns));
      }
      if (answer.notCompared) noteLine(io, answer.notCompared);
    });
}
