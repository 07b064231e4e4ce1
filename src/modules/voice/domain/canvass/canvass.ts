import type { IsoDate } from '#kernel/isoDate.ts';
import type { NetworkRule, RuleOrigin } from './networkRule.ts';

/** What may be answered, the warmest first. */
export const ANSWER_CHOICES = {
  support: 'support',
  conditions: 'support with conditions',
  neutral: 'neutral',
  object: 'object',
  block: 'block',
} as const;
export type AnswerChoice = keyof typeof ANSWER_CHOICES;

export const isAnswerChoice = (text: string): text is AnswerChoice => Object.hasOwn(ANSWER_CHOICES, text);

/** Who is asked: practices roll up into their PCN; bodies answer for themselves, beside. */
export type ConstituentKind = 'practice' | 'federation' | 'lmc';

/** Which roles answer for a constituent of each kind. */
export const ANSWERING_ROLES = {
  practice: ['practice-manager', 'gp-partner'],
  federation: ['federation-director'],
  lmc: ['lmc-officer'],
} as const satisfies Record<ConstituentKind, readonly string[]>;

/** Told of a canvass of their PCN, and not asked for it. */
export const INFORMED_ROLES = ['clinical-director', 'pcn-manager'] as const;

/** One organisation that is asked, as it was on the day on which the canvass was opened. */
export interface Constituent {
  code: string;
  name: string;
  kind: ConstituentKind;
  /** The PCN of a practice then; null for one in no PCN, and for a body. */
  pcnCode: string | null;
  /** Registered patients; null where no publication counts them. */
  patients: number | null;
  /** GP partners, as the network's agreement says or else as the roles held that day count; null for a body. */
  partners: number | null;
}

/** Practices that answer with one voice: those of a PCN, or (null) those in no PCN together. */
export interface Voice {
  pcnCode: string | null;
  name: string;
  rule: NetworkRule;
  /** Where the rule comes from, in words and as a kind: a default is always shown as one. */
  ruleFrom: RuleOrigin;
}

/** How the voices of a place make its answer. */
export interface PlaceRule {
  threshold: NetworkRule['threshold'];
  /** The share of voices that must have a result, as a fraction: "1/2". */
  quorumShare: string;
  /** Whether the federation and the LMC count as a voice each. Left out, they stand beside. */
  countsBodies: boolean;
}

/** A question put to every constituent of a place. The day, the constituents, their sizes and the rules are kept as they were. */
export interface Canvass {
  id: string;
  questionId: string;
  placeCode: string;
  openedOn: IsoDate;
  openedAt: Date;
  openedBy: string;
  /** The last day on which it can be answered. */
  closesOn: IsoDate;
  /** Null while it is open. One whose last day has passed takes no answer, whether or not anybody has closed it yet. */
  closedAt: Date | null;
  closedBy: string | null;
  /** Why it was closed before its day. */
  closedEarlyFor: string | null;
  /** The publication of the list sizes, `<data set>/<day>`; null where none is held. */
  listSource: string | null;
  decisionType: string;
  placeRule: PlaceRule;
  placeRuleFrom: RuleOrigin;
}

/** What one constituent says now. */
export interface Answer {
  organisationCode: string;
  choice: AnswerChoice;
  /** In its own words; null where it gave none, or they are erased. */
  words: string | null;
  wouldChange: string | null;
  way: 'link' | 'signed-in';
  at: Date;
  personId: string;
  /** How many times it was changed before. */
  changes: number;
}
