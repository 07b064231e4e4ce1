import type { Command } from 'commander';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { noteLine, sayJson, textTable } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import type { Acting, ProgrammesContext } from './context.ts';
import { PROGRAMMES_PERMISSIONS } from './permissions.ts';
import { programmeOf, programmesOf } from './queries/programmes.ts';
import { programmeText } from './cli/programmeText.ts';
import { sayNext } from './sayProgramme.ts';
import { programmeJson, programmeLineJson } from './queries/programmeJson.ts';

/** What the module's commands are given by the composition. */
export interface ProgrammesCommands {
  io: CommandIo;
  /** Who is at the console, for the audit. */
  by: string;
  context(): Promise<ProgrammesContext>;
  setExit(code: number): void;
}

const atConsole = (by: string): Acting => ({ by, personId: null, permissions: new Set(PROGRAMMES_PERMISSIONS.map(({ permission }) => permission)) });

export function addProgrammesCommands(program: Command, commands: ProgrammesCommands): void {
  const { io } = commands;
  const programmes = program.command('programmes').description('Change programmes: what they need, how far they are by their evidence, and what difference they make.');
  const orRefused = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      noteLine(io, sayRefusal(error.refusal));
      commands.setExit(1);
    }
  };
  programmes
    .command('list')
    .description('Every programme, with how many of its eight steps are met.')
    .option('--json', 'as JSON on standard output')
    .action(({ json }: { json?: boolean }) => orRefused(async () => {
      const context = await commands.context();
      const all = await programmesOf(context, atConsole(commands.by));
      if (json) return sayJson(io, all.map(programmeLineJson));
      if (all.length === 0) return noteLine(io, 'There is no programme yet. They are started on the site, under Programmes.');
      io.out(textTable(['Id', 'Programme', 'Of', 'Started', 'Steps met', 'Next'], all.map((programme) => [programme.id, programme.title, programme.organisationCode, programme.startedOn, `${programme.steps.filter(({ state }) => state === 'met').length} of ${programme.steps.length}`, sayNext(programme, context.today())]), io.columns));
    }));
  programmes
    .command('show')
    .description('One programme: the state of each step by its evidence, what to do next, and the difference it makes.')
    .argument('<id>', 'its number, such as P12')
    .option('--json', 'as JSON on standard output')
    .action((id: string, { json }: { json?: boolean }) => orRefused(async () => {
      const context = await commands.context();
      const one = await programmeOf(context, atConsole(commands.by), id);
      if (json) return sayJson(io, programmeJson(one));
      io.out(programmeText(one, context.today()));
    }));
}
