import type { IsoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import type { DescribeSubject, SubjectRef } from '#platform/subject/subject.ts';
import type { RegisterContext } from '#register';

export type { Acting } from '#platform/web/acting.ts';

/** A decision that agreed something about money, as another module knows it. */
export interface AgreedDecision {
  subject: SubjectRef;
  label: string;
}

/** What funding's pages, commands and API work with; made once by the composition. */
export interface FundingContext {
  database: Database;
  register: RegisterContext;
  statistics: Statistics;
  /** The folder of Parquet files, one folder a data set and publication. */
  statisticsFolder: string;
  now: () => Date;
  today: () => IsoDate;
  publicUrl: string;
  siteName: string;
  describeSubject: DescribeSubject;
  /** Decisions that somebody may read and that could be pointed at; none where no module has any. */
  decisionsFor?: (personId: string) => Promise<readonly AgreedDecision[]>;
}
