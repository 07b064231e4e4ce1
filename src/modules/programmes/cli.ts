import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import type { ProgrammesContext } from './context.ts';

/** What the module's commands are given by the composition. */
export interface ProgrammesCommands {
  io: CommandIo;
  /** Who is at the console, for the audit. */
  by: string;
  context(): Promise<ProgrammesContext>;
  setExit(code: number): void;
}

export function addProgrammesCommands(program: Command, commands: ProgrammesCommands): void {
  const programmes = program.command('programmes').description('Change programmes: what they need, how far they are by their evidence, and what difference they make.');
  void programmes;
  void commands;
}
