import type { Command } from 'commander';
import { sayPounds } from '#kernel/pounds.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { FundingCommands } from '../cli.ts';
import { yearsPaidReader } from '../income/queries/yearsPaid.ts';
import { placeInvestment } from './placeInvestment.ts';
import { sayGrowth, sayIn, sayMillions } from './sayInvestment.ts';
import { plainly, trackerAnswer } from './trackerAnswer.ts';

/** `chorus funding investment [--code CODE] [--json]` */
export function addInvestmentCommand(funding: Command, commands: FundingCommands): void {
  const { io } = commands;
  funding
    .command('investment')
    .description('What was promised to general practice and what arrived, in cash and in real terms.')
    .option('--code <code>', 'what arrived in one place, ICB, PCN or practice, from the payments files')
    .option('--json', 'as JSON on standard output')
    .action(async ({ code, json }: { code?: string; json?: boolean }) => {
      const answer = trackerAnswer();
      if (code !== undefined) {
        const context = await commands.context();
        const place = await placeInvestment(context, yearsPaidReader(context), code, answer.deflator);
        if (json) return sayJson(io, { ...place, deflator: plainly(answer.deflator) });
        sayLine(io, `${place.name} (${place.code})`);
        io.out(textTable(['Year', 'Practices', 'Paid, in cash', 'Prices of the first year'], place.years.map((one) => [one.year, one.practices, sayPounds(one.paidPence), one.realPence === null ? 'not known' : sayPounds(one.realPence)]), io.columns));
        for (const note of place.notes) noteLine(io, note);
        return;
      }
      if (json) return sayJson(io, plainly(answer));
      for (const { country, years } of answer.countries) {
        sayLine(io, country);
        io.out(textTable(['Year', 'Spent', 'In cash', 'Prices', 'In real terms'], years.map(({ year, spent, cashGrowth, deflator, realGrowth }) => [
          year, spent ? sayMillions(spent.value) : 'not known', ...[cashGrowth, deflator, realGrowth].map((told) => (told ? sayGrowth(told.value) : 'not known')),
        ]), io.columns));
      }
      io.out(textTable(['Promise', 'Of', 'By', 'Had come'], answer.promises.map(({ promise, year, arrived }) => [promise.title, sayIn(promise.value, promise.unit), year, arrived ? sayIn(arrived.value, promise.unit) : 'not known']), io.columns));
      for (const one of answer.unknown) noteLine(io, one);
    });
}
