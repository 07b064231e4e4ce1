import { existsSync, readdirSync } from 'node:fs';
import { layoutOf } from '#platform/dataFolder/index.ts';
import type { Settings } from './settings.ts';

/** Whether anything was loaded into a data folder: nothing else makes it a system of one's own. */
export function hasSystem({ systemFolder, databaseUrl }: Settings): boolean {
  const { statistics } = layoutOf(systemFolder);
  return databaseUrl !== null || (existsSync(statistics) && readdirSync(statistics, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.parquet')));
}

/** Commands that are about a system of one's own, which they make where there is none; the others fall back to the sample. */
const FOR_ONES_OWN = ['load', 'admin', 'backup', 'restore'];

/** Whether a command is about the sample: where nothing of one's own was loaded, and it only reads. */
export const isAboutSample = (words: string[], settings: Settings): boolean => !hasSystem(settings) && !FOR_ONES_OWN.includes(words[0] ?? '');
