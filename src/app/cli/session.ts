import { userInfo } from 'node:os';
import type { CommandIo } from '#platform/cli/index.ts';
import type { Settings } from '../settings.ts';
import type { System } from '../system.ts';

/** What a command has at hand. The system is opened when a command first asks for it. */
export interface CommandSession {
  io: CommandIo;
  settings: Settings;
  /** One's own system; or the sample, where there is none yet and the command only reads. */
  system(): Promise<System>;
  /** Who is at the console, for the audit. */
  by: string;
}

export const consoleActor = (): string => `console:${userInfo().username}`;
