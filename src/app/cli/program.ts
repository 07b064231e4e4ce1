import { Command, CommanderError } from 'commander';
import { Refused, sayRefusal } from '#kernel/result.ts';
import { EXIT, noteLine } from '#platform/cli/index.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { addFundingCommands } from '#funding';
import { addGovernanceCommands } from '#governance';
import { addPerformanceCommands } from '#performance';
import { addProgrammesCommands } from '#programmes';
import { addRegisterCommands } from '#register';
import { addVoiceCommands } from '#voice';
import { addWorkforceCommands } from '#workforce';
import { contextsOf } from '../contexts.ts';
import { openSystem } from '../system.ts';
import { isAboutSample } from '../whichSystem.ts';
import type { System } from '../system.ts';
import type { Settings } from '../settings.ts';
import { plantSample } from '../sample/plantSample.ts';
import { addAdminCommands } from './adminCommands.ts';
import { addAuditCommand } from './auditCommand.ts';
import { addBackupCommand } from './backupCommand.ts';
import { addDoctorCommand } from './doctorCommand.ts';
import { addLoadCommand } from './loadCommand.ts';
import { addRestoreCommand } from './restoreCommand.ts';
import { addRulesCommand } from './rulesCommand.ts';
import { consoleActor } from './session.ts';
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
    async system() {
      if (held) return held;
      const isSample = isAboutSample(words, settings);
      if (isSample) noteLine(io, 'No system of your own is loaded yet: this is the sample, and everything in it is fictional.');
      if (opened) return opened;
      opened = await openSystem(settings, isSample);
      if (isSample) await plantSample(opened, settings, io);
      return opened;
    },
  };
  const program = buildProgram(session, (code) => (exitCode = code));
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    // Whoever holds the folder may answer in a moment: the caller asks again.
    if (!(error instanceof Refused) || error.refusal.code === 'data-folder-in-use') throw error;
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
  // Listed here for the help; src/app/main.ts serves, as that is the one command which stays.
  program.command('serve').description('Serve the site: your own system, or the sample where nothing of your own was loaded.').option('--sample', 'serve the sample all the same');
  addLoadCommand(program, session, setExit);
  addBackupCommand(program, session, setExit);
  addRestoreCommand(program, session, setExit);
  addDoctorCommand(program, session, setExit);
  addRulesCommand(program, session, setExit);
  addAuditCommand(program, session, setExit);
  addAdminCommands(program, session);
  addRegisterCommands(program, { io, setExit, context: async () => (await session.system()).register });
  const contexts = async () => contextsOf(await session.system(), session.settings);
  addGovernanceCommands(program, { io, setExit, context: async () => (await contexts()).governance });
  addVoiceCommands(program, { io, setExit, context: async () => (await contexts()).voice });
  addFundingCommands(program, { io, setExit, by: session.by, context: async () => (await contexts()).funding });
  addPerformanceCommands(program, { io, setExit, input: process.stdin, by: session.by, context: async () => (await contexts()).performance });
  addWorkforceCommands(program, { io, setExit, by: session.by, context: async () => (await contexts()).workforce });
  addProgrammesCommands(program, { io, setExit, by: session.by, context: async () => (await contexts()).programmes });
  return program;
}
