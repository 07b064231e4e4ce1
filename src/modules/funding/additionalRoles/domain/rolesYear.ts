import Fraction from 'fraction.js';
import { endOf, monthsOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import { leastSure } from '#platform/explanation/working.ts';
import type { FigureStatus, FigureUsed } from '#platform/explanation/working.ts';
import { cappedAtSum, postKey } from './checkClaims.ts';
import { claimableFor, daysInMonth, daysInPost } from './claimable.ts';
import type { PostMonth } from './claimable.ts';
import { maximumOf, isReimbursed } from './role.ts';
import type { Region, Role } from './role.ts';

/** The additional roles reimbursement sum of a year, or why it is not known. */
export type SumDue = { pence: number; status: FigureStatus } | { missing: string };

/** A claim that stands, as far as a year's view needs it. */
export interface YearClaim extends PostMonth {
  claimPence: number;
  figureStatus: FigureStatus;
}

/** How much of a role the unclaimed money would have bought for a whole year at its maximum. */
export interface Bought {
  role: Role;
  maximum: FigureUsed;
  wte: Fraction;
  whole: number;
}

export interface RolesYear {
  sum: SumDue;
  claimedPence: number;
  /** What posts, as their latest claims have them, would add to the end of the year. */
  forecastPence: number;
  /** Months to come of posts for which nothing could be worked out, such as for want of a maximum. */
  monthsNotForecast: number;
  /** Claimed and forecast. */
  totalPence: number;
  /** The total, or the sum where the total is more. */
  payablePence: number;
  /** Of the total, what is above the sum: the PCN or its practices bear it. */
  abovePence: number;
  /** Of the sum, what nobody will have claimed; null where the sum is not known. It is not carried into the next year. */
  unclaimedPence: number | null;
  status: FigureStatus;
  bought: readonly Bought[];
}

/** A year of a PCN's additional roles: due, claimed, to come, unclaimed, and what that would have bought in its region. */
export function rolesYear({ year, sum, claims, roles, region }: { year: FinancialYear; sum: SumDue; claims: readonly YearClaim[]; roles: ReadonlyMap<string, Role>; region: Region }): RolesYear {
  const claimedPence = claims.reduce((total, { claimPence }) => total + claimPence, 0);
  const { pence: forecastPence, statuses, monthsNotForecast } = forecastOf(year, claims, roles);
  const totalPence = claimedPence + forecastPence;
  const sumPence = 'pence' in sum ? sum.pence : null;
  const { payablePence, abovePence } = cappedAtSum(totalPence, sumPence);
  const unclaimedPence = sumPence === null ? null : sumPence - payablePence;
  return {
    sum, claimedPence, forecastPence, monthsNotForecast, totalPence, payablePence, abovePence, unclaimedPence,
    status: leastSure([...claims.map(({ figureStatus }) => figureStatus), ...statuses, ...('pence' in sum ? [sum.status] : [])]),
    bought: unclaimedPence === null ? [] : boughtWith(unclaimedPence, { year, roles, region }),
  };
}

/** Each post goes on from its latest claim, at that month's cost for a whole month, until it or the year ends. */
function forecastOf(year: FinancialYear, claims: readonly YearClaim[], roles: ReadonlyMap<string, Role>): { pence: number; statuses: FigureStatus[]; monthsNotForecast: number } {
  const latest = new Map<string, YearClaim>();
  for (const claim of claims) {
    const key = postKey({ post: claim.post, month: startOf(year) });
    const before = latest.get(key);
    if (!before || before.month < claim.month) latest.set(key, claim);
  }
  const statuses: FigureStatus[] = [];
  let [pence, monthsNotForecast] = [0, 0];
  for (const claim of latest.values()) {
    for (const month of monthsOf(year).filter((one) => one > claim.month)) {
      if (daysInPost({ ...claim, month }) === 0) continue;
      const share = new Fraction(daysInPost({ ...claim, month }), daysInMonth(month)).div(new Fraction(daysInPost(claim), daysInMonth(claim.month)));
      const scaled = (amount: number): number => Number(share.mul(amount).round().valueOf());
      const next = claimableFor({ ...claim, month, askedPence: null, salaryPence: scaled(claim.salaryPence), nationalInsurancePence: scaled(claim.nationalInsurancePence), pensionPence: scaled(claim.pensionPence) }, roles);
      if (!next.ok) monthsNotForecast += 1;
      else {
        pence += next.value.claimPence;
        statuses.push(next.value.status);
      }
    }
  }
  return { pence, statuses, monthsNotForecast };
}

function boughtWith(pence: number, { year, roles, region }: { year: FinancialYear; roles: ReadonlyMap<string, Role>; region: Region }): Bought[] {
  const asked = { on: addDays(endOf(year), -1), knownOn: null };
  return [...roles.values()].filter((role) => isReimbursed(role, asked)).flatMap((role) => {
    const maximum = maximumOf(role, region, asked);
    if (!maximum) return [];
    const wte = new Fraction(pence, 100).div(maximum.value);
    return [{ role, maximum, wte, whole: Number(wte.floor().valueOf()) }];
  });
}
