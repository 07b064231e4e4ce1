import Fraction from 'fraction.js';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FigureSource, FigureStatus, FigureUsed } from '#platform/explanation/working.ts';
import { figureOn } from '../../contract/domain/figure.ts';
import type { FigureValue } from '../../contract/domain/figure.ts';

/** Where a post is: pay, and so the maximum, is higher in London. */
export const REGIONS = { national: 'England outside London', 'outer-london': 'Outer London', 'inner-london': 'Inner London' } as const;
export type Region = keyof typeof REGIONS;
export const isRegion = (text: string): text is Region => Object.hasOwn(REGIONS, text);

/** Something that was said of the roles: from when it holds, since when it was known, and by whom it was said. */
export interface RoleFact {
  from: IsoDate;
  to: IsoDate | null;
  published: IsoDate;
  status: FigureStatus;
  source: FigureSource;
}

/** A role for which a PCN is reimbursed. */
export interface Role {
  id: string;
  title: string;
  /** The Agenda for Change band, as it was published; null where that was not found. */
  band: string | null;
  says: string | null;
  introduced: RoleFact;
  /** Which part of the actual cost is reimbursed; none where it is the whole. */
  shares: readonly FigureValue[];
  /** In pounds, for one whole-time equivalent and a year with on-costs; no value means that none is known. */
  maxima: Readonly<Record<Region, readonly FigureValue[]>>;
}

/** How many whole-time equivalents of a role may be claimed for by PCNs of this list size. */
export interface CapLine extends RoleFact {
  roles: readonly string[];
  listFrom: number;
  /** The largest list to which it applies, included; null for any. */
  listTo: number | null;
  most: Fraction;
}

/** Since when there is no cap: on these roles, or where none is named on all but those left out. */
export interface UncappedLine extends RoleFact {
  roles: readonly string[];
  except: readonly string[];
}

/** Asked on a day, and as far as was known on another; null for all that is known. */
export interface RoleAsked {
  on: IsoDate;
  knownOn: IsoDate | null;
}

const holds = ({ from, to, published }: RoleFact, { on, knownOn }: RoleAsked): boolean => from <= on && (to === null || on < to) && (knownOn === null || published <= knownOn);

export const isReimbursed = ({ introduced }: Role, asked: RoleAsked): boolean => holds(introduced, asked);

/** The maximum of a role in a region, ready for a working; null where none is known. */
export function maximumOf(role: Role, region: Region, asked: RoleAsked): FigureUsed | null {
  const value = figureOn({ values: role.maxima[region] }, asked);
  return value && figureUsed(`additional-roles-sum/${role.id}/maximum/${region}`, `Maximum for a ${role.title.toLowerCase()}, ${REGIONS[region]}`, '£ a year', value);
}

/** The part of the cost that is reimbursed; null for the whole. */
export function shareOf(role: Role, asked: RoleAsked): FigureUsed | null {
  const value = figureOn({ values: role.shares }, asked);
  return value && figureUsed(`additional-roles-sum/${role.id}/share`, 'The part that is reimbursed', 'share', value);
}

const figureUsed = (figure: string, says: string, unit: string, { value, from, published, status, source }: FigureValue & { value: string }): FigureUsed => ({
  kind: 'figure', figure, says, unit, value: new Fraction(value), from, published, status, source,
});

export type Cap = { kind: 'capped'; line: CapLine } | { kind: 'uncapped'; line: UncappedLine } | { kind: 'unknown' };

/** The cap on a role for a list of this size. Without a size, the widest that any list has: more than that is over for everybody. */
export function capOn({ caps, uncapped }: { caps: readonly CapLine[]; uncapped: readonly UncappedLine[] }, roleId: string, listSize: number | null, asked: RoleAsked): Cap {
  const none = uncapped.find((line) => holds(line, asked) && (line.roles.length === 0 || line.roles.includes(roleId)) && !line.except.includes(roleId));
  if (none) return { kind: 'uncapped', line: none };
  const lines = caps.filter((line) => holds(line, asked) && line.roles.includes(roleId));
  const own = listSize === null ? lines : lines.filter(({ listFrom, listTo }) => listFrom <= listSize && (listTo === null || listSize <= listTo));
  const widest = own.reduce<CapLine | null>((most, line) => (most && most.most.compare(line.most) >= 0 ? most : line), null);
  return widest ? { kind: 'capped', line: widest } : { kind: 'unknown' };
}
