import { sentenceCase } from '#kernel/sayWords.ts';
import type { Forum, ForumKind, Sector, Seat } from './forum.ts';

/** Which seats a rule means: those of which everything said here is so. */
export interface SeatMatch {
  sector?: readonly Sector[];
  office?: readonly string[];
  /** None of these. */
  officeNot?: readonly string[];
  knowledge?: string;
}

/** Bodies that the register finds for a forum on a day. */
export const BODY_GROUPS = {
  icb: 'ICB',
  'responsible-councils': 'responsible council',
  pcns: 'PCN',
  federations: 'federation',
  lmcs: 'LMC',
} as const;
export type BodyGroup = keyof typeof BODY_GROUPS;

/** What a rule asks for. */
export type CompositionNeed =
  /** At least so many seats, each of which is one of these. */
  | { kind: 'seats'; anyOf: readonly SeatMatch[]; least: number }
  /** One seat of each of these offices. */
  | { kind: 'offices'; offices: readonly string[]; sector?: readonly Sector[] }
  /** One seat for each body of a group. */
  | { kind: 'each-body'; bodies: BodyGroup; match: SeatMatch };

export type RuleStatus = 'confirmed' | 'reported' | 'derived' | 'unverified';

/** Where a rule is written, and how far that can be trusted. */
export interface RuleSource {
  id: string;
  title: string;
  address: string;
  locator: string;
  status: RuleStatus;
}

export interface CompositionRule {
  /** Such as icb-board/chair. */
  id: string;
  /** In plain words: what the rule asks for. */
  says: string;
  source: RuleSource;
  need: CompositionNeed;
}

export interface Body {
  code: string;
  name: string;
}

/** What is known outside of the forum. */
export interface CompositionFacts {
  bodies: Readonly<Record<BodyGroup, readonly Body[]>>;
  /** How often somebody of a seat could have come, and how many meetings in a row nobody did, up to the last. */
  attendanceOf(seatId: string): { meetings: number; missedInARow: number };
}

export const COMPOSITION_STATES = { 'not-met': 'not met', vacant: 'vacant', expired: 'expired', unattended: 'unattended', met: 'met' } as const;
export type CompositionState = keyof typeof COMPOSITION_STATES;

/** How one part of one rule stands on a day. */
export interface CompositionFinding {
  ruleId: string;
  /** What the rule asks for. */
  rule: string;
  source: RuleSource;
  /** Whom it is about: an office or a body. Null where the rule has one part. */
  about: string | null;
  bodyCode: string | null;
  seatIds: string[];
  state: CompositionState;
  says: string;
}

/** From how many meetings in a row that nobody of a seat came to, it counts as unattended. */
export const UNATTENDED_FROM = 2;

/** Every part of every rule of a forum, with how it stands: never only a colour. `seats` are those of the day. */
export const checkComposition = (rules: readonly CompositionRule[], seats: readonly Seat[], facts: CompositionFacts): CompositionFinding[] => rules.flatMap((rule) => findingsOf(rule, seats, facts));

function findingsOf(rule: CompositionRule, seats: readonly Seat[], facts: CompositionFacts): CompositionFinding[] {
  const { need } = rule;
  const found = (about: string | null, bodyCode: string | null, matching: readonly Seat[], least: number): CompositionFinding => ({
    ruleId: rule.id, rule: rule.says, source: rule.source, about, bodyCode, seatIds: matching.map(({ id }) => id), ...stateOf(matching, least, facts),
  });
  switch (need.kind) {
    case 'seats':
      return [found(null, null, seats.filter((seat) => need.anyOf.some((match) => isMatch(seat, match))), need.least)];
    case 'offices':
      return need.offices.map((office) => found(sayOffice(office), null, seats.filter((seat) => isMatch(seat, { office: [office], ...(need.sector ? { sector: need.sector } : {}) })), 1));
    case 'each-body': {
      const bodies = facts.bodies[need.bodies];
      if (bodies.length > 0) return bodies.map(({ code, name }) => found(name, code, seats.filter((seat) => seat.representsCode === code && isMatch(seat, need.match)), 1));
      // A rule that finds nobody to ask after is not met by that: the register lacks a relation.
      return [{ ...found(null, null, [], 1), says: `The register names no ${BODY_GROUPS[need.bodies]} for this forum on this day, so it cannot be checked. Add the relation in the register.` }];
    }
  }
}

function isMatch(seat: Seat, { sector, office, officeNot, knowledge }: SeatMatch): boolean {
  if (sector && !sector.includes(seat.sector)) return false;
  if (office && !(seat.office && office.includes(seat.office))) return false;
  if (officeNot && seat.office && officeNot.includes(seat.office)) return false;
  return knowledge === undefined || seat.knowledge.includes(knowledge);
}

/** How seats of which at least so many are needed stand: are they there, held, and does anybody come? */
function stateOf(seats: readonly Seat[], least: number, { attendanceOf }: CompositionFacts): { state: CompositionState; says: string } {
  if (seats.length < least) return { state: 'not-met', says: seats.length === 0 ? 'There is no such seat.' : `There ${sayAre(seats.length)} such ${saySeats(seats.length)}; at least ${least} ${least === 1 ? 'is' : 'are'} needed.` };
  const held = seats.filter(({ holder }) => holder !== null);
  if (held.length < least) {
    const empty = seats.filter(({ holder }) => holder === null);
    return { state: empty.some(({ heldUntil }) => heldUntil === null) ? 'vacant' : 'expired', says: empty.map(sayEmpty).join(' ') };
  }
  const missed = held.filter(({ id }) => attendanceOf(id).missedInARow >= UNATTENDED_FROM);
  if (held.length - missed.length < least) return { state: 'unattended', says: missed.map((seat) => `${seat.title}: nobody came to the last ${attendanceOf(seat.id).missedInARow} meetings.`).join(' ') };
  return { state: 'met', says: least === 1 && held.length === 1 ? `${held[0]!.title}: ${held[0]!.holder!.name ?? 'an erased person'}.` : `${held.length} held, at least ${least} needed.` };
}

const sayEmpty = ({ title, heldUntil }: Seat): string => (heldUntil === null ? `${title}: vacant, nobody has held it.` : `${title}: the last holder’s term ended on ${heldUntil}.`);
const sayAre = (count: number): string => (count === 1 ? 'is 1' : `are ${count}`);
const saySeats = (count: number): string => (count === 1 ? 'seat' : 'seats');

/** An office as pages write it: chief-executive becomes Chief executive. */
export const sayOffice = (office: string): string => (sentenceCase(office)).replaceAll('-', ' ');

/** Why nobody can be bound by a mandate in a seat. */
export interface NotMandated {
  why: string;
  /** The rule's id. */
  rule: string;
  source: RuleSource;
}

/** What the rules of a kind of forum say of it as a whole. */
export interface CompositionRules {
  kind: ForumKind;
  rules: readonly CompositionRule[];
  /** Set where its members are nobody's delegates. */
  noDelegates: NotMandated | null;
}

/** Why a seat's holder cannot be given a mandate; null where they can. Offer a briefing instead. */
export const whyNotMandatedBy = ({ noDelegates, kind }: CompositionRules, forum: Pick<Forum, 'kind'>): NotMandated | null => (forum.kind === kind ? noDelegates : null);
