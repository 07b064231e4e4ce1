import '#platform/web/production.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { knock, layoutOf } from '#platform/dataFolder/index.ts';
import { isAboutSample, runCommand } from './cli/program.ts';
import { EXIT } from './cli/session.ts';
import { serve } from './serve.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';

/** The command line: `words` are what follows `chorus`. Gives the exit code. */
export async function main(words: string[]): Promise<number> {
  const io = terminal();
  try {
    const settings = readSettings(process.env, io.workingFolder);
    if (words[0] === 'serve' && !words.includes('--help')) return await serve(settings, io, words.slice(1));
    return (await throughTheDoor(words, io, settings)) ?? (await runCommand(words, io, settings));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.err(`${sayRefusal(error.refusal)}\n`);
    return EXIT.refused;
  }
}

function terminal(): CommandIo {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    columns: process.stdout.isTTY ? process.stdout.columns : null,
    isTerminal: process.stderr.isTTY === true,
    workingFolder: process.cwd(),
  };
}

/** Where a server holds the data folder, it runs the command; null where nobody does. */
async function throughTheDoor(words: string[], io: CommandIo, settings: Settings): Promise<number | null> {
  if (settings.databaseUrl !== null) return null;
  const { socket } = layoutOf(isAboutSample(words, settings) ? settings.sampleFolder : settings.systemFolder);
  const { workingFolder, columns, isTerminal } = io;
  return knock(socket, { arguments: words, workingFolder, columns, isTerminal }, io);
}
