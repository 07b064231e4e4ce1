import { expect, test } from 'vitest';
import { excludedSeatsOf, mayRule } from './conflicts.ts';
import type { Seat } from './forum.ts';
import type { Conflict, Ruling } from './meeting.ts';
import type { Present } from './quorum.ts';

const held = (personId: string) => ({ holdingId: personId, personId, name: personId, from: '2024-04-01' as never, to: null });
const seat = (id: string, holder: string | null, deputies: string[] = [], more: Partial<Seat> = {}): Seat => ({
  id, forumCode: 'f', title: id, sector: 'general-practice', office: null, representsCode: null, filling: 'nominated', isVoting: true, weight: 1, knowledge: [], from: '2024-04-01' as never, to: null,
  holder: holder ? held(holder) : null, deputies: deputies.map(held), heldUntil: null, ...more,
});
const SEATS = [seat('chair', 'pat', ['sue'], { office: 'chair' }), seat('mill', 'cara', ['mina']), seat('weir', 'colin'), seat('observer', 'ola', [], { isVoting: false })];
const present = (...pairs: [string, string][]): Present[] => pairs.map(([seatId, personId]) => ({ seatId, personId, capacity: SEATS.some(({ holder }) => holder?.personId === personId) ? 'holder' : 'deputy' }));
const conflict = (personId: string, ruling: Ruling | null): Pick<Conflict, 'personId' | 'ruling'> => ({ personId, ruling: ruling && { ruling, ruledBy: 'pat', ruledByName: 'pat', at: new Date(0) } });
const ALL = present(['chair', 'pat'], ['mill', 'cara'], ['weir', 'colin']);

test.each<[what: string, conflicts: Pick<Conflict, 'personId' | 'ruling'>[], there: Present[], out: string[]]>([
  ['stay', [conflict('cara', 'stay')], ALL, []],
  ['stay without vote', [conflict('cara', 'stay-without-vote')], ALL, ['mill']],
  ['leave', [conflict('cara', 'leave')], ALL, ['mill']],
  ['no papers', [conflict('cara', 'no-papers')], ALL, ['mill']],
  ['not ruled on', [conflict('cara', null)], ALL, []],
  ['a deputy without a conflict sits in for the holder', [conflict('cara', 'leave')], present(['chair', 'pat'], ['mill', 'mina']), []],
  ['a deputy who sits in', [conflict('mina', 'leave')], present(['mill', 'mina']), ['mill']],
  ['a deputy who only observes', [conflict('mina', 'leave')], present(['mill', 'cara'], ['mill', 'mina']), []],
  ['a holder who is not there', [conflict('cara', 'leave')], [], ['mill']],
  ['two of them', [conflict('cara', 'leave'), conflict('pat', 'stay-without-vote')], ALL, ['chair', 'mill']],
])('conflicts: %s', (_, conflicts, there, out) => {
  expect(excludedSeatsOf(conflicts, SEATS, there)).toEqual(out);
});

test.each<[what: string, ruler: string, of: string, there: Present[], conflicted: string[], verdict: string]>([
  ['the chair rules', 'pat', 'cara', ALL, ['cara'], 'ok'],
  ['the chair rules before anybody is marked as there', 'pat', 'cara', [], ['cara'], 'ok'],
  ['another member does not', 'colin', 'cara', ALL, ['cara'], 'not-to-rule'],
  ['nobody rules on their own', 'pat', 'pat', ALL, ['pat'], 'own-conflict'],
  ['a voting member rules on the chair’s own', 'colin', 'pat', ALL, ['pat'], 'ok'],
  ['a deputy chair who is there comes first', 'sue', 'pat', [...ALL, ...present(['chair', 'sue'])], ['pat'], 'ok'],
  ['and then no other member does', 'colin', 'pat', [...ALL, ...present(['chair', 'sue'])], ['pat'], 'not-to-rule'],
  ['a deputy chair who is not there does not', 'sue', 'pat', ALL, ['pat'], 'not-to-rule'],
  ['nor a member with a conflict of their own', 'cara', 'pat', ALL, ['pat', 'cara'], 'not-to-rule'],
  ['nor somebody without a vote', 'ola', 'pat', [...ALL, ...present(['observer', 'ola'])], ['pat'], 'not-to-rule'],
  ['a chair with a conflict does not rule on another’s', 'pat', 'cara', ALL, ['pat', 'cara'], 'not-to-rule'],
  ['where the deputy is in the chair, the deputy rules', 'sue', 'cara', present(['chair', 'sue'], ['mill', 'cara']), ['cara'], 'ok'],
])('rulings: %s', (_, ruler, of, there, conflicted, verdict) => {
  const may = mayRule(ruler, { personId: of }, { seats: SEATS, present: there, conflictedPersonIds: conflicted });
  expect(may.ok ? 'ok' : may.refusal.code).toBe(verdict);
});
