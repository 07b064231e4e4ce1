import type { PerformanceContext } from '#performance';
import type { DescribeSubject, SubjectRef } from '#platform/subject/subject.ts';

export type { Acting } from '#platform/web/acting.ts';

/** What programmes' pages, commands and API work with. A programme points at decisions, posts and measures of other modules by `SubjectRef`. */
export type ProgrammesContext = PerformanceContext & {
  describeSubject: DescribeSubject;
  /** Where a question about something is drafted, and what lets somebody do so; not there where no module has questions. */
  askAbout?: { permission: string; href(about: SubjectRef): string };
};
