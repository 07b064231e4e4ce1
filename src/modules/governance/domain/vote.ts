import { DECISION_RULES, type DecisionRule } from './forum.ts';

export const VOTE_CHOICES = { for: 'for', against: 'against', abstain: 'abstains' } as const;
export type VoteChoice = keyof typeof VOTE_CHOICES;

export interface Vote {
  seatId: string;
  choice: VoteChoice;
  /** The seat's weight; it counts where the rule is weighted. */
  weight: number;
}

export interface VoteResult {
  /** `tied` where the chair has still to give the casting vote; `no-result` where nothing can be said at all. */
  outcome: 'carried' | 'not-carried' | 'tied' | 'no-result';
  /** By weight where the rule is weighted, else by seats. */
  for: number;
  against: number;
  abstain: number;
  /** Votes of seats that had none on this item, left out of the count. */
  leftOut: number;
  /** The chair's casting vote, where it decided. */
  castingVote: 'for' | 'against' | null;
  says: string;
}

export interface VoteCircumstances {
  /** Seats ruled out of the vote for a conflict. */
  excludedSeatIds?: readonly string[];
  /** How the chair decides a tie. It counts at a tie only, and only where the rule gives it. */
  castingVote?: 'for' | 'against' | null;
}

/**
 * What a vote comes to. Abstentions count neither for nor against, and are shown. By unanimity and by consent an objection is
 * not weighed: one stops it, whatever its weight.
 */
export function resultOfVote(votes: readonly Vote[], rule: DecisionRule, { excludedSeatIds = [], castingVote = null }: VoteCircumstances = {}): VoteResult {
  const counted = [...new Map(votes.filter(({ seatId }) => !excludedSeatIds.includes(seatId)).map((vote) => [vote.seatId, vote])).values()];
  const sum = (choice: VoteChoice): number => counted.filter((vote) => vote.choice === choice).reduce((total, { weight }) => total + (rule.weighted ? weight : 1), 0);
  const count = { for: sum('for'), against: sum('against'), abstain: sum('abstain') };
  const leftOut = new Set(votes.filter(({ seatId }) => excludedSeatIds.includes(seatId)).map(({ seatId }) => seatId)).size;
  const numbers = `${count.for} for, ${count.against} against, ${count.abstain} abstaining${rule.weighted ? ', by the weights of the seats' : ''}.`;
  const left = leftOut > 0 ? ` ${leftOut === 1 ? 'One vote is' : `${leftOut} votes are`} left out of the count.` : '';
  const result = (outcome: VoteResult['outcome'], why: string, cast: VoteResult['castingVote'] = null): VoteResult => ({ outcome, ...count, leftOut, castingVote: cast, says: `${why} ${numbers}${left}` });

  if (counted.length === 0) return result('no-result', 'No result: nobody has voted.');
  if (!counted.some(({ choice }) => choice !== 'abstain')) return result('no-result', 'No result: everybody abstained.');
  if (count.for + count.against === 0) return result('no-result', 'No result: the weights of the seats that voted for or against add up to nothing.');
  const objections = counted.filter(({ choice }) => choice === 'against').length;
  const by = DECISION_RULES[rule.kind];
  if (rule.kind === 'majority' && count.for === count.against) {
    if (rule.castingVote !== 'chair') return result('not-carried', 'A tie, and nobody has a casting vote: not carried.');
    if (castingVote === null) return result('tied', 'A tie: the chair has the casting vote, and has not given it.');
    return result(castingVote === 'for' ? 'carried' : 'not-carried', `A tie, decided ${castingVote} by the chair’s casting vote.`, castingVote);
  }
  const isCarried = {
    majority: count.for > count.against,
    'two-thirds': count.for * 3 >= (count.for + count.against) * 2 && count.for > 0,
    unanimous: objections === 0,
    consent: objections === 0,
  }[rule.kind];
  return result(isCarried ? 'carried' : 'not-carried', `${isCarried ? 'Carried' : 'Not carried'} (${by}).`);
}
