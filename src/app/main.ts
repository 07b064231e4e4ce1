import '#platform/web/production.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { Refused, sayRefusal } from '#kernel/result.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { knock, layoutOf } from '#platform/dataFolder/index.ts';
import { EXIT } from '#platform/cli/index.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { isAboutSample } from './whichSystem.ts';

/** Commands that read standard input, which does not go through the door: they run here, and open no data folder. */
const READS_INPUT: ReadonlySet<string> = new Set(['performance spc']);

/** The command line: `words` are what follows `chorus`. Gives the exit code. */
export async function main(words: string[]): Promise<number> {
  const io = terminal();
  try {
    const settings = readSettings(process.env, io.workingFolder);
    if (words[0] === 'serve' && !words.includes('--help')) return await (await import('./serve.ts')).serve(settings, io, words.slice(1));
    if (READS_INPUT.has(words.slice(0, 2).join(' '))) return await (await import('./cli/program.ts')).runCommand(words, io, settings);
    return await runWhereItIs(words, io, settings);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.err(`${sayRefusal(error.refusal)}\n`);
    return EXIT.refused;
  }
}

function terminal(): CommandIo {
  // A reader that has seen enough, such as `head`, closes the pipe: that is no fault.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    isTerminal: process.stderr.isTTY === true,
    workingFolder: process.cwd(),
  };
}

/** A server takes the folder a moment before it opens the door; a short command holds it only for a moment. */
const PATIENCE_MS = 5_000;
const KNOCK_EVERY_MS = 250;

/** Runs a command in the process that holds the data folder, or in this one where nobody does. */
async function runWhereItIs(words: string[], io: CommandIo, settings: Settings): Promise<number> {
  const patientUntil = Date.now() + PATIENCE_MS;
  for (;;) {
    const exitCode = await throughTheDoor(words, io, settings);
    if (exitCode !== null) return exitCode;
    // Loaded only now: where a server answers, the command needs none of it.
    const { runCommand } = await import('./cli/program.ts');
    try {
      return await runCommand(words, io, settings);
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'data-folder-in-use' || Date.now() > patientUntil) throw error;
      await pause(KNOCK_EVERY_MS);
    }
  }
}

/** Where a server holds the data folder, it runs the command; null where nobody does. */
async function throughTheDoor(words: string[], io: CommandIo, settings: Settings): Promise<number | null> {
  if (settings.databaseUrl !== null) return null;
  const { socket } = layoutOf(isAboutSample(words, settings) ? settings.sampleFolder : settings.systemFolder);
  const { workingFolder, columns, isTerminal } = io;
  return knock(socket, { arguments: words, workingFolder, columns, isTerminal }, io);
}
