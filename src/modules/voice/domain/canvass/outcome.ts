import { ANSWER_CHOICES, type AnswerChoice } from './canvass.ts';
import { THRESHOLDS, type Threshold } from './networkRule.ts';
import type { Step, Tally } from './rollUp.ts';

export const emptyTally = (): Record<AnswerChoice, number> => ({ support: 0, conditions: 0, neutral: 0, object: 0, block: 0 });

export const totalOf = (tally: Tally): number => tally.support + tally.conditions + tally.neutral + tally.object + tally.block;

const CHOICES = Object.keys(ANSWER_CHOICES) as AnswerChoice[];
const numbers = new Intl.NumberFormat('en-GB');
export const sayCount = (count: number): string => numbers.format(count);

/** "support 3, object 1": what was given only. */
export const sayTally = (tally: Tally): string => CHOICES.filter((choice) => tally[choice] > 0).map((choice) => `${ANSWER_CHOICES[choice]} ${sayCount(tally[choice])}`).join(', ') || 'nothing';

/**
 * Whether votes carry, and what the group says. Support counts for, with conditions or without; an objection or a block
 * counts against; a neutral answer helps the quorum and counts neither way. Only votes that were given are counted.
 * `heads` are those who answered, each once: a practice whose vote weighs nothing can object and block too.
 */
export function outcomeOf(threshold: Threshold, votes: Tally, heads: Tally): { answer: AnswerChoice; isCarried: boolean; step: Step } {
  const [yes, no] = [votes.support + votes.conditions, votes.object + votes.block];
  const isCarried = carries(threshold, yes, no, heads);
  const says = `${sayCount(yes)} for, ${sayCount(no)} against${votes.neutral ? `, ${sayCount(votes.neutral)} neutral` : ''}`;
  const step = { what: `Threshold: ${THRESHOLDS[threshold]}`, says: `${says}: ${why(threshold, yes, no, heads, isCarried)}.`, isMet: isCarried };
  return { answer: answerOf(threshold, yes, no, heads, isCarried), isCarried, step };
}

const isStoppedByBlock = (threshold: Threshold, { block }: Tally): boolean => block > 0 && (threshold === 'consent' || threshold === 'unanimous');

function carries(threshold: Threshold, yes: number, no: number, heads: Tally): boolean {
  if (yes === 0) return false;
  switch (threshold) {
    case 'simple':
      return yes > no;
    case 'two-thirds':
      return yes * 3 >= (yes + no) * 2;
    case 'unanimous':
      return heads.object + heads.block === 0;
    case 'consent':
      return heads.block === 0;
  }
}

/** What was not carried is against only where more are against than for; else the group is of no one mind. */
function answerOf(threshold: Threshold, yes: number, no: number, heads: Tally, isCarried: boolean): AnswerChoice {
  if (isCarried) return heads.conditions > 0 ? 'conditions' : 'support';
  if (isStoppedByBlock(threshold, heads)) return 'block';
  if (threshold === 'unanimous' && heads.object > 0) return 'object';
  return no > yes ? 'object' : 'neutral';
}

function why(threshold: Threshold, yes: number, no: number, heads: Tally, isCarried: boolean): string {
  if (isCarried) return threshold === 'consent' && heads.object > 0 ? 'carried, with objections that do not block' : 'carried';
  if (isStoppedByBlock(threshold, heads)) return 'blocked';
  if (threshold === 'unanimous' && heads.object > 0) return 'not all are for, so not carried';
  if (yes === 0 && no === 0) return 'nobody for or against, so not carried';
  if (yes === no) return 'a tie, which does not carry';
  return yes > no ? 'a majority, but not two thirds of the votes for and against' : 'not carried';
}
