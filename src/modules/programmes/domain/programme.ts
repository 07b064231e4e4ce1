import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { WorkloadFigure } from './fact.ts';

/** What a programme is to move: a series of the performance module, or figures that are entered here. */
export interface ProgrammeMeasure {
  id: string;
  title: string;
  /** An access measure of an organisation, the work of a PCN's additional roles, or `entered`. An indicator is refused as a measure: it counts up from April. */
  series: { kind: 'access'; measure: string; code: string } | { kind: 'indicator'; indicator: string; code: string } | { kind: 'workload'; figure: WorkloadFigure; code: string } | { kind: 'entered' };
  improvement: 'increase' | 'decrease';
  /** A measure without a baseline cannot show a difference: it is refused. */
  baseline: number;
  target: number;
  targetOn: IsoDate;
}

export interface Programme {
  id: string;
  title: string;
  /** The PCN or place whose programme it is. */
  organisationCode: string;
  /** The pattern it was begun from; null where it was begun from nothing. */
  pattern: string | null;
  /** What patients will notice, in two sentences at most. */
  vision: string | null;
  startedOn: IsoDate;
  closedOn: IsoDate | null;
  /** Shown for ever where it was closed while step 7 was not met. */
  closedWithout: string | null;
  measures: readonly ProgrammeMeasure[];
  /** The need it points at, the decision that began it, the posts and the money it uses. */
  subjects: readonly { as: 'need' | 'decision' | 'post' | 'money'; subject: SubjectRef }[];
}
