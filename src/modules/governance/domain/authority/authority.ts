import type { IsoDate } from '#kernel/isoDate.ts';
import type { GovernanceForm } from '../forum.ts';
import type { Body, FormRules, Grant, NotStanding } from './grant.ts';
import type { HolderKind, Matter, MatterTree } from './matter.ts';

export interface AuthorityQuestion {
  matter: string;
  /** Null where no money is at stake, or it is not known how much. */
  amountPence: number | null;
  withinCode: string;
  on: IsoDate;
}

/** A decision taken before, which used up some of a yearly limit. */
export interface EarlierDecision {
  /** Keys of whoever may have taken it, each as the body that it stands for: a forum, and whoever holds one of its seats where it was taken outside a meeting. */
  takenBy: readonly string[];
  takenOn: IsoDate;
  matter: string;
  amountPence: number;
  withinCode: string;
}

/** What the answer rests on, read beforehand for one question or for a whole map. */
export interface AuthorityFacts {
  matters: MatterTree;
  forms: FormRules;
  /** Every grant that may bear on it, whatever its day and status. */
  grants: readonly Grant[];
  /** What a place lies within on a day, itself first, then ever wider. */
  areasOf(code: string, on: IsoDate): readonly string[];
  /** The organisations of a kind that hold their matters there on a day. */
  holdersIn(kind: HolderKind, code: string, on: IsoDate): readonly string[];
  holderKindOf(organisationCode: string): HolderKind | null;
  /** A board stands for its organisation: both are one body. */
  standsFor(body: Body): Body;
  /** By a forum's terms on the day; null where it has none, or for what is no forum. */
  formOf(body: Body): GovernanceForm | null;
  /** Whether nobody holds the seat on the day. */
  isVacant(body: Body): boolean;
  nameOf(body: Body): string;
  earlierDecisions: readonly EarlierDecision[];
  /** Who could use what a grant gives: its receiver, and to whom that passed it on; as keys of bodies. */
  usersOf(grant: Grant): ReadonlySet<string>;
  /** Drafts to be taken as in force, by their ids: for what-if. */
  supposed: ReadonlySet<string>;
}

/** One thing asked of a step. What is still to be done does not stop the body from deciding once it is done. */
export interface Check {
  what: 'limit-decision' | 'limit-year' | 'consult-lmc' | 'joint-with' | 'joint-parent' | 'seat-held' | 'other';
  state: 'met' | 'not-met' | 'to-do';
  says: string;
  /** Of a condition in somebody's own words. */
  wordsId?: string;
  /** Whom it concerns, of what is to be done jointly. */
  body?: Body;
}

/** One grant of a chain, with what it asks. */
export interface Step {
  grant: Grant;
  giver: Body;
  receiver: Body;
  form: GovernanceForm;
  coveringMatter: string;
  checks: readonly Check[];
  /** Of the yearly limit, pence; null where there is none. */
  usedPence: number | null;
  leftPence: number | null;
}

/** From an original holder, by grants, to a body. Without steps: the holder itself. */
export interface Chain {
  holder: Body;
  steps: readonly Step[];
  body: Body;
  /** Whether every step's checks are met, but for what remains to be done. */
  isAble: boolean;
}

export type WhyPassedOver = NotStanding | 'no-power' | 'wrong-giver' | 'not-allowed-onward' | 'giver-has-none' | 'kept-back' | 'in-a-circle';

/** A grant of this matter, for this place, that gives nothing here. */
export interface PassedOver {
  grant: Grant;
  why: WhyPassedOver;
  says: string;
}

export interface Authority {
  question: AuthorityQuestion;
  matter: Matter;
  /**
   * `decides`: a body does that was granted it. `stays`: with general practice's own bodies, which kept it. `advise`: only the
   * board of the holder may decide; everybody else can advise it.
   */
  outcome: 'decides' | 'stays' | 'advise';
  /** Of several bodies: each must agree, or each decides for itself alone. */
  arrangement: 'alone' | 'jointly' | 'each';
  bodies: readonly Body[];
  /** One for each original holder, in the order of the bodies. */
  chains: readonly Chain[];
  /** Every body that could decide it alone, the one that should among them. */
  ableAlone: readonly Body[];
  /** Other ways to somebody who may, and ways that end at a check that is not met. */
  others: readonly Chain[];
  passedOver: readonly PassedOver[];
  /** What must be done before it may be decided. */
  remains: readonly Check[];
  accountable: readonly { body: Body; says: string }[];
  /** What of it nobody has verified, in plain words. */
  unverified: readonly string[];
  says: string;
}
