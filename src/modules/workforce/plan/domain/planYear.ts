import Fraction from 'fraction.js';
import { monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { halfUp } from '#platform/explanation/arithmetic.ts';
import { leastSure } from '#platform/explanation/working.ts';
import type { FigureStatus } from '#platform/explanation/working.ts';
import { cappedAtSum, capOn, claimableFor, maximumOf, shareOf } from '#funding/domain';
import type { Region, RoleRules } from '#funding';

/** A post, or a part of its life, that is paid for with additional roles money. */
export interface PlannedPost {
  reference: string;
  role: string;
  wte: string;
  region: Region;
  /** A year's cost of the post with on-costs; null where nobody said. */
  costPence: number | null;
  from: IsoDate;
  /** The first day on which it is paid for no more; null while it goes on. */
  to: IsoDate | null;
}

/** What is asked for a month of a post already, whatever was planned. */
export interface ClaimMade {
  reference: string;
  month: IsoDate;
  costPence: number;
  claimPence: number;
  status: FigureStatus;
}

/** A rise of pay from a month on, in percent; exact, as text. */
export interface PayRise {
  percent: string;
  from: IsoDate;
}

export interface PlanAsked {
  year: FinancialYear;
  /** The additional roles reimbursement sum; null where it is not known. */
  sum: { pence: number; status: FigureStatus } | null;
  listSize: number | null;
  posts: readonly PlannedPost[];
  claims: readonly ClaimMade[];
  rise: PayRise | null;
  rules: RoleRules;
}

/** What an amount of the plan rests on. */
export const COUNTED_FROM = {
  claim: 'as claimed',
  cost: 'from its cost',
  maximum: 'at the maximum, as nobody said its cost',
  'cost-alone': 'at its cost, as no maximum is known',
} as const;
export type CountedFrom = keyof typeof COUNTED_FROM;

/** A post in a month. What is not claimed of its cost, the PCN or its practices bear. */
export interface PlanCell {
  reference: string;
  month: IsoDate;
  costPence: number;
  claimPence: number;
  bornePence: number;
  from: CountedFrom;
  status: FigureStatus;
}

export interface PlanMonth {
  month: IsoDate;
  claimPence: number;
  bornePence: number;
  wte: Fraction;
}

export interface OverCap {
  role: string;
  month: IsoDate;
  wte: Fraction;
  most: Fraction;
}

export interface PlanOfYear {
  year: FinancialYear;
  sumPence: number | null;
  months: readonly PlanMonth[];
  cells: readonly PlanCell[];
  claimPence: number;
  /** What is paid of it: never more than the sum. */
  payablePence: number;
  /** What posts cost beyond what may be claimed, by post and month. */
  bornePence: number;
  /** What is claimed beyond the sum: the PCN bears it too. */
  abovePence: number;
  /** Of the sum, what nobody claims; null where the sum is not known. */
  unclaimedPence: number | null;
  overCaps: readonly OverCap[];
  /** What is in no total, each with why. */
  missing: readonly { reference: string; month: IsoDate; why: string }[];
  status: FigureStatus;
}

const monthAfter = (month: IsoDate): IsoDate => `${addDays(month, 31).slice(0, 8)}01` as IsoDate;
const daysFrom = (from: IsoDate, to: IsoDate): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
export const referenceKey = (reference: string): string => reference.trim().toUpperCase();

/** The part of a month over which a post is paid for; null for none of it. */
function partOf({ from, to }: Pick<PlannedPost, 'from' | 'to'>, month: IsoDate): Fraction | null {
  const next = monthAfter(month);
  const [first, end] = [from > month ? from : month, to !== null && to < next ? to : next];
  return first < end ? new Fraction(daysFrom(first, end), daysFrom(month, next)) : null;
}

/** A year of posts, month by month: what stands as a claim first, then what each post may claim of its cost. To the penny, each month rounded once. */
export function planOfYear({ year, sum, listSize, posts, claims, rise, rules }: PlanAsked): PlanOfYear {
  const cells: PlanCell[] = [];
  const missing: { reference: string; month: IsoDate; why: string }[] = [];
  const claimed = new Set(claims.map(({ reference, month }) => `${referenceKey(reference)} ${month}`));
  for (const { reference, month, costPence, claimPence, status } of claims) cells.push({ reference, month, costPence, claimPence, bornePence: costPence - claimPence, from: 'claim', status });
  for (const post of posts) {
    for (const month of monthsOf(year)) {
      const part = partOf(post, month);
      if (part === null || claimed.has(`${referenceKey(post.reference)} ${month}`)) continue;
      const cell = cellOf(post, month, part, rise, rules);
      if ('why' in cell) missing.push(cell);
      else cells.push(cell);
    }
  }
  const months = monthsOf(year).map((month) => monthOf(month, cells, posts));
  const claimPence = months.reduce((total, { claimPence: pence }) => total + pence, 0);
  const { payablePence, abovePence } = cappedAtSum(claimPence, sum?.pence ?? null);
  return {
    year, sumPence: sum?.pence ?? null, months, cells, claimPence, payablePence, abovePence, missing,
    bornePence: cells.reduce((total, { bornePence }) => total + bornePence, 0),
    unclaimedPence: sum === null ? null : sum.pence - payablePence,
    overCaps: overCapsOf(year, posts, { listSize, rules }),
    status: leastSure([...cells.map(({ status }) => status), ...(sum ? [sum.status] : [])]),
  };
}

const monthOf = (month: IsoDate, cells: readonly PlanCell[], posts: readonly PlannedPost[]): PlanMonth => {
  const own = cells.filter((cell) => cell.month === month);
  const wte = posts.reduce((sum, post) => sum.add(partOf(post, month)?.mul(post.wte) ?? 0), new Fraction(0));
  return { month, claimPence: own.reduce((sum, { claimPence }) => sum + claimPence, 0), bornePence: own.reduce((sum, { bornePence }) => sum + bornePence, 0), wte };
};

function cellOf(post: PlannedPost, month: IsoDate, part: Fraction, rise: PayRise | null, rules: RoleRules): PlanCell | { reference: string; month: IsoDate; why: string } {
  const { reference, role: roleId, region, from, to } = post;
  const role = rules.roles.get(roleId);
  const starts = from > month ? from : month;
  const maximum = role ? maximumOf(role, region, { on: starts, knownOn: null }) : null;
  const risen = rise && rise.from <= month ? new Fraction(rise.percent).div(100).add(1) : new Fraction(1);
  const year = post.costPence === null ? maximum?.value.mul(100).mul(post.wte) : new Fraction(post.costPence).mul(risen);
  if (!year) return { reference, month, why: `Nobody said what it costs, and no maximum is known for ${sayMonth(month)}.` };
  const costPence = halfUp(year.div(12).mul(part));
  const claim = claimableFor(
    { post: reference, role: roleId, wte: new Fraction(post.wte), starts: from, ends: to === null ? null : addDays(to, -1), month, region, salaryPence: costPence, nationalInsurancePence: 0, pensionPence: 0, askedPence: null, maximumEnteredPence: null },
    rules.roles,
  );
  if (!claim.ok && claim.refusal.code === 'maximum-unknown') {
    const share = shareOf(role!, { on: starts, knownOn: null });
    const claimPence = share ? halfUp(share.value.mul(costPence)) : costPence;
    return { reference, month, costPence, claimPence, bornePence: costPence - claimPence, from: 'cost-alone', status: 'unverified' };
  }
  if (!claim.ok) return { reference, month, why: claim.refusal.what };
  const { claimPence, bornePence, status } = claim.value;
  return { reference, month, costPence, claimPence, bornePence, from: post.costPence === null ? 'maximum' : 'cost', status };
}

/** The first month in which each role stands above its cap. */
function overCapsOf(year: FinancialYear, posts: readonly PlannedPost[], { listSize, rules }: { listSize: number | null; rules: RoleRules }): OverCap[] {
  return [...new Set(posts.map(({ role }) => role))].flatMap((role) => {
    for (const month of monthsOf(year)) {
      const cap = capOn(rules, role, listSize, { on: month, knownOn: null });
      if (cap.kind !== 'capped') continue;
      const wte = posts.filter((post) => post.role === role && partOf(post, month)).reduce((sum, post) => sum.add(post.wte), new Fraction(0));
      if (wte.compare(cap.line.most) > 0) return [{ role, month, wte, most: cap.line.most }];
    }
    return [];
  });
}
