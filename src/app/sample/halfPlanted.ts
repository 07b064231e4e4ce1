import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '#platform/dataFolder/index.ts';

const markOf = ({ path }: Pick<DataFolder, 'path'>): string => join(path, 'planting');

/** Marks the sample as being planted; gives what takes the mark away. */
export function markPlanting(folder: DataFolder): () => void {
  writeFileSync(markOf(folder), 'The sample is being planted. If this file stays, it was not finished, and the next start plants it anew.\n');
  return () => rmSync(markOf(folder), { force: true });
}

/** Throws away a sample whose planting was killed half-way: its stories cannot be taken up in the middle. The caller owns the folder. */
export function discardHalfPlanted(folder: DataFolder): void {
  if (!existsSync(markOf(folder))) return;
  for (const part of [folder.record, folder.statistics, folder.papers]) {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
  }
}
