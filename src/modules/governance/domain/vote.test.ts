import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DecisionRule } from './forum.ts';
import { resultOfVote, VOTE_CHOICES, type Vote, type VoteChoice, type VoteCircumstances, type VoteResult } from './vote.ts';

const LETTERS: Record<string, VoteChoice> = { f: 'for', a: 'against', o: 'abstain' };
/** "ffa o": a seat a letter, each of weight 1; "f3": of weight 3. */
const votes = (text: string): Vote[] => [...text.matchAll(/([fao])(\d*)/g)].map(([, letter, weight], index) => ({ seatId: `seat-${index}`, choice: LETTERS[letter!]!, weight: weight ? Number(weight) : 1 }));
const rule = (kind: DecisionRule['kind'], castingVote: DecisionRule['castingVote'] = null, weighted = false): DecisionRule => ({ kind, castingVote, weighted });

const CASES: [what: string, cast: string, by: DecisionRule, expected: VoteResult['outcome'], circumstances?: VoteCircumstances][] = [
  ['more for than against', 'ffa', rule('majority'), 'carried'],
  ['more against', 'faa', rule('majority'), 'not-carried'],
  ['abstentions count for nothing', 'foooo', rule('majority'), 'carried'],
  ['a tie without a casting vote', 'ffaa', rule('majority'), 'not-carried'],
  ['a tie that waits for the chair', 'ffaa', rule('majority', 'chair'), 'tied'],
  ['a tie that the chair carries', 'ffaa', rule('majority', 'chair'), 'carried', { castingVote: 'for' }],
  ['a tie that the chair does not carry', 'ffaa', rule('majority', 'chair'), 'not-carried', { castingVote: 'against' }],
  ['a casting vote that the terms do not give', 'ffaa', rule('majority'), 'not-carried', { castingVote: 'for' }],
  ['a casting vote where there is no tie', 'ffa', rule('majority', 'chair'), 'carried', { castingVote: 'against' }],
  ['two thirds exactly', 'ffa', rule('two-thirds'), 'carried'],
  ['just under two thirds', 'fffaa', rule('two-thirds'), 'not-carried'],
  ['two thirds of those who did not abstain', 'ffaoo', rule('two-thirds'), 'carried'],
  ['unanimous with an abstention', 'ffo', rule('unanimous'), 'carried'],
  ['one against a unanimous rule', 'fffa', rule('unanimous'), 'not-carried'],
  ['consent', 'foo', rule('consent'), 'carried'],
  ['a block', 'ffffa', rule('consent'), 'not-carried'],
  ['a block is not weighed', 'f9a0', rule('consent', null, true), 'not-carried'],
  ['weights decide', 'f5aa', rule('majority', null, true), 'carried'],
  ['weights are left aside where the rule has none', 'f5aa', rule('majority'), 'not-carried'],
  ['a tie of weights', 'f2aa', rule('majority', 'chair', true), 'tied'],
  ['weights that add up to nothing', 'f0f0a0', rule('majority', 'chair', true), 'no-result'],
  ['only seats without weight voted for or against', 'f0a0o3', rule('majority', null, true), 'no-result'],
  ['everybody abstained', 'ooo', rule('consent'), 'no-result'],
  ['nobody voted', '', rule('majority'), 'no-result'],
  ['a seat ruled out is left out', 'ffaa', rule('majority'), 'carried', { excludedSeatIds: ['seat-3'] }],
  ['all were ruled out', 'fa', rule('majority'), 'no-result', { excludedSeatIds: ['seat-0', 'seat-1'] }],
];

test.each(CASES)('vote: %s', (_, cast, by, expected, circumstances) => {
  expect(resultOfVote(votes(cast), by, circumstances).outcome).toBe(expected);
});

test('says the numbers, abstentions too, and what was left out', () => {
  expect(resultOfVote(votes('ffao'), rule('majority'), { excludedSeatIds: ['seat-0'] }).says).toBe('A tie, and nobody has a casting vote: not carried. 1 for, 1 against, 1 abstaining. One vote is left out of the count.');
  expect(resultOfVote(votes('f0'), rule('majority', null, true)).says).toBe('No result: the weights of the seats that voted for or against add up to nothing. 0 for, 0 against, 0 abstaining, by the weights of the seats.');
});

const anyVotes = fc.array(fc.record({ seatId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), choice: fc.constantFrom(...(Object.keys(VOTE_CHOICES) as VoteChoice[])), weight: fc.integer({ min: 0, max: 9 }) }), { maxLength: 12 });
const anyRule = fc.record({ kind: fc.constantFrom('majority', 'two-thirds', 'unanimous', 'consent'), castingVote: fc.constantFrom('chair', null), weighted: fc.boolean() }) as fc.Arbitrary<DecisionRule>;

test('a seat counts once, its latest vote; an abstention never turns a result; the order of seats does not matter', () => {
  fc.assert(
    fc.property(anyVotes, anyRule, (cast, by) => {
      const result = resultOfVote(cast, by);
      const latest = [...new Map(cast.map((vote) => [vote.seatId, vote])).values()];
      expect(result).toEqual(resultOfVote(latest.toReversed(), by));
      if (!by.weighted) expect(result.for + result.against + result.abstain).toBe(latest.length);
      if (result.outcome !== 'no-result') expect(resultOfVote([...latest, { seatId: 'another', choice: 'abstain', weight: 1 }], by).outcome).toBe(result.outcome);
    }),
  );
});
