import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { yearOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Refusal } from '#kernel/result.ts';
import { sayMonth } from '#kernel/isoDate.ts';
import type { RoleRules } from '../roleRules.ts';
import { claimableFor } from './claimable.ts';
import type { Claimable, PostMonth } from './claimable.ts';
import { capOn } from './role.ts';

/** A claim that stands already: by this PCN or, where `isOwn` is false, by another. */
export interface ClaimStanding {
  post: string;
  role: string;
  wte: Fraction;
  month: IsoDate;
  isOwn: boolean;
}

export interface ClaimsAsked {
  year: FinancialYear;
  /** The PCN's registered patients at the 1 January before the year; null where they are not loaded. */
  listSize: number | null;
  standing: readonly ClaimStanding[];
  rules: RoleRules;
  knownOn?: IsoDate | null;
}

export interface CheckedClaim<Post extends PostMonth> {
  post: Post;
  claimable: Claimable;
}

export interface CheckedClaims<Post extends PostMonth> {
  claims: readonly CheckedClaim<Post>[];
  /** Each with the place of its claim among those that were handed in. */
  refused: readonly { index: number; refusal: Refusal }[];
}

export const postKey = ({ post, month }: Pick<PostMonth, 'post' | 'month'>): string => `${post.trim().toUpperCase()} ${month}`;

/** Checks claims one by one and together: each post and month once, and no role over the cap of this list. */
export function checkClaims<Post extends PostMonth>(posts: readonly Post[], { year, listSize, standing, rules, knownOn = null }: ClaimsAsked): CheckedClaims<Post> {
  const taken = new Map(standing.map((one) => [postKey(one), one.isOwn ? 'own' : 'other']));
  const claimed = new Map<string, Fraction>();
  const roleKey = ({ role, month }: Pick<PostMonth, 'role' | 'month'>): string => `${role} ${month}`;
  const addTo = (one: Pick<PostMonth, 'role' | 'month' | 'wte'>): Fraction => (claimed.get(roleKey(one)) ?? new Fraction(0)).add(one.wte);
  for (const one of standing) if (one.isOwn) claimed.set(roleKey(one), addTo(one));
  const claims: CheckedClaim<Post>[] = [];
  const refused: { index: number; refusal: Refusal }[] = [];
  posts.forEach((post, index) => {
    const refuseWith = (refusal: Refusal | null): boolean => refusal !== null && refused.push({ index, refusal }) > 0;
    if (refuseWith(notInYear(post, year))) return;
    const claimable = claimableFor(post, rules.roles, knownOn);
    if (!claimable.ok) return void refused.push({ index, refusal: claimable.refusal });
    if (refuseWith(alreadyClaimed(post, taken.get(postKey(post))))) return;
    const total = addTo(post);
    if (refuseWith(overCap(post, claimable.value, total, { listSize, rules, knownOn }))) return;
    taken.set(postKey(post), 'own');
    claimed.set(roleKey(post), total);
    claims.push({ post, claimable: claimable.value });
  });
  return { claims, refused };
}

const placeOf = (post: PostMonth): string => `post ${post.post}, ${sayMonth(post.month)}`;

function notInYear(post: PostMonth, year: FinancialYear): Refusal | null {
  if (yearOf(post.month) === year) return null;
  return { code: 'month-outside-year', what: `${sayMonth(post.month)} lies in ${yearOf(post.month)}; these are claims of ${year}.`, where: placeOf(post), todo: `Claim it in ${yearOf(post.month)}.` };
}

function alreadyClaimed(post: PostMonth, by: string | undefined): Refusal | null {
  if (by === undefined) return null;
  if (by === 'own') return { code: 'claimed-twice', what: `1 claim for post ${post.post} and ${sayMonth(post.month)} stands already; a second was made.`, where: placeOf(post), todo: 'Replace or withdraw the first, or correct the reference.' };
  return { code: 'post-claimed-elsewhere', what: `Another PCN claims post ${post.post} for ${sayMonth(post.month)}; 1 claim for a post and month may stand.`, where: placeOf(post), todo: 'If it is another post, give yours a reference that nobody else has; if it is the same, agree who claims for it.' };
}

/** The refusal of the claim with which a PCN goes over its cap; a cap that is not known refuses nothing. */
export function overCap(post: PostMonth, { role }: Pick<Claimable, 'role'>, total: Fraction, { listSize, rules, knownOn }: { listSize: number | null; rules: RoleRules; knownOn: IsoDate | null }): Refusal | null {
  const cap = capOn(rules, post.role, listSize, { on: post.month, knownOn });
  if (cap.kind !== 'capped' || total.compare(cap.line.most) <= 0) return null;
  const lists = listSize === null ? 'of any size' : `of ${listSize.toLocaleString('en-GB')} patients`;
  return {
    code: 'over-cap',
    what: `With this claim, ${total.toString()} whole-time equivalents of ${role.title.toLowerCase()} are claimed for ${sayMonth(post.month)}; a PCN with a list ${lists} may claim ${cap.line.most.toString()}.`,
    where: placeOf(post),
    todo: `${total.sub(cap.line.most).toString()} too many (${cap.line.source.title}${cap.line.status === 'unverified' ? ', unverified' : ''}).`,
  };
}

export interface CappedTotal {
  claimedPence: number;
  /** What is paid: the claims, or the sum where they are more; the claims where the sum is not known. */
  payablePence: number;
  /** What is above the sum: the PCN or its practices bear it. */
  abovePence: number;
}

/** What is paid of all claims of a year: never more than the additional roles reimbursement sum. */
export function cappedAtSum(claimedPence: number, sumPence: number | null): CappedTotal {
  const payablePence = sumPence === null ? claimedPence : Math.min(claimedPence, sumPence);
  return { claimedPence, payablePence, abovePence: claimedPence - payablePence };
}
