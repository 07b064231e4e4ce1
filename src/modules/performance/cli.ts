import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import { addAccessCommand } from './access/cli/accessCommand.ts';
import { addSpcCommand } from './charts/cli/spcCommand.ts';
import { addListCommand } from './commissionersList/cli/listCommand.ts';
import type { PerformanceContext } from './context.ts';
import { addFiguresCommand } from './indicators/cli/figuresCommand.ts';
import { addIndicatorCommand } from './indicators/cli/indicatorCommand.ts';
import { addNextBestCommand } from './indicators/cli/nextBestCommand.ts';

/** What the module's commands are given by the composition. */
export interface PerformanceCommands {
  io: CommandIo;
  /** Standard input, for the commands that read lines from it. */
  input: NodeJS.ReadableStream;
  /** Who is at the console, for the audit. */
  by: string;
  context(): Promise<PerformanceContext>;
  setExit(code: number): void;
}

export function addPerformanceCommands(program: Command, commands: PerformanceCommands): void {
  const performance = program.command('performance').description('Indicators, access and charts: what was achieved, and how sure that is.');
  addSpcCommand(performance, commands);
  addAccessCommand(performance, commands);
  addListCommand(performance, commands);
  addIndicatorCommand(performance, commands);
  addFiguresCommand(performance, commands);
  addNextBestCommand(performance, commands);
}
