import { SECTORS, type QuorumRule, type Seat } from './forum.ts';

/** Somebody who is in the room for a seat. */
export interface Present {
  seatId: string;
  personId: string;
  capacity: 'holder' | 'deputy';
}

export interface Quorum {
  isQuorate: boolean;
  /** How many voting seats must be filled. */
  needed: number;
  /** How many are. */
  present: number;
  /** The count in a sentence or two, with what is missing. */
  says: string;
}

type QuorumSeat = Pick<Seat, 'id' | 'isVoting' | 'sector' | 'holder'>;

/** A share as it stands in terms of reference, such as "1/2", of a number, rounded up to a whole seat. */
function shareOf(count: number, share: string): number {
  const [over = 1, under = 1] = share.split('/').map(Number);
  return Math.ceil((count * over) / under);
}

/**
 * Counts the voting seats that somebody fills: a holder and a deputy who are both there fill one. A seat that is excluded, for a
 * conflict, counts neither as present nor among those of which a share is needed. Where nobody could be counted there is no quorum.
 */
export function quorumOf(seats: readonly QuorumSeat[], present: readonly Present[], rule: QuorumRule, { excludedSeatIds = [] }: { excludedSeatIds?: readonly string[] } = {}): Quorum {
  const filled = new Set(present.map(({ seatId }) => seatId));
  const voting = seats.filter(({ id, isVoting }) => isVoting && !excludedSeatIds.includes(id));
  const countable = voting.filter(({ id, holder }) => holder !== null || filled.has(id));
  const there = countable.filter(({ id }) => filled.has(id));
  const needed = Math.max(rule.least, rule.share ? shareOf(countable.length, rule.share) : 0);
  const sectorsMissing = (rule.sectors ?? []).filter((sector) => !there.some((seat) => seat.sector === sector));
  const excluded = seats.filter(({ id, isVoting }) => isVoting && excludedSeatIds.includes(id)).length;

  const counts = { needed, present: there.length };
  const without = excluded > 0 ? ` ${seatsSaid(excluded)} ${excluded === 1 ? 'is' : 'are'} left out for a conflict of interest.` : '';
  if (countable.length === 0) {
    return { isQuorate: false, ...counts, says: `There is nobody who could be counted: ${excluded > 0 ? 'every voting seat that is held is left out for a conflict of interest' : 'no voting seat is held'}.` };
  }
  const isQuorate = there.length > 0 && there.length >= needed && sectorsMissing.length === 0;
  const missing = sectorsMissing.length > 0 ? ` Nobody is there for ${sectorsMissing.map((sector) => SECTORS[sector]).join(' or ')}.` : '';
  const verdict = isQuorate ? 'Quorate' : 'Not quorate';
  return { isQuorate, ...counts, says: `${verdict}: ${there.length} of ${seatsSaid(countable.length)} filled, ${needed} needed.${missing}${without}` };
}

const seatsSaid = (count: number): string => `${count} voting ${count === 1 ? 'seat' : 'seats'}`;

/**
 * Who sits for a seat: its holder where they are there, else a deputy, the first of several. Another deputy, or one beside the
 * holder, observes. Null where nobody is there.
 */
export function sitterOf(seatId: string, present: readonly Present[]): Present | null {
  const there = present.filter((one) => one.seatId === seatId);
  return there.find(({ capacity }) => capacity === 'holder') ?? there[0] ?? null;
}
