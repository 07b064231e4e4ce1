import Fraction from 'fraction.js';
import { sayDate, sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { refuse, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { leastOf, plusOf, timesOf, toPence } from '#platform/explanation/arithmetic.ts';
import { statusOfWorking } from '#platform/explanation/working.ts';
import type { FactUsed, FigureStatus, Working } from '#platform/explanation/working.ts';
import { isReimbursed, maximumOf, REGIONS, shareOf } from './role.ts';
import type { Region, Role } from './role.ts';

/** A post and a month for which money is claimed. No name of anybody is part of it. */
export interface PostMonth {
  /** The PCN's own reference of the post. */
  post: string;
  role: string;
  wte: Fraction;
  /** The first day in post. */
  starts: IsoDate;
  /** The last day in post, included; null where it goes on. */
  ends: IsoDate | null;
  /** The first day of the month. */
  month: IsoDate;
  region: Region;
  /** What was paid for the month: for the days in post, where they are not all. */
  salaryPence: number;
  nationalInsurancePence: number;
  pensionPence: number;
  /** What the PCN means to claim; null for all that it may. */
  askedPence: number | null;
  /** A year's maximum from the PCN's own papers, where the rules hold none. */
  maximumEnteredPence: number | null;
}

export interface Claimable {
  role: Role;
  days: number;
  daysInMonth: number;
  costPence: number;
  /** What is claimed: all that may be, or the less that was asked. */
  claimPence: number;
  /** Of the cost, what is not claimed: the PCN or its practices bear it. */
  bornePence: number;
  status: FigureStatus;
  working: Working;
}

export const daysInMonth = (month: IsoDate): number => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
const lastDayOf = (month: IsoDate): IsoDate => `${month.slice(0, 8)}${daysInMonth(month)}` as IsoDate;

/** How many days of the month somebody is in post. */
export function daysInPost({ month, starts, ends }: Pick<PostMonth, 'month' | 'starts' | 'ends'>): number {
  const first = Math.max(1, starts <= month ? 1 : starts > lastDayOf(month) ? 32 : Number(starts.slice(8)));
  const last = ends === null || ends > lastDayOf(month) ? daysInMonth(month) : ends < month ? 0 : Number(ends.slice(8));
  return Math.max(0, last - first + 1);
}

export const costOf = ({ salaryPence, nationalInsurancePence, pensionPence }: Pick<PostMonth, 'salaryPence' | 'nationalInsurancePence' | 'pensionPence'>): number => salaryPence + nationalInsurancePence + pensionPence;

/**
 * What may be claimed for a post and a month: the least of the actual cost, or the part of it that is reimbursed, and the maximum
 * times WTE by twelve, for the days in post. Exact, rounded once. A maximum is published after the part, so the part is taken of the cost.
 */
export function claimableFor(post: PostMonth, roles: ReadonlyMap<string, Role>, knownOn: IsoDate | null = null): Result<Claimable> {
  const role = roles.get(post.role);
  const where = `post ${post.post}, ${sayMonth(post.month)}`;
  if (!role) return refuse({ code: 'role-unknown', what: `There is no reimbursable role “${post.role.slice(0, 60)}”.`, where, todo: `The roles are ${[...roles.keys()].join(', ')}.` });
  if (post.wte.compare(0) <= 0 || post.wte.compare(1) > 0) return refuse({ code: 'wte-out-of-range', what: `A post is for more than 0 and at most 1 whole-time equivalent; ${post.wte.toString()} was entered.`, where, todo: 'Enter one post for each person.' });
  const days = daysInPost(post);
  if (days === 0) return refuse({ code: 'outside-post-dates', what: `The post is filled from ${sayDate(post.starts)}${post.ends ? ` to ${sayDate(post.ends)}` : ''}: on 0 of the ${daysInMonth(post.month)} days of ${sayMonth(post.month)}.`, where, todo: 'Claim for months in which somebody is in post.' });
  const asked = { on: post.starts > post.month ? post.starts : post.month, knownOn };
  if (!isReimbursed(role, asked)) return refuse({ code: 'role-not-yet', what: `The role ${role.title.toLowerCase()} is reimbursed from ${sayDate(role.introduced.from)}; ${sayMonth(post.month)} is before that.`, where, todo: `Claim from that day on (${role.introduced.source.title}).` });
  const found = maximumOf(role, post.region, asked);
  const maximum = found ?? enteredMaximum(post);
  if (!maximum) return refuse({ code: 'maximum-unknown', what: `No maximum is known for a ${role.title.toLowerCase()} in ${sayMonth(post.month)}, ${REGIONS[post.region]}.`, where, todo: 'Enter the maximum for a year from your contract’s papers.' });
  if (found && post.maximumEnteredPence !== null && !found.value.mul(100).equals(post.maximumEnteredPence)) return refuse({ code: 'maximum-known', what: `The maximum for a ${role.title.toLowerCase()} in ${sayMonth(post.month)} is known: £${found.value.toString()} a year; £${new Fraction(post.maximumEnteredPence, 100).toString()} was entered.`, where, todo: `Leave the maximum out; it is read from ${found.source.title}.` });
  return worked(post, role, days, maximum, shareOf(role, asked));
}

const enteredMaximum = ({ maximumEnteredPence }: PostMonth): FactUsed | null =>
  maximumEnteredPence === null ? null : { kind: 'fact', says: 'Maximum, entered by the PCN', value: new Fraction(maximumEnteredPence, 100), unit: '£ a year', source: 'entered by the PCN', proxyFor: 'the published maximum' };

function worked(post: PostMonth, role: Role, days: number, maximum: Working, share: Working | null): Result<Claimable> {
  const whole = daysInMonth(post.month);
  const fact = (says: string, value: Fraction, unit: string): FactUsed => ({ kind: 'fact', says, value, unit, source: 'entered with the claim' });
  const pounds = (says: string, pence: number) => fact(says, new Fraction(pence, 100), '£');
  const cost = plusOf({ rule: 'actual-cost', says: 'What was paid for the month', unit: '£' }, [pounds('Salary', post.salaryPence), pounds('Employer’s national insurance', post.nationalInsurancePence), pounds('Employer’s pension contribution', post.pensionPence)]);
  const reimbursed = share ? timesOf({ rule: 'reimbursed-part', says: 'The part of the cost that is reimbursed', unit: '£' }, [cost, share]) : cost;
  const twelfth = { ...fact('A month of the year', new Fraction(1, 12), 'share'), source: 'the contract' };
  const inPost = { ...fact(`${days} of ${whole} days in post`, new Fraction(days, whole), 'share'), source: 'the post’s dates' };
  const atMost = timesOf({ rule: 'maximum-for-the-month', says: 'Maximum × WTE ÷ 12, for the days in post', unit: '£' }, [maximum, fact('Whole-time equivalent', post.wte, 'WTE'), twelfth, inPost]);
  const { pence, working } = toPence('claimable', leastOf({ rule: 'least-of-cost-and-maximum', says: 'The least of the cost and the maximum', unit: '£' }, [reimbursed, atMost]));
  const costPence = costOf(post);
  if (post.askedPence !== null && post.askedPence > pence) return refuse(aboveMaximum(post, role, pence, costPence));
  const claimPence = post.askedPence ?? pence;
  return ok({ role, days, daysInMonth: whole, costPence, claimPence, bornePence: costPence - claimPence, status: statusOfWorking(working), working });
}

const say = (pence: number): string => `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;

const aboveMaximum = (post: PostMonth, role: Role, mayPence: number, costPence: number) => ({
  code: 'above-maximum',
  what: `${say(post.askedPence!)} is claimed for a ${role.title.toLowerCase()}; at most ${say(mayPence)} may be, which is ${say(post.askedPence! - mayPence)} less.`,
  where: `post ${post.post}, ${sayMonth(post.month)}`,
  todo: `Claim ${say(mayPence)}; the other ${say(costPence - mayPence)} of the cost of ${say(costPence)} falls on the PCN or its practices.`,
});
