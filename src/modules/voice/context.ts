import type { IsoDate } from '#kernel/isoDate.ts';
import type { Database } from '#platform/database/index.ts';
import type { DescribeSubject } from '#platform/subject/subject.ts';
import type { Acting, GovernanceContext } from '#governance';
import type { RegisterContext } from '#register';

export type { Acting };

/** What the voice module's pages, commands and API work with; made once by the composition. */
export interface VoiceContext {
  database: Database;
  register: RegisterContext;
  governance: GovernanceContext;
  now: () => Date;
  today: () => IsoDate;
  publicUrl: string;
  siteName: string;
  isMailSent: boolean;
  describeSubject: DescribeSubject;
}
