import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import type { FundingContext } from './context.ts';

/** What the module's commands are given by the composition. */
export interface FundingCommands {
  io: CommandIo;
  /** Who is at the console, for the audit. */
  by: string;
  context(): Promise<FundingContext>;
  setExit(code: number): void;
}

export function addFundingCommands(program: Command, _commands: FundingCommands): void {
  program.command('funding').description('The network contract’s money: statements, and what explains them.');
}
