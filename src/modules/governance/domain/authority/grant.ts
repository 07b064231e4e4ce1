import type { IsoDate } from '#kernel/isoDate.ts';
import type { GovernanceForm } from '../forum.ts';
import type { HolderKind, MatterTree, Sourced } from './matter.ts';

/** Who gives or receives authority: an organisation by its code, a forum by its code, or whoever holds a seat, by the seat's id. */
export const BODY_KINDS = { organisation: 'organisation', forum: 'forum', 'person-in-seat': 'person in a seat' } as const;
export type BodyKind = keyof typeof BODY_KINDS;

export interface Body {
  kind: BodyKind;
  id: string;
}

export const bodyKey = ({ kind, id }: Body): string => `${kind}:${id}`;

/** What must be so, or be done, before a grant may be used. Words of a person's own are held apart, by their number. */
export type Condition = { kind: 'consult-lmc' } | { kind: 'joint-with'; body: Body } | { kind: 'other'; wordsId: string };

/** What a grant gives, from whom to whom. */
export interface GrantTerms {
  giver: Body;
  receiver: Body;
  /** Each with all beneath it. */
  matters: readonly string[];
  /** Matters beneath those that the giver keeps. */
  keptBack: readonly string[];
  /** Holds anywhere within this organisation, by the register as at the day. */
  withinCode: string;
  /** Pence a decision; null: none. */
  limitDecisionPence: number | null;
  /** Pence a financial year; null: none. */
  limitYearPence: number | null;
  mayDelegateOnward: boolean;
  /** The governance form of the receiver. */
  form: GovernanceForm;
  from: IsoDate;
  status: 'in-force' | 'draft';
}

/** Authority over named matters, given by one body to another. */
export interface Grant extends GrantTerms {
  id: string;
  conditions: readonly Condition[];
  instrumentWordsId: string | null;
  /** The first day on which it no longer holds; null where it goes on. */
  to: IsoDate | null;
  /** The first day on which it no longer holds because its giver took it back. */
  revokedOn: IsoDate | null;
}

/** What a governance form can do, from rules/governance/forms.yaml. */
export interface FormRule extends Sourced {
  form: GovernanceForm;
  /** `none`: it can only advise. `joint`: only with a grant from each of its parents. */
  power: 'none' | 'granted' | 'joint';
  /** From which original holders it can be given anything. */
  mayReceiveFrom: readonly HolderKind[];
  /** What receives under this form. */
  receivers: readonly BodyKind[];
  /** Who answers for what is decided under it, in plain words. */
  accountability: string;
}
export type FormRules = Readonly<Record<GovernanceForm, FormRule>>;

/** The matter by which a grant covers this one, the nearest; null where it does not, whatever the day. */
export function coveringMatter(grant: Grant, matter: string, tree: MatterTree): string | null {
  const path = tree.upward(matter);
  if (path[0]?.isReserved || path.some(({ id }) => grant.keptBack.includes(id))) return null;
  return path.find(({ id }) => grant.matters.includes(id))?.id ?? null;
}

export type NotStanding = 'draft' | 'revoked' | 'not-yet-begun' | 'ended';

/** Why a grant does not stand on a day; null where it does. A draft that is supposed to be in force counts as if it were. */
export function notStandingOn(grant: Grant, on: IsoDate, isSupposed = false): NotStanding | null {
  if (grant.status === 'draft' && !isSupposed) return 'draft';
  if (grant.revokedOn !== null && grant.revokedOn <= on) return 'revoked';
  if (grant.from > on) return 'not-yet-begun';
  return grant.to !== null && grant.to <= on ? 'ended' : null;
}
