import { Command, CommanderError } from 'commander';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { noteLine } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { addRegisterCommands } from '#register';
import { hasSystem, openSystem } from '../system.ts';
import type { System } from '../system.ts';
import type { Settings } from '../settings.ts';
import { addLoadCommand } from './loadCommand.ts';
import { EXIT, consoleActor } from './session.ts';
import type { CommandSession } from './session.ts';

export interface ProgramOptions {
  /** The system that this process holds already; otherwise a command opens one and closes it again. */
  held?: System;
}

/** Runs one command; gives the exit code: 0 done, 1 refused or not found, 2 wrong usage. */
export async function runCommand(words: string[], io: CommandIo, settings: Settings, { held }: ProgramOptions = {}): Promise<number> {
  let opened: System | null = null;
  let exitCode: number = EXIT.done;
  const session: CommandSession = {
    io,
    settings,
    by: consoleActor(),
    async system({ isWriting = false } = {}) {
      if (held) return held;
      const isSample = !isWriting && !hasSystem(settings);
      if (isSample) noteLine(io, 'No system of your own is loaded yet: this is the sample, and everything in it is fictional.');
      opened ??= await openSystem(settings, isSample);
      return opened;
    },
  };
  const program = buildProgram(session, (code) => (exitCode = code));
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    if (!(error instanceof Refused)) throw error;
    noteLine(io, sayRefusal(error.refusal));
    return EXIT.refused;
  } finally {
    await (opened as System | null)?.close();
  }
}

function buildProgram(session: CommandSession, setExit: (code: number) => void): Command {
  const { io } = session;
  const program = new Command('chorus')
    .description('Chorus: the operating record of an integrated care system as general practice lives in it.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text), getOutHelpWidth: () => io.columns ?? 100, getErrHelpWidth: () => io.columns ?? 100 })
    .showHelpAfterError('(chorus --help lists the commands)');
  addLoadCommand(program, session, setExit);
  addRegisterCommands(program, { io, setExit, context: async () => (await session.system()).register });
  return program;
}
