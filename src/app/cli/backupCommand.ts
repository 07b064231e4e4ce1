import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT, noteLine, sayLine, startProgress } from '#platform/cli/index.ts';
import { makeBackup } from '#platform/backup/index.ts';
import type { CommandSession } from './session.ts';

export function addBackupCommand(program: Command, session: CommandSession, setExit: (code: number) => void): void {
  program
    .command('backup')
    .description('Write everything into one file: the record, the statistics, the papers. The site may go on running.')
    .argument('<file>', 'the file to write')
    .option('--force', 'replace the file if it is there')
    .action(async (file: string, options: { force?: boolean }) => setExit(await backup(session, file, options)));
}

/** The version of this Chorus. */
const chorusVersion = (): string => (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

async function backup(session: CommandSession, given: string, { force = false }: { force?: boolean }): Promise<number> {
  const { io, by } = session;
  const file = resolve(io.workingFolder, given);
  const { database, folder, register } = await session.system();
  const progress = startProgress(io, 'Backing up');
  const { manifest, bytes } = await makeBackup(
    { database, statisticsFolder: folder.statistics, papersFolder: folder.papers, workFolder: folder.work, chorus: chorusVersion() },
    file,
    { by, now: register.now, isReplacing: force, onProgress: progress.show },
  ).finally(progress.end);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const inFolder = (name: string) => manifest.members.filter(({ path }) => path.startsWith(`${name}/`)).length;
  sayLine(io, `${file}  ${saySize(bytes)}`);
  noteLine(io, `${rows.toLocaleString('en-GB')} rows of the record, ${sayCount(inFolder('statistics'), 'file')} of statistics, ${sayCount(inFolder('papers'), 'paper')}.`);
  noteLine(io, 'It holds what people entered, names and addresses too: keep it where only those may read it who may read the system.');
  return EXIT.done;
}

const saySize = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
const sayCount = (count: number, one: string): string => `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`;
