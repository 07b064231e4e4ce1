import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import type { VoiceContext } from '../context.ts';
import { addOpportunityCommand } from './opportunityCommand.ts';
import { addQuestionCommand } from './questionCommand.ts';

/** What the module's commands are given by the composition. */
export interface VoiceCommands {
  io: CommandIo;
  context(): Promise<VoiceContext>;
  setExit(code: number): void;
}

export function addVoiceCommands(program: Command, commands: VoiceCommands): void {
  addQuestionCommand(program, commands);
  addOpportunityCommand(program, commands);
}
