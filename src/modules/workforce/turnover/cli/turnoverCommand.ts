import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { parseIsoDate, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayPounds } from '#kernel/pounds.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { noteLine, sayJson, sayLine, textTable } from '#platform/cli/index.ts';
import type { WorkforceCommands } from '../../cli.ts';
import type { Acting } from '../../context.ts';
import { WORKFORCE_PERMISSIONS } from '../../permissions.ts';
import { inMonths, sayCurve, sayTest } from '../domain/sayCurve.ts';
import { turnoverOf } from '../queries/turnover.ts';

function dayWord(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (!day) throw new InvalidArgumentError('Write the day like 2026-03-31.');
  return day;
}

/** Who is at the console keeps the whole record, so every PCN's posts too. */
const atConsole = (by: string): Acting => ({ by, personId: null, permissions: new Set(WORKFORCE_PERMISSIONS.map(({ permission }) => permission)) });

/** `chorus workforce turnover CODE [--since DATE] [--json]` */
export function addTurnoverCommand(workforce: Command, commands: WorkforceCommands): void {
  const { io } = commands;
  workforce
    .command('turnover')
    .description('Who stays in a PCN’s posts and who left: curves, reasons, vacancies and what it costs to begin again.')
    .argument('<code>', 'the PCN’s code')
    .option('--since <date>', 'the day from which on every leaver is on record', dayWord)
    .option('--json', 'as JSON on standard output')
    .action(async (code: string, { since, json }: { since?: IsoDate; json?: boolean }) => {
      try {
        const found = await turnoverOf(await commands.context(), atConsole(commands.by), { code, since: since ?? null });
        if (json) return sayJson(io, { ...found, vacancies: found.vacancies.map((one) => ({ ...one, wte: one.wte.toString() })) });
        sayLine(io, sayCurve(found.all, found.fewest));
        for (const [by, comparison] of [['role', found.byRole], ['home', found.byHome], ['belonging', found.byBelonging]] as const) {
          sayLine(io, `By ${by}. ${sayTest(comparison)}`);
          io.out(textTable(['Group', 'Stays', 'Left', 'Half left after (months)', 'Stay a year'], comparison.curves.map(({ name, stays, left, median, afterYear }) => [name, stays, left, median === null ? null : inMonths(median), afterYear ? `${Math.round(afterYear.survival * 100)}%` : null]), io.columns));
        }
        if (found.reasons && found.reasons.length > 0) io.out(textTable(['Why they left', 'Leavers'], found.reasons.map(({ reason, leavers }) => [reason, leavers]), io.columns));
        if (found.vacancies.length > 0) io.out(textTable(['Post', 'Role', 'Empty from', 'To', 'Days', 'WTE'], found.vacancies.map(({ reference, role, from, to, days, wte }) => [reference, role, sayDate(from), to && sayDate(to), days, wte.toString()]), io.columns));
        const { totalPence, leavers, unknown } = found.startingOver;
        sayLine(io, totalPence === null ? 'No cost of beginning again was entered.' : `Beginning again cost ${sayPounds(totalPence)} for ${leavers} who left within a year, of the parts that are known.`);
        if (unknown.length > 0) noteLine(io, `Not in it, as nobody entered them: ${unknown.join('; ')}.`);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        noteLine(io, sayRefusal(error.refusal));
        commands.setExit(1);
      }
    });
}
