import '#platform/web/production.ts';
import { Refused, sayRefusal } from '#kernel/result.ts';
import type { CommandIo } from '#platform/cli/index.ts';
import { knock, layoutOf } from '#platform/dataFolder/index.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { isAboutSample } from './whichSystem.ts';

/** The exit code of what was refused or not found. */
const REFUSED = 1;

/** The command line: `words` are what follows `chorus`. Gives the exit code. */
export async function main(words: string[]): Promise<number> {
  const io = terminal();
  try {
    const settings = readSettings(process.env, io.workingFolder);
    if (words[0] === 'serve' && !words.includes('--help')) return await (await import('./serve.ts')).serve(settings, io, words.slice(1));
    const exitCode = await throughTheDoor(words, io, settings);
    if (exitCode !== null) return exitCode;
    const { runCommand } = await import('./cli/program.ts');
    return await runCommand(words, io, settings);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.err(`${sayRefusal(error.refusal)}\n`);
    return REFUSED;
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

// What a command needs is loaded only when it is known which: a running server answers most of them.

/** Where a server holds the data folder, it runs the command; null where nobody does. */
async function throughTheDoor(words: string[], io: CommandIo, settings: Settings): Promise<number | null> {
  if (settings.databaseUrl !== null) return null;
  const { socket } = layoutOf(isAboutSample(words, settings) ? settings.sampleFolder : settings.systemFolder);
  const { workingFolder, columns, isTerminal } = io;
  return knock(socket, { arguments: words, workingFolder, columns, isTerminal }, io);
}
