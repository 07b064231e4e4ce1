import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { migrate, openEmbedded, openServer } from '../database/index.ts';
import type { DataFolder } from '../dataFolder/index.ts';
import type { BackupManifest } from './manifest.ts';
import { syncToDisk } from './memberFiles.ts';
import { openBackup } from './openBackup.ts';
import type { OpenBackup } from './openBackup.ts';
import { requireEmptyRecord, requireListOfMigrations } from './emptyRecord.ts';
import { migrationsOf, restoreRecord } from './restoreRecord.ts';
import type { RestoreOptions } from './restoreRecord.ts';

export interface RestoreTarget {
  /** Held by this process; or shared, where the record is on a server. */
  folder: DataFolder;
  /** The server's address; null for the record that is in the folder. */
  databaseUrl: string | null;
}

type SystemRestoreOptions = Omit<RestoreOptions, 'where'>;

/** Of the time that it takes, the part in which the file is unpacked and checked. */
const CHECKING_SHARE = 0.4;

/**
 * Restores a backup into an empty system. Files go first, as in a load: until the record names them they are nothing, and are
 * swept at the next start. The record decides, and comes in one step: one transaction, or one renaming.
 */
export async function restoreSystem(target: RestoreTarget, options: SystemRestoreOptions): Promise<BackupManifest> {
  const { onProgress = () => {} } = options;
  await (target.databaseUrl === null ? requireEmptyFolder(target.folder, options) : requireEmptyServer(target.databaseUrl, options));
  const backup = await openBackup(options.file, target.folder.work, (share, note) => onProgress(share * CHECKING_SHARE, note));
  try {
    migrationsOf(backup.manifest, options);
    const filling = { ...options, onProgress: (share: number, note: string) => onProgress(CHECKING_SHARE + share * (1 - CHECKING_SHARE), note) };
    await (target.databaseUrl === null ? restoreIntoFolder(target.folder, backup, filling) : restoreOntoServer(target, target.databaseUrl, backup, filling));
    return backup.manifest;
  } finally {
    backup.dispose();
  }
}

async function requireEmptyFolder({ record, path, work }: DataFolder, { migrations }: SystemRestoreOptions): Promise<void> {
  // What a restore that was killed left.
  for (const name of readdirSync(work)) rmSync(join(work, name), { recursive: true, force: true });
  if (!existsSync(record)) return;
  const database = await openEmbedded(record);
  await requireEmptyRecord(database, migrations, path).finally(() => database.close());
}

async function requireEmptyServer(url: string, { migrations }: SystemRestoreOptions): Promise<void> {
  const database = await openServer(url);
  await requireEmptyRecord(database, migrations, 'DATABASE_URL').finally(() => database.close());
}

async function restoreIntoFolder(folder: DataFolder, backup: OpenBackup, options: SystemRestoreOptions): Promise<void> {
  const made = join(folder.work, 'restored-record');
  const former = join(folder.work, 'former-record');
  const database = await openEmbedded(made);
  try {
    await requireListOfMigrations(database, folder.path);
    await restoreRecord(database, backup, { ...options, where: folder.path });
    await migrate(database, options.migrations);
  } finally {
    await database.close();
  }
  placeFiles(folder, backup);
  // Killed between the two, the next start finds no record and makes an empty one: nothing was restored, nothing was there.
  if (existsSync(folder.record)) renameSync(folder.record, former);
  renameSync(made, folder.record);
  syncToDisk(folder.path);
  rmSync(former, { recursive: true, force: true });
}

async function restoreOntoServer({ folder }: RestoreTarget, url: string, backup: OpenBackup, options: SystemRestoreOptions): Promise<void> {
  const database = await openServer(url);
  try {
    placeFiles(folder, backup);
    await restoreRecord(database, backup, { ...options, where: 'DATABASE_URL' });
    await migrate(database, options.migrations);
  } finally {
    await database.close();
  }
}

/** Puts the statistics and the papers in their places, each whole. */
function placeFiles(folder: DataFolder, { manifest, sourceOf }: OpenBackup): void {
  for (const { path } of manifest.members) {
    if (path.startsWith('record/')) continue;
    const target = join(folder.path, ...path.split('/'));
    const source = sourceOf(path);
    mkdirSync(dirname(target), { recursive: true });
    syncToDisk(source);
    renameSync(source, target);
    syncToDisk(dirname(target));
  }
}
