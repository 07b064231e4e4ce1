import type { IsoDate } from '#kernel/isoDate.ts';
import type { SubjectRef } from '#platform/subject/subject.ts';
import type { VoteResult } from './vote.ts';

/** How a decision came to be taken. Those between meetings are told apart, and counted. */
export const DECISION_WAYS = { meeting: 'in a meeting', 'chairs-action': 'chair’s action', 'urgent-action': 'urgent action', outside: 'outside any meeting' } as const;
export type DecisionWay = keyof typeof DECISION_WAYS;

export const DECISION_OUTCOMES = { agreed: 'agreed', 'not-agreed': 'not agreed', 'referred-up': 'referred up', deferred: 'deferred' } as const;
export type DecisionOutcome = keyof typeof DECISION_OUTCOMES;

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
  outcome: DecisionOutcome;
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

export const CURE_KINDS = { ratify: 'ratified', 'decide-above': 'decided by the body that may', consult: 'consulted on', 'meet-again': 'decided anew' } as const;
export type CureKind = keyof typeof CURE_KINDS;

/** What one check found. A finding that is not met says how the decision stands for it, and what cures it. */
export interface Finding {
  check: 'authority' | 'quorum' | 'conflicts' | 'vote' | 'mandate' | 'consultation';
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
  /** How it stands now, its cures counted. */
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

/** What made good one finding. */
export interface DecisionCure {
  findingIndex: number;
  kind: CureKind;
  /** In a sentence. */
  what: string;
  byDecisionId: string | null;
  paperId: string | null;
  at: Date;
  by: string;
}

export interface DecisionCorrection {
  decided: string;
  reasons: string;
  why: string;
  at: Date;
  by: string;
}

/** A decision as the record keeps it, with what came after. */
export interface RecordedDecision extends Decision {
  /** How it stood when it was recorded. */
  recordedStanding: Standing;
  recordedBy: string;
  /** The count of its votes; null where nobody voted. */
  voteResult: VoteResult | null;
  /** Withheld from those who do not sit there, with the reason. */
  isPrivate: boolean;
  privateReason: string | null;
  cures: readonly DecisionCure[];
  /** Each time its wording was put right; `decided` and `reasons` are the latest. */
  corrections: readonly DecisionCorrection[];
  firstWording: { decided: string; reasons: string } | null;
}

const CURE_OF: Readonly<Record<Exclude<Standing, 'stands'>, CureKind>> = { recommendation: 'decide-above', provisional: 'ratify', marked: 'meet-again' };

/** What is owed for each finding that is neither met nor cured. */
export const owedOf = (findings: readonly Finding[], cures: readonly Pick<DecisionCure, 'findingIndex'>[]): Decision['owed'] =>
  findings.flatMap(({ isMet, standing = 'marked', cure, says }, findingIndex) =>
    isMet || cures.some((one) => one.findingIndex === findingIndex) ? [] : [{ findingIndex, kind: cure?.kind ?? CURE_OF[standing], says: cure?.says ?? says }],
  );

/** How a decision stands once some of its findings are cured. */
export const standingAfter = (findings: readonly Finding[], cures: readonly Pick<DecisionCure, 'findingIndex'>[]): Standing =>
  standingOf(findings.filter((_, index) => !cures.some(({ findingIndex }) => findingIndex === index)));

/** Whether it can be acted on: something was agreed, and nothing is owed for it any more. */
export const isActionable = ({ outcome, owed }: Pick<Decision, 'outcome' | 'owed'>): boolean => outcome === 'agreed' && owed.length === 0;

const MANDATE_TOLD = {
  met: 'What was agreed was inside the mandate of those who agreed it.',
  not: 'What was agreed was outside the mandate of those who agreed it.',
  owed: 'Those who gave the mandate ratify it, or it is decided anew.',
};

/** A finding as any page may tell it: what a mandate's limits are stays with those who gave it, so only whether it was kept is told. */
export function toldFinding(finding: Finding): Finding {
  if (finding.check !== 'mandate') return finding;
  const told = { ...finding, says: finding.isMet ? MANDATE_TOLD.met : MANDATE_TOLD.not, source: 'Mandate of the representatives' };
  return finding.isMet ? told : { ...told, cure: { ...(finding.cure ?? { kind: 'ratify' }), says: MANDATE_TOLD.owed } };
}
