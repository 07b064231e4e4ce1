import type { Database } from '#platform/database/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { PopulationReader } from './queries/populations.ts';
import type { RegisterReader } from './queries/registerReader.ts';
import type { BoundaryReader } from './queries/boundaries.ts';

/** What the register's pages, commands and API work with; made once by the composition. */
export interface RegisterContext {
  database: Database;
  statistics: Statistics;
  statisticsFolder: string;
  reader: RegisterReader;
  populations: PopulationReader;
  boundaries: BoundaryReader;
  now: () => Date;
  today: () => IsoDate;
  /** Whether this is the fictional sample system. */
  isSample: boolean;
}
