import { group } from 'd3-array';
import { normalBound } from '#kernel/distributionBounds.ts';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { logRank, medianStay, stayingAfter, survivalCurve } from './survival.ts';
import type { Stay, SurvivalStep } from './survival.ts';

export const BELONGS = { practice: 'At home in a practice', team: 'At home in a PCN team', nowhere: 'At home nowhere' } as const;
export type Belongs = keyof typeof BELONGS;

/** One filling of a post, with what was so of the post on its first day. */
export interface FillingSeen {
  staffId: string;
  from: IsoDate;
  /** The first day on which the post is filled by them no more; null while it goes on. */
  to: IsoDate | null;
  leavingReason: string | null;
  role: string;
  belongs: Belongs;
  /** The practice or team at which the post was at home. */
  home: string;
}

/** How long somebody stayed in the PCN, from post to post. It bears the role and home with which it began: what came later cannot have been its cause. */
export interface PcnStay extends Pick<FillingSeen, 'role' | 'belongs' | 'home' | 'from'> {
  /** The first day on which they were here no more; null while they are. */
  to: IsoDate | null;
  hasLeft: boolean;
  reason: string | null;
}

const FAR = '9999-12-31' as IsoDate;
const endOf = ({ to }: Pick<FillingSeen, 'to'>): IsoDate => to ?? FAR;
const dayNumber = (day: IsoDate): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
export const daysBetween = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from);

/**
 * The stays of a PCN as they stand on a day. Posts that follow each other without a gap, or after an end by which nobody is lost
 * (`isLoss` false: other hours, another post here), are one stay; an end that is no loss and that nothing follows is not a leaving.
 */
export function staysOf(fillings: readonly FillingSeen[], isLoss: (reason: string) => boolean, on: IsoDate): PcnStay[] {
  const byPerson = group(fillings.filter(({ from }) => from <= on), ({ staffId }) => staffId);
  return [...byPerson.values()].flatMap((own) => {
    const stays: FillingSeen[] = [];
    for (const filling of [...own].sort((a, b) => (a.from < b.from ? -1 : 1))) {
      const last = stays.at(-1);
      const goesOn = last && (filling.from <= endOf(last) || (last.leavingReason !== null && !isLoss(last.leavingReason)));
      if (!goesOn) stays.push(filling);
      else if (endOf(filling) >= endOf(last)) stays[stays.length - 1] = { ...last, to: filling.to, leavingReason: filling.leavingReason };
    }
    return stays.map(({ role, belongs, home, from, to, leavingReason }): PcnStay => {
      const isOver = to !== null && to <= on;
      const hasLeft = isOver && leavingReason !== null && isLoss(leavingReason);
      return { role, belongs, home, from, to: isOver ? to : null, hasLeft, reason: isOver ? leavingReason : null };
    });
  });
}

export interface Watched {
  /** Up to and with this day. */
  on: IsoDate;
  /** From this day on every leaver is on record; null where they are on record from the start. Who had left before is not counted, who was here enters then. */
  since: IsoDate | null;
}

/** The stays as a curve counts them, in days. */
export function watchedStays(stays: readonly PcnStay[], { on, since }: Watched): Stay[] {
  return stays.flatMap(({ from, to, hasLeft }) => {
    const until = daysBetween(from, to ?? addDays(on, 1));
    const enteredAt = since !== null && from < since ? daysBetween(from, since) : 0;
    return until <= enteredAt ? [] : [{ enteredAt, until, hasLeft }];
  });
}

export interface StayCurve {
  name: string;
  stays: number;
  left: number;
  /** Null below the fewest stays of which a curve is drawn. */
  curve: readonly SurvivalStep[] | null;
  /** In days; null where more than half still stay, or nothing is drawn. */
  median: number | null;
  afterYear: ReturnType<typeof stayingAfter>;
  /** The longest that anybody was watched, in days. */
  watched: number;
}

const YEAR_DAYS = 365;

export function curveOf(name: string, stays: readonly Stay[], fewest: number): StayCurve {
  const isDrawn = stays.length >= fewest;
  const curve = isDrawn ? survivalCurve(stays) : null;
  return {
    name, stays: stays.length, left: stays.filter(({ hasLeft }) => hasLeft).length, curve,
    median: curve && medianStay(curve), afterYear: curve && stayingAfter(stays, curve, YEAR_DAYS), watched: Math.max(0, ...stays.map(({ until }) => until)),
  };
}

export interface Comparison {
  curves: readonly StayCurve[];
  /** Whether those of which curves are drawn leave at different rates; null where fewer than two are drawn, or nobody left. */
  test: { chiSquared: number; degrees: number; isMoreThanChance: boolean } | null;
}

/** A curve for each group, the largest first, and whether they differ by more than chance (the log-rank test, five in a hundred). */
export function compareGroups(stays: readonly PcnStay[], groupOf: (stay: PcnStay) => string, watched: Watched, fewest: number): Comparison {
  const groups = [...group(stays, groupOf)].map(([name, own]) => ({ name, own: watchedStays(own, watched) })).sort((a, b) => b.own.length - a.own.length || (a.name < b.name ? -1 : 1));
  const found = logRank(groups.filter(({ own }) => own.length >= fewest).map(({ own }) => own));
  return { curves: groups.map(({ name, own }) => curveOf(name, own, fewest)), test: found && { ...found, isMoreThanChance: found.chiSquared > chanceBound(found.degrees) } };
}

/** What chi-squared passes by chance five times in a hundred: exact with one degree of freedom, else by Wilson and Hilferty, good to 1%. */
export function chanceBound(degrees: number): number {
  if (degrees === 1) return normalBound(0.95) ** 2;
  const ninth = 2 / (9 * degrees);
  return degrees * (1 - ninth + normalBound(0.9) * Math.sqrt(ninth)) ** 3;
}
