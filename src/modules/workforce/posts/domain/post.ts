import type { IsoDate } from '#kernel/isoDate.ts';

/** Where a post belongs: to a practice, to a team of the PCN, or to neither. */
export type Home = { kind: 'practice'; code: string } | { kind: 'team'; teamId: string } | null;

/** A practice where a post works, and for how long in a week. */
export interface WorkPlace {
  practiceCode: string;
  minutesPerWeek: number;
}

export const FUNDED_BY = { 'additional-roles': 'Additional roles money', practice: 'A practice’s own money', pcn: 'Other money of the PCN', other: 'Somebody else’s money' } as const;
export type FundedBy = keyof typeof FUNDED_BY;

/** What is so of a post over a span of days. A change from a day on ends one span and begins another. */
export interface PostFacts {
  /** The id of a role in the rules of the additional roles, such as `clinical-pharmacist`; null for a post of another kind, which `title` names. */
  role: string | null;
  title: string;
  band: string | null;
  /** Whole-time equivalent, exact: a decimal or a fraction, above 0 and at most 1. */
  wte: string;
  /** Null where it is not known yet. */
  employerCode: string | null;
  home: Home;
  workPlaces: readonly WorkPlace[];
  /** Staff members, by id. */
  lineManagerId: string | null;
  clinicalSupervisorId: string | null;
  /** How often the holder meets the team or those of the same role; null where there is no regular meeting. */
  meetsEveryWeeks: number | null;
  /** The practice where there is a place to sit; null where there is none. */
  sitsAt: string | null;
  fundedBy: FundedBy;
  region: 'national' | 'outer-london' | 'inner-london';
  /** A year's cost with on-costs; null where nobody said. */
  costPence: number | null;
}

/** A post of a PCN, as it stands on a day. */
export interface Post extends PostFacts {
  id: string;
  /** The PCN's own, as in its claims. */
  reference: string;
  pcnCode: string;
  startsOn: IsoDate;
  /** The first day on which it is no more; null while it goes on. */
  endsOn: IsoDate | null;
  /** Who fills it on that day; several in a job-share, none in a vacancy. */
  holders: readonly Holder[];
}

/** Somebody who fills a post, or part of it. */
export interface Holder {
  fillingId: string;
  staffId: string;
  /** Exact, as the post's. Those of one post and day are together at most the post's. */
  wte: string;
  startsOn: IsoDate;
  endsOn: IsoDate | null;
}

/** Somebody who works in a PCN or its practices and matters to posts: a holder, a manager, a supervisor. The name is kept apart and can be erased. */
export interface StaffMember {
  id: string;
  pcnCode: string;
  /** Null once it was erased. */
  name: string | null;
  /** Who they are where they sign in. */
  personId: string | null;
}
