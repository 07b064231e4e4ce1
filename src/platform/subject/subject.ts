import type { SubjectRef } from '../audit/audit.ts';

export type { SubjectRef };

/** How a thing of any module is named and found, for pages that point at it without knowing it. */
export interface DescribedSubject {
  title: string;
  href: string;
  /** Whether the public may follow it. */
  isPublic: boolean;
}

/** Null where the thing is not there, or its module knows no such kind. */
export type DescribeSubject = (subject: SubjectRef) => Promise<DescribedSubject | null>;

/** Joins each module's own way into one. */
export const describeByModule = (byModule: Readonly<Record<string, DescribeSubject>>): DescribeSubject => async (subject) => (await byModule[subject.module]?.(subject)) ?? null;
