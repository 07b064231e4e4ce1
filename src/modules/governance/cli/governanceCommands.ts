import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import type { GovernanceContext } from '../context.ts';
import { addAuthorityCommand } from './authorityCommand.ts';
import { addForumCommands } from './forumCommands.ts';

/** What the module's commands are given by the composition. */
export interface GovernanceCommands {
  io: CommandIo;
  context(): Promise<GovernanceContext>;
  setExit(code: number): void;
}

export function addGovernanceCommands(program: Command, commands: GovernanceCommands): void {
  addForumCommands(program, commands);
  addAuthorityCommand(program, commands);
}
