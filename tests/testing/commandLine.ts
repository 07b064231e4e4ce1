import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '#app/cli/program.ts';
import { readSettings } from '#app/settings.ts';
import type { System } from '#app/system.ts';
import './madeRecord.ts';

/** What a command printed, and how it ended. */
export interface Said {
  exitCode: number;
  out: string;
  err: string;
}

/** A folder of one's own, and commands run in it as a person would. */
export function commandLine(settings: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'chorus-command-'));
  const data = join(home, 'data');
  const environment = { CHORUS_DATA: data, ...settings };
  return {
    home,
    data,
    environment,
    settings: readSettings(environment, home),
    async run(words: string[], held?: System): Promise<Said> {
      const said = { out: '', err: '' };
      const io = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), columns: null, isTerminal: false, workingFolder: home };
      const exitCode = await runCommand(words, io, readSettings(environment, home), { held });
      return { exitCode, ...said };
    },
    discard: () => rmSync(home, { recursive: true, force: true }),
  };
}
