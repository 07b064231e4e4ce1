import { join } from 'node:path';

export interface DataFolder {
  path: string;
  /** The embedded record's files. */
  record: string;
  /** One folder a dataset, one Parquet file a publication. */
  statistics: string;
  papers: string;
  /** Scratch, emptied at start. */
  work: string;
  socket: string;
  release(): void;
}

export type Layout = Omit<DataFolder, 'release'>;

export function layoutOf(path: string): Layout {
  return {
    path,
    record: join(path, 'record'),
    statistics: join(path, 'statistics'),
    papers: join(path, 'papers'),
    work: join(path, 'work'),
    socket: join(path, 'owner.sock'),
  };
}
