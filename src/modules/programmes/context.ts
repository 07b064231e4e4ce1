import type { PerformanceContext } from '#performance';
import type { DescribeSubject } from '#platform/subject/subject.ts';

export type { Acting } from '#platform/web/acting.ts';

/** What programmes' pages, commands and API work with. A programme points at decisions, posts and measures of other modules by `SubjectRef`. */
export type ProgrammesContext = PerformanceContext & { describeSubject: DescribeSubject };
