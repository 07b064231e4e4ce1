import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { VoteChoice } from './vote.ts';

export const MEETING_STATES = { planned: 'planned', open: 'under way', ended: 'ended', cancelled: 'cancelled' } as const;
export type MeetingState = keyof typeof MEETING_STATES;

export interface Meeting {
  id: string;
  forumCode: string;
  startsAt: Date;
  endsAt: Date;
  /** The day on which it starts, by the clock of England. */
  day: IsoDate;
  /** Where, or the link to join by; empty where it is not said. */
  place: string;
  isPublic: boolean;
  state: MeetingState;
  /** Why, of one that was cancelled. */
  stateReason: string | null;
  openedAt: Date | null;
  endedAt: Date | null;
  /** How often it was changed since it was called, for the calendars that carry it. */
  changes: number;
}

export const PURPOSES = { decision: 'for decision', discussion: 'for discussion', information: 'for information' } as const;
export type Purpose = keyof typeof PURPOSES;

/** Why something waits for a forum's agenda, or came onto it. */
export const SUGGESTION_KINDS = {
  report: 'decided between meetings',
  'decide-above': 'recommended to this forum, which may decide it',
  ratify: 'agreed outside a mandate, to be ratified',
  'meet-again': 'decided without a quorum or against a ruling, to be decided anew',
} as const;
export type SuggestionKind = keyof typeof SUGGESTION_KINDS;

export interface AgendaItem {
  id: string;
  meetingId: string;
  position: number;
  title: string;
  purpose: Purpose;
  subject: SubjectRef | null;
  matter: string | null;
  amountPence: number | null;
  /** For which part of the country; null for the forum's own place. */
  withinCode: string | null;
  isPrivate: boolean;
  privateReason: string | null;
  addedAt: Date;
  closedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  /** What was decided of it, if anything was. */
  decisionId: string | null;
  /** Of one that reports or takes up an earlier decision. */
  suggestion: { kind: SuggestionKind; decisionId: string } | null;
}

export interface Attendance {
  id: string;
  meetingId: string;
  seatId: string;
  personId: string;
  /** Null once the person is erased. */
  name: string | null;
  capacity: 'holder' | 'deputy';
  status: 'present' | 'apologies' | 'absent';
  /** From the beginning, and to the end, where null. */
  from: Date | null;
  until: Date | null;
}

export const RULINGS = { stay: 'stays', 'stay-without-vote': 'stays, without a vote', leave: 'leaves', 'no-papers': 'leaves, and gets no papers' } as const;
export type Ruling = keyof typeof RULINGS;

export interface Conflict {
  id: string;
  itemId: string;
  personId: string;
  name: string | null;
  seatId: string;
  interestId: string | null;
  /** Null where none were given, or they were erased. */
  words: string | null;
  declaredAt: Date;
  declaredBy: string;
  /** The latest ruling; null while it is not ruled on. */
  ruling: { ruling: Ruling; ruledBy: string; ruledByName: string | null; at: Date } | null;
}

export interface CastVote {
  id: number;
  itemId: string;
  seatId: string;
  personId: string;
  name: string | null;
  choice: VoteChoice;
  weight: number;
  at: Date;
  /** When another vote of the same seat took its place. */
  replacedAt: Date | null;
}
