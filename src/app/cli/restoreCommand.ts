import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT, noteLine, sayLine, startProgress } from '#platform/cli/index.ts';
import { restoreSystem } from '#platform/backup/index.ts';
import { takeDataFolder } from '#platform/dataFolder/index.ts';
import { migrations } from '../migrations.ts';
import type { CommandSession } from './session.ts';

export function addRestoreCommand(program: Command, session: CommandSession, setExit: (code: number) => void): void {
  program
    .command('restore')
    .description('Restore a backup into an empty system: a data folder, or a PostgreSQL database where DATABASE_URL names one. All of it, or nothing.')
    .argument('<file>', 'what `chorus backup` wrote')
    .action(async (file: string) => setExit(await restore(session, file)));
}

async function restore({ io, by, settings }: CommandSession, given: string): Promise<number> {
  const file = resolve(io.workingFolder, given);
  const { databaseUrl } = settings;
  const folder = await takeDataFolder(settings.systemFolder, { isShared: databaseUrl !== null });
  const progress = startProgress(io, 'Restoring');
  try {
    const { madeAt, tables } = await restoreSystem({ folder, databaseUrl }, { file, migrations, by, now: () => new Date(), onProgress: progress.show });
    progress.end();
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    sayLine(io, `Restored the system as it was on ${madeAt.slice(0, 10)} at ${madeAt.slice(11, 16)} UTC: ${rows.toLocaleString('en-GB')} rows of the record.`);
    noteLine(io, `It is in ${databaseUrl === null ? folder.path : `the database that DATABASE_URL names, with its statistics in ${folder.path}`}. \`chorus doctor\` checks it; \`npm start\` serves it.`);
    return EXIT.done;
  } finally {
    progress.end();
    folder.release();
  }
}
