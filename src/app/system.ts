import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toIsoDate } from '#kernel/isoDate.ts';
import { migrate, openEmbedded, openServer } from '#platform/database/index.ts';
import type { Database } from '#platform/database/index.ts';
import { takeDataFolder } from '#platform/dataFolder/index.ts';
import type { DataFolder } from '#platform/dataFolder/index.ts';
import { sweepOrphanPapers } from '#platform/papers/paperFiles.ts';
import { sweepOrphans } from '#platform/publications/index.ts';
import type { Dataset, LoadContext } from '#platform/publications/index.ts';
import { openStatistics } from '#platform/statistics/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import { fundingDatasets } from '#funding';
import { performanceDatasets } from '#performance';
import { workforceDatasets } from '#workforce';
import { applyPublications, boundaryReader, populationReader, registerDatasets, registerReader, registerRules } from '#register';
import type { RegisterContext } from '#register';
import { migrations } from './migrations.ts';
import { discardHalfPlanted } from './sample/halfPlanted.ts';
import type { Settings } from './settings.ts';

/** A system that is open: its stores, and what the modules work with. */
export interface System {
  isSample: boolean;
  folder: DataFolder;
  database: Database;
  statistics: Statistics;
  register: RegisterContext;
  /** Every publication that Chorus can load. */
  datasets: Dataset[];
  loadContext(by: string): LoadContext;
  close(): Promise<void>;
}

/** Opens one's own system, or the sample. Throws `Refused` where it cannot be opened, having closed what it had. */
export async function openSystem(settings: Settings, isSample: boolean): Promise<System> {
  const isEmbedded = isSample || settings.databaseUrl === null;
  // Over a server there may be many processes on one folder of Parquet, each with its own scratch.
  const folder = await takeDataFolder(isSample ? settings.sampleFolder : settings.systemFolder, { isShared: !isEmbedded });
  try {
    if (isSample) discardHalfPlanted(folder);
    const database = isEmbedded ? await openEmbedded(folder.record) : await openServer(settings.databaseUrl!);
    try {
      await migrate(database, migrations);
      return await systemOver(database, folder, isSample);
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function systemOver(database: Database, folder: DataFolder, isSample: boolean): Promise<System> {
  if (database.engine === 'pglite') for (const name of readdirSync(folder.work)) rmSync(join(folder.work, name), { recursive: true, force: true });
  await sweepOrphans(database.as(), folder.statistics, database.engine === 'pglite');
  await sweepOrphanPapers(database.as(), folder.papers, database.engine === 'pglite');
  const statistics = await openStatistics(folder.work);
  const rules = registerRules();
  const now = () => new Date();
  const register: RegisterContext = {
    database,
    statistics,
    statisticsFolder: folder.statistics,
    reader: registerReader(database.as()),
    populations: populationReader(database.as(), statistics, folder.statistics),
    boundaries: boundaryReader(database.as(), statistics, folder.statistics),
    now,
    today: () => toIsoDate(now()),
    isSample,
  };
  return {
    isSample,
    folder,
    database,
    statistics,
    register,
    datasets: [...registerDatasets, ...fundingDatasets, ...performanceDatasets, ...workforceDatasets],
    loadContext: (by) => ({
      database,
      statistics,
      statisticsFolder: folder.statistics,
      by,
      now,
      apply: async (transaction, dataset, publications, at) => {
        await applyPublications(transaction, { statistics, statisticsFolder: folder.statistics, rules }, dataset.id, publications, at);
      },
    }),
    async close() {
      statistics.close();
      await database.close();
      folder.release();
    },
  };
}
