import { sentenceCase } from '#kernel/sayWords.ts';
import { DECISION_RULES, SECTORS } from './forum.ts';
import type { DecisionRule, QuorumRule } from './forum.ts';

/** A quorum as a sentence: "At least 3 voting seats filled, among them general practice." */
export function sayQuorum({ least, share, sectors = [] }: QuorumRule): string {
  const parts = [...(least > 0 ? [`at least ${least} voting ${least === 1 ? 'seat' : 'seats'} filled`] : []), ...(share ? [`at least ${share} of the voting seats that are held`] : [])];
  const among = sectors.length > 0 ? `, among them ${sectors.map((sector) => SECTORS[sector]).join(' and ')}` : '';
  const text = parts.join(', and ') + among;
  return sentenceCase(text);
}

/** A decision rule as a sentence. */
export function sayDecisionRule({ kind, castingVote, weighted }: DecisionRule): string {
  const text = DECISION_RULES[kind];
  const tie = castingVote === 'chair' ? 'the chair decides at a tie' : 'a tie does not carry';
  return `${sentenceCase(text)}; ${weighted ? 'votes count by the weights of the seats' : 'one vote a seat'}; ${tie}`;
}
