import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QuorumRule, Sector } from './forum.ts';
import { quorumOf, sitterOf, type Present } from './quorum.ts';

const seat = (id: string, sector: Sector = 'general-practice', isVoting = true, isHeld = true) => ({ id, sector, isVoting, holder: isHeld ? { holdingId: id, personId: `holder-${id}`, name: id, from: '2024-04-01' as never, to: null } : null });
const there = (...seatIds: string[]): Present[] => seatIds.map((seatId) => ({ seatId, personId: `holder-${seatId}`, capacity: 'holder' }));
const deputy = (seatId: string): Present => ({ seatId, personId: `deputy-${seatId}`, capacity: 'deputy' });
const FIVE = ['a', 'b', 'c', 'd', 'e'].map((id) => seat(id));

interface Case {
  seats?: ReturnType<typeof seat>[];
  present: Present[];
  rule: QuorumRule;
  excluded?: string[];
  expected: { isQuorate: boolean; needed: number; present: number };
  says?: string;
}

const CASES: Record<string, Case> = {
  'as many as are needed': { present: there('a', 'b', 'c'), rule: { least: 3 }, expected: { isQuorate: true, needed: 3, present: 3 }, says: 'Quorate: 3 of 5 voting seats filled, 3 needed.' },
  'one too few': { present: there('a', 'b'), rule: { least: 3 }, expected: { isQuorate: false, needed: 3, present: 2 } },
  'a holder and a deputy of one seat count once': { present: [...there('a', 'b'), deputy('a')], rule: { least: 3 }, expected: { isQuorate: false, needed: 3, present: 2 } },
  'a deputy sits in': { present: [...there('a', 'b'), deputy('c')], rule: { least: 3 }, expected: { isQuorate: true, needed: 3, present: 3 } },
  'a half is rounded up': { present: there('a', 'b'), rule: { least: 1, share: '1/2' }, expected: { isQuorate: false, needed: 3, present: 2 } },
  'the larger of number and share': { present: there('a', 'b', 'c'), rule: { least: 4, share: '1/2' }, expected: { isQuorate: false, needed: 4, present: 3 } },
  'a vacant seat is none of those of which a share is needed': { seats: [...FIVE.slice(0, 4), seat('e', 'lmc', true, false)], present: there('a', 'b'), rule: { least: 1, share: '1/2' }, expected: { isQuorate: true, needed: 2, present: 2 } },
  'a seat without a vote is not counted': { seats: [...FIVE, seat('f', 'commissioner', false)], present: there('a', 'b', 'f'), rule: { least: 3 }, expected: { isQuorate: false, needed: 3, present: 2 } },
  'a sector must be there': { seats: [...FIVE, seat('f', 'lmc')], present: there('a', 'b', 'c'), rule: { least: 2, sectors: ['lmc'] }, expected: { isQuorate: false, needed: 2, present: 3 }, says: 'Not quorate: 3 of 6 voting seats filled, 2 needed. Nobody is there for LMC.' },
  'a seat ruled out is counted on neither side': { present: there('a', 'b', 'c'), rule: { least: 1, share: '1/2' }, excluded: ['a'], expected: { isQuorate: true, needed: 2, present: 2 }, says: 'Quorate: 2 of 4 voting seats filled, 2 needed. 1 voting seat is left out for a conflict of interest.' },
  'a number is not lowered by conflicts': { present: there('a', 'b', 'c'), rule: { least: 3 }, excluded: ['a'], expected: { isQuorate: false, needed: 3, present: 2 } },
  'nobody came': { present: [], rule: { least: 0 }, expected: { isQuorate: false, needed: 0, present: 0 } },
  'no seat is held': { seats: [seat('a', 'lmc', true, false)], present: [], rule: { least: 0 }, expected: { isQuorate: false, needed: 0, present: 0 }, says: 'There is nobody who could be counted: no voting seat is held.' },
  'all are ruled out': { present: there('a', 'b', 'c', 'd', 'e'), rule: { least: 2 }, excluded: ['a', 'b', 'c', 'd', 'e'], expected: { isQuorate: false, needed: 2, present: 0 }, says: 'There is nobody who could be counted: every voting seat that is held is left out for a conflict of interest.' },
};

test.each(Object.entries(CASES))('quorum: %s', (_, { seats = FIVE, present, rule, excluded, expected, says }) => {
  const quorum = quorumOf(seats, present, rule, { excludedSeatIds: excluded });
  expect(quorum).toMatchObject(expected);
  if (says) expect(quorum.says).toBe(says);
});

test('the holder sits before the deputy, the deputy where the holder is not there, nobody where neither is', () => {
  expect([sitterOf('a', [deputy('a'), ...there('a')])?.personId, sitterOf('a', [deputy('a')])?.personId, sitterOf('a', there('b'))]).toEqual(['holder-a', 'deputy-a', null]);
});

test('one more who comes never makes a meeting inquorate, and nobody is never a quorum', () => {
  const subset = fc.subarray(FIVE.map(({ id }) => id));
  const rule = fc.record({ least: fc.integer({ min: 0, max: 6 }), share: fc.constantFrom('1/2', '2/3', '1/3', undefined) });
  fc.assert(
    fc.property(subset, fc.constantFrom('a', 'b', 'c', 'd', 'e'), rule, subset, (present, more, terms, excludedSeatIds) => {
      const before = quorumOf(FIVE, there(...present), terms, { excludedSeatIds });
      const after = quorumOf(FIVE, there(...new Set([...present, more])), terms, { excludedSeatIds });
      expect(after.isQuorate || !before.isQuorate).toBe(true);
      expect(after.present).toBeLessThanOrEqual(FIVE.length - excludedSeatIds.length);
      expect(quorumOf(FIVE, [], terms, { excludedSeatIds }).isQuorate).toBe(false);
    }),
  );
});
