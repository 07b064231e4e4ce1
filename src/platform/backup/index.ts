/** One file that holds the record, the statistics and the papers, and restores to either engine. */
export { makeBackup } from './makeBackup.ts';
export type { BackupMade, BackupOptions, BackupSource } from './makeBackup.ts';
export { restoreSystem } from './restoreSystem.ts';
export type { RestoreTarget } from './restoreSystem.ts';
export type { BackupManifest } from './manifest.ts';
