import Fraction from 'fraction.js';
import { endOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { halfUp } from '#platform/explanation/arithmetic.ts';
import { isReimbursed, maximumOf } from '#funding/domain';
import type { Role, RoleRules } from '#funding';
import type { PlannedPost } from './planYear.ts';

/** What a year of a post may come to cost the PCN or its practices. Amounts are null where the cost or the maximum is not known. */
export interface PostRisk {
  reference: string;
  role: string;
  wte: string;
  costPence: number | null;
  maximumPence: number | null;
  /** Of a year's cost, what is above the maximum. */
  abovePence: number | null;
  /** The same after a rise of pay that no maximum follows. */
  abovePenceAfterRise: number | null;
  /** It goes on after the year, and for then no money is promised yet: what a year of it costs. */
  isUnfundedAfter: boolean;
}

/** The posts that stand at the end of the year, those that may cost the most first. */
export function risksOf(posts: readonly PlannedPost[], { year, percent, isNextYearKnown, rules }: { year: FinancialYear; percent: string; isNextYearKnown: boolean; rules: RoleRules }): PostRisk[] {
  const last = addDays(endOf(year), -1);
  const risks = posts.filter(({ from, to }) => from <= last && (to === null || to > last)).map((post): PostRisk => {
    const role = rules.roles.get(post.role);
    const maximum = role ? maximumOf(role, post.region, { on: last, knownOn: null }) : null;
    const maximumPence = maximum ? halfUp(maximum.value.mul(100).mul(post.wte)) : null;
    const above = (costPence: number): number | null => (maximumPence === null ? null : Math.max(0, costPence - maximumPence));
    const risen = post.costPence === null ? null : halfUp(new Fraction(percent).div(100).add(1).mul(post.costPence));
    return {
      reference: post.reference, role: post.role, wte: post.wte, costPence: post.costPence, maximumPence,
      abovePence: post.costPence === null ? null : above(post.costPence), abovePenceAfterRise: risen === null ? null : above(risen),
      isUnfundedAfter: !isNextYearKnown && (post.to === null || post.to > endOf(year)),
    };
  });
  return risks.sort((a, b) => (b.abovePenceAfterRise ?? -1) - (a.abovePenceAfterRise ?? -1) || (a.reference < b.reference ? -1 : 1));
}

/** What money that nobody claims would buy of a role. */
export interface WouldBuy {
  role: Role;
  /** A year's maximum in pence. */
  maximumPence: number;
  /** The whole-time equivalent from a month on to the end of the year. */
  wte: Fraction;
  months: number;
}

/** What the unclaimed money would buy from a month on, if somebody began then and cost the maximum. Nothing once no month is left. */
export function wouldBuy(unclaimedPence: number, { from, year, region, rules }: { from: IsoDate; year: FinancialYear; region: PlannedPost['region']; rules: RoleRules }): WouldBuy[] {
  const end = endOf(year);
  const months = (Number(end.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(from.slice(5, 7));
  if (months <= 0 || unclaimedPence <= 0) return [];
  const asked = { on: from, knownOn: null };
  return [...rules.roles.values()].filter((role) => isReimbursed(role, asked)).flatMap((role) => {
    const maximum = maximumOf(role, region, asked);
    if (!maximum) return [];
    return [{ role, maximumPence: halfUp(maximum.value.mul(100)), wte: new Fraction(unclaimedPence, 100).div(maximum.value.mul(Math.min(months, 12)).div(12)), months: Math.min(months, 12) }];
  });
}
