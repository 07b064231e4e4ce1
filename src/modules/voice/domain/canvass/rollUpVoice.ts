import type { Answer, Constituent, Voice } from './canvass.ts';
import { isDefaultRule, QUORUM_UNITS, RULE_ORIGINS, sayQuorum, sayRule, shareOf, VOTE_UNITS, type NetworkRule, type QuorumUnit } from './networkRule.ts';
import { emptyTally, outcomeOf, sayCount, sayTally } from './outcome.ts';
import type { Coverage, Outcome, Step, VoiceResult } from './rollUp.ts';

interface Asked {
  constituent: Constituent;
  answer: Answer | null;
}

/** The votes of a practice under a rule. What nobody knows weighs nothing, and the step says of how many it was so. */
export function votesOf({ votes }: NetworkRule, { patients, partners }: Constituent): number {
  if (votes === 'practice') return 1;
  return (votes === 'list' ? patients : partners) ?? 0;
}

export function coverageOf(asked: readonly Asked[]): Coverage {
  const coverage = { practicesAsked: 0, practicesAnswered: 0, patientsAsked: 0, patientsAnswered: 0 };
  for (const { constituent, answer } of asked) {
    const patients = constituent.patients ?? 0;
    coverage.practicesAsked += 1;
    coverage.patientsAsked += patients;
    if (!answer) continue;
    coverage.practicesAnswered += 1;
    coverage.patientsAnswered += patients;
  }
  return coverage;
}

/** From the answers of practices to the one answer of their network, by its own rule, step by step. */
export function rollUpVoice(voice: Voice, asked: readonly Asked[]): VoiceResult {
  const { rule } = voice;
  const practices = asked.map((one) => ({ ...one, votes: votesOf(rule, one.constituent) }));
  const coverage = coverageOf(asked);
  const [votes, heads] = [emptyTally(), emptyTally()];
  let [votesAsked, votesAnswered] = [0, 0];
  for (const { answer, votes: own } of practices) {
    votesAsked += own;
    if (!answer) continue;
    votesAnswered += own;
    votes[answer.choice] += own;
    heads[answer.choice] += 1;
  }
  const steps: Step[] = [
    { what: 'Rule', says: `${sayRule(rule)} From ${RULE_ORIGINS[voice.ruleFrom]}.`, ...(isDefaultRule(voice.ruleFrom) ? { isMet: false } : {}) },
    { what: `Votes: ${VOTE_UNITS[rule.votes]}`, says: `${sayCount(votesAnswered)} of ${sayCount(votesAsked)} votes given: ${sayTally(votes)}.${sayUnknown(rule, asked)}` },
  ];
  const ended = (outcome: Omit<Outcome, 'steps' | 'votes'>): VoiceResult => ({ voice, practices, coverage, votes, steps, ...outcome });
  const without = (noResult: string): VoiceResult => ended({ answer: null, isCarried: false, noResult });

  if (coverage.practicesAnswered === 0) return without('no result: no practice answered.');
  if (votesAsked === 0) return without('no result: the votes sum to zero, so nothing can be weighed.');
  if (votesAnswered === 0) return without('no result: those who answered have no votes.');
  const quorum = quorumStep(rule, {
    practices: [coverage.practicesAnswered, coverage.practicesAsked],
    patients: [coverage.patientsAnswered, coverage.patientsAsked],
    votes: [votesAnswered, votesAsked],
  });
  steps.push(quorum);
  if (!quorum.isMet) return without(`no result: there is no quorum. ${quorum.says}`);
  const { answer, isCarried, step } = outcomeOf(rule.threshold, votes, heads);
  steps.push(step);
  return ended({ answer, isCarried, noResult: null });
}

/** Met exactly is met. A quorum of nobody is none. */
function quorumStep({ quorum }: NetworkRule, given: Record<QuorumUnit, readonly [answered: number, asked: number]>): Step {
  const [answered, asked] = given[quorum.of];
  const share = shareOf(quorum.share);
  const what = `Quorum: ${sayQuorum(quorum)}`;
  if (!share || asked === 0) return { what, says: `There are no ${QUORUM_UNITS[quorum.of]} to count.`, isMet: false };
  const needed = Math.ceil((asked * share.part) / share.whole);
  return { what, says: `${sayCount(answered)} of ${sayCount(asked)} ${QUORUM_UNITS[quorum.of]} answered, ${sayCount(needed)} needed.`, isMet: answered * share.whole >= asked * share.part };
}

function sayUnknown({ votes }: NetworkRule, asked: readonly Asked[]): string {
  if (votes === 'practice') return '';
  const unknown = asked.filter(({ constituent }) => (votes === 'list' ? constituent.patients : constituent.partners) === null).length;
  if (unknown === 0) return '';
  return ` ${unknown === 1 ? 'One practice' : `${sayCount(unknown)} practices`} of unknown ${votes === 'list' ? 'list size' : 'partners'} weigh nothing.`;
}
