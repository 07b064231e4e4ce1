import type { Command } from 'commander';
import type { CommandIo } from '#platform/cli/index.ts';
import type { VoiceContext } from '../context.ts';

/** What the module's commands are given by the composition. */
export interface VoiceCommands {
  io: CommandIo;
  context(): Promise<VoiceContext>;
  setExit(code: number): void;
}

export function addVoiceCommands(_program: Command, _commands: VoiceCommands): void {}
