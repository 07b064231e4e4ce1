import { sentenceCase } from '#kernel/sayWords.ts';
import { isDecisionType, type DecisionType } from '../decisionType.ts';

/** By what the practices of a PCN vote. */
export const VOTE_UNITS = { practice: 'a vote a practice', list: 'weighted by list size', partners: 'a vote a partner' } as const;
export type VoteUnit = keyof typeof VOTE_UNITS;

/** What a quorum is a share of. */
export const QUORUM_UNITS = { practices: 'practices', patients: 'patients', votes: 'votes' } as const;
export type QuorumUnit = keyof typeof QUORUM_UNITS;

export const THRESHOLDS = { simple: 'simple majority', 'two-thirds': 'two thirds', unanimous: 'unanimous', consent: 'consent: nobody blocks' } as const;
export type Threshold = keyof typeof THRESHOLDS;

/** How the practices of one PCN come to one answer. */
export interface NetworkRule {
  votes: VoteUnit;
  /** At least this share, as a fraction from above 0 to 1, must have answered: "1/2". */
  quorum: { of: QuorumUnit; share: string };
  threshold: Threshold;
}

export type RulesByType = Partial<Record<DecisionType, NetworkRule>>;

/** Where a rule comes from. All but the first two are defaults, and shown as such. */
export const RULE_ORIGINS = {
  agreement: 'the network’s own agreement',
  'agreement-ordinary': 'the network’s own agreement, its rule for ordinary decisions',
  'place-default': 'a default of the place: the network has entered no rule',
  'chorus-default': 'a default of Chorus: neither the network nor the place has entered a rule',
} as const;
export type RuleOrigin = keyof typeof RULE_ORIGINS;

export const isDefaultRule = (origin: RuleOrigin): boolean => origin === 'place-default' || origin === 'chorus-default';

/** Where nobody has entered anything: the plainest rule there is. */
export const CHORUS_DEFAULT: NetworkRule = { votes: 'practice', quorum: { of: 'practices', share: '1/2' }, threshold: 'simple' };

/** Which rule a network answers by, for one type of decision. */
export function ruleFor(type: string, own: RulesByType | null, ofPlace: RulesByType | null): { rule: NetworkRule; from: RuleOrigin } {
  const of = (rules: RulesByType | null, key: string): NetworkRule | undefined => (rules && isDecisionType(key) ? rules[key] : undefined);
  const exact = of(own, type);
  if (exact) return { rule: exact, from: 'agreement' };
  const ordinary = of(own, 'ordinary');
  if (ordinary) return { rule: ordinary, from: 'agreement-ordinary' };
  const ofTheirPlace = of(ofPlace, type) ?? of(ofPlace, 'ordinary');
  return ofTheirPlace ? { rule: ofTheirPlace, from: 'place-default' } : { rule: CHORUS_DEFAULT, from: 'chorus-default' };
}

/** A share as people write it, "1/2", in whole numbers; null where it is no fraction from above 0 to 1. */
export function shareOf(text: string): { part: number; whole: number } | null {
  const match = /^\s*(\d{1,4})\s*\/\s*(\d{1,4})\s*$/.exec(text);
  const [part, whole] = [Number(match?.[1]), Number(match?.[2])];
  return match && part > 0 && whole > 0 && part <= whole ? { part, whole } : null;
}

const SHARES_IN_WORDS: Readonly<Record<string, string>> = { '1/4': 'a quarter', '1/3': 'a third', '1/2': 'half', '2/3': 'two thirds', '3/4': 'three quarters', '1/1': 'all' };

/** "half of practices", "3/5 of practices". */
export const sayQuorum = ({ share, of }: NetworkRule['quorum']): string => `${SHARES_IN_WORDS[share] ?? share} of ${QUORUM_UNITS[of]}`;

/** "Simple majority, a vote a practice; at least half of practices must answer." */
export function sayRule({ votes, quorum, threshold }: NetworkRule): string {
  const words = THRESHOLDS[threshold];
  return `${sentenceCase(words)}, ${VOTE_UNITS[votes]}; at least ${sayQuorum(quorum)} must answer.`;
}
