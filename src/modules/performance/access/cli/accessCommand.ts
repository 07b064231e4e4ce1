import type { Command } from 'commander';
import { sayMonth } from '#kernel/isoDate.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { PerformanceCommands } from '../../cli.ts';
import { accessRules } from '../accessRules.ts';
import { figureOf } from '../domain/accessAnswer.ts';
import { accessSinceApril } from '../queries/accessSinceApril.ts';
import { accessFigures, accessMonths } from '../queries/accessFigures.ts';
import type { AccessAnswer } from '../queries/accessFigures.ts';
import { restatementsOf } from '../queries/restatements.ts';
import { unknownWords } from '../queries/accessWords.ts';
import { monthAsked, monthNotHeld, noAccessHeld, noSuchBody, sayCounts, saySinceApril, sayValue } from '../sayAccess.ts';

/** `chorus performance access CODE --month 2025-10 [--json]` */
export function addAccessCommand(performance: Command, commands: PerformanceCommands): void {
  const { io } = commands;
  performance
    .command('access')
    .description('How patients get appointments at a practice, in a PCN, a place, an ICB or England in a month, and what to mind of the figures.')
    .argument('<code>', 'its code, such as A81001; ENG for England')
    .option('--month <month>', 'the month, such as 2025-10 (the last that is held if left out)')
    .option('--json', 'as JSON on standard output')
    .action(async (code: string, options: { month?: string; json?: boolean }) => {
      const context = await commands.context();
      const held = await accessMonths(context);
      const month = options.month === undefined ? held.at(-1) : monthAsked(options.month);
      if (month === undefined) throw noAccessHeld();
      if (!held.includes(month)) throw monthNotHeld(month, held);
      const answer = await accessFigures(context, { code: code.toUpperCase(), month });
      if (!answer) throw noSuchBody(code.toUpperCase());
      const [restated, unknown] = [await restatementsOf(context, month), await unknownWords(context, month)];
      const sinceApril = await accessSinceApril(context, { code: answer.code, month });
      if (options.json) return sayJson(io, { ...answer, twoWeekSinceApril: sinceApril, restatements: restated, unknownWords: unknown });
      sayAccess(commands, answer);
      noteLine(io, saySinceApril(sinceApril));
      for (const { before, after, changed } of restated) noteLine(io, `Restated: ${before.source} had ${before.appointments.toLocaleString('en-GB')} appointments, ${after.source} has ${after.appointments.toLocaleString('en-GB')}; ${changed.length.toLocaleString('en-GB')} codes changed.`);
      for (const { published, dimension, appointments } of unknown) noteLine(io, `Not a word that Chorus knows (${dimension}): “${published ?? ''}”, ${appointments.toLocaleString('en-GB')} appointments.`);
    });
}

function sayAccess({ io }: PerformanceCommands, answer: AccessAnswer): void {
  sayLine(io, `${answer.name} (${answer.code}), ${sayMonth(answer.month)}`);
  const rows = accessRules().measures.map(({ id, title, unit }) => {
    const figure = figureOf(answer, id);
    return [title, sayValue(figure.value, unit), sayCounts(figure), ...answer.beside.map((one) => sayValue(figureOf(one, id).value, unit)), figure.why ?? ''];
  });
  io.out(textTable(['Measure', 'Value', 'Counted', ...answer.beside.map(({ name }) => name), 'Why not'], rows, io.columns));
  for (const { weight, says } of answer.notes) noteLine(io, weight === 'do-not-use' ? `Do not use: ${says}` : says);
}
