import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import { addCensusCommand } from './census/cli/censusCommand.ts';
import { addPostsCommand } from './posts/cli/postsCommand.ts';
import type { WorkforceContext } from './context.ts';
import { addTurnoverCommand } from './turnover/cli/turnoverCommand.ts';

/** What the module's commands are given by the composition. */
export interface WorkforceCommands {
  io: CommandIo;
  /** Who is at the console, for the audit. */
  by: string;
  context(): Promise<WorkforceContext>;
  setExit(code: number): void;
}

export function addWorkforceCommands(program: Command, commands: WorkforceCommands): void {
  const workforce = program.command('workforce').description('Additional roles: posts, who fills them, where they belong and whether they stay.');
  addPostsCommand(workforce, commands);
  addCensusCommand(workforce, commands);
  addTurnoverCommand(workforce, commands);
}
