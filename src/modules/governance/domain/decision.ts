import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';

/** How a decision came to be taken. Those between meetings are told apart, and counted. */
export const DECISION_WAYS = { meeting: 'in a meeting', 'chairs-action': 'chair’s action', 'urgent-action': 'urgent action', outside: 'outside any meeting' } as const;
export type DecisionWay = keyof typeof DECISION_WAYS;

/** What is about to be recorded. It is always recorded as it happened; the checks say how far it stands. */
export interface DecisionDraft {
  forumCode: string;
  takenOn: IsoDate;
  way: DecisionWay;
  meetingId: string | null;
  itemId: string | null;
  /** What it is about, such as a question of the voice module. */
  subject: SubjectRef | null;
  /** On which matter, by its id in rules/governance/matters.yaml: authority is asked of it. */
  matter: string | null;
  amountPence: number | null;
  withinCode: string;
  outcome: 'agreed' | 'not-agreed' | 'referred-up' | 'deferred';
  /** In plain words: what was decided. */
  decided: string;
  reasons: string;
  /** Of a question with options: which was agreed, by its id. */
  optionId: string | null;
  /** Numbers agreed, by the name of the range that a mandate sets: pounds in pence, dates as days, shares in parts of 1. */
  terms: Readonly<Record<string, number | string>>;
  /** Who agreed it for general practice: the persons of the general practice seats who took part. */
  representatives: readonly string[];
}

/** How a decision stands, the weakest finding first. */
export const STANDINGS = {
  stands: 'stands',
  marked: 'stands, marked: something owed before it was not done',
  provisional: 'provisional until ratified',
  recommendation: 'a recommendation to the body that may decide',
} as const;
export type Standing = keyof typeof STANDINGS;

export type CureKind = 'ratify' | 'decide-above' | 'consult' | 'meet-again';

/** What one check found. A finding that is not met says how the decision stands for it, and what cures it. */
export interface Finding {
  check: 'authority' | 'quorum' | 'conflicts' | 'mandate' | 'consultation';
  isMet: boolean;
  says: string;
  /** The rule, and where it is written. */
  rule: string;
  source: string;
  /** Of one that is not met. */
  standing?: Exclude<Standing, 'stands'>;
  cure?: { kind: CureKind; says: string; bodyCode?: string };
}

export interface Decision extends DecisionDraft {
  id: string;
  recordedAt: Date;
  standing: Standing;
  findings: readonly Finding[];
  /** What is still owed before it can be acted on; empty for one that stands. */
  owed: readonly { findingIndex: number; kind: CureKind; says: string }[];
}

const WEAKEST_FIRST: readonly Standing[] = ['recommendation', 'provisional', 'marked', 'stands'];

/** How a decision stands after its checks: as its weakest finding says. */
export function standingOf(findings: readonly Finding[]): Standing {
  const of = findings.flatMap(({ isMet, standing }) => (isMet ? [] : [standing ?? 'marked']));
  return WEAKEST_FIRST.find((standing) => of.includes(standing as Exclude<Standing, 'stands'>)) ?? 'stands';
}
