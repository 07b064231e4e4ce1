import { drawLottery, type Sha256 } from './lottery.ts';
import type { Method } from './opportunity.ts';
import { inRotation, type Had, type Turn } from './rotation.ts';
import { byScore, meansOf, type Criterion, type PanelMember, type Score, type Scored } from './scoring.ts';

/** Everything that an outcome follows from, and nothing else. */
export interface OutcomeFacts {
  method: Method;
  places: number | null;
  penceEach: number | null;
  seed: string;
  /** The codes of all that entered. */
  entries: readonly string[];
  /** Of a rotation. */
  had: readonly Had[];
  /** Of one that is scored. */
  criteria: readonly Criterion[];
  panel: readonly PanelMember[];
  scores: readonly Score[];
}

/** One entrant in the order of the outcome, with the working of its place. */
export interface OutcomeRow {
  code: string;
  rank: number;
  isGranted: boolean;
  pence: number;
  ticket: string;
  turn: Turn | null;
  scored: Scored | null;
}

/** Who has it. The same facts give the same outcome, to whoever asks. */
export function outcomeOf(facts: OutcomeFacts, sha256: Sha256): OutcomeRow[] {
  const tickets = drawLottery(facts.seed, facts.entries, sha256);
  const ticketOf = (code: string): string => tickets.find((one) => one.code === code)!.ticket;
  const turns = facts.method === 'rotation' ? inRotation(facts.had, ticketOf) : [];
  const scored = facts.method === 'scored' ? byScore(meansOf(tickets.map(({ code }) => code), facts.criteria, facts.panel, facts.scores), ticketOf) : [];
  const order = turns.length ? turns : scored.length ? scored : facts.method === 'everyone' ? [...tickets].sort((a, b) => (a.code < b.code ? -1 : 1)) : tickets;
  return order.map(({ code }, index) => {
    const isGranted = facts.places === null || index < facts.places;
    return { code, rank: index + 1, isGranted, pence: isGranted ? (facts.penceEach ?? 0) : 0, ticket: ticketOf(code), turn: turns.find((one) => one.code === code) ?? null, scored: scored.find((one) => one.code === code) ?? null };
  });
}
