import Fraction from 'fraction.js';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { halfUp } from '#platform/explanation/arithmetic.ts';
import type { PlannedPost } from './planYear.ts';
import type { YearPosts } from './scenario.ts';

/** A post that additional roles money pays for, over a span of its life in which nothing of it changes. */
export interface PaidSpan extends PlannedPost {
  /** Who fills which part of it, over which days. */
  fillings: readonly { from: IsoDate; to: IsoDate | null; wte: string }[];
}

/** The first day of the month after a day. */
export const nextMonth = (day: IsoDate): IsoDate => `${addDays(`${day.slice(0, 8)}01` as IsoDate, 31).slice(0, 8)}01` as IsoDate;

/**
 * What is filled of posts, as far as is known: it costs and is claimed. What is vacant counts only from the month after today on, and
 * only where a scenario fills it: nobody is paid for an empty chair.
 */
export function yearPostsOf(spans: readonly PaidSpan[], today: IsoDate): YearPosts {
  const parts = spans.flatMap(({ fillings, ...post }) => {
    const turns = [...new Set([post.from, ...fillings.flatMap(({ from, to }) => (to === null ? [from] : [from, to]))])].filter((day) => day >= post.from && (post.to === null || day < post.to)).sort();
    return turns.map((from, index) => {
      const filled = fillings.filter((one) => one.from <= from && (one.to === null || from < one.to)).reduce((sum, { wte }) => sum.add(wte), new Fraction(0));
      return { post, from, to: turns[index + 1] ?? post.to, filled };
    });
  });
  const first = nextMonth(today);
  const filled = parts.flatMap(({ post, from, to, filled: wte }) => (wte.compare(0) > 0 ? [partOf(post, wte, from, to)] : []));
  const vacant = parts.flatMap(({ post, from, to, filled: wte }) => {
    const empty = new Fraction(post.wte).sub(wte);
    return empty.compare(0) > 0 && (to === null || to > first) ? [partOf(post, empty, from < first ? first : from, to)] : [];
  });
  return { filled: joined(filled), vacant: joined(vacant) };
}

const partOf = (post: PlannedPost, wte: Fraction, from: IsoDate, to: IsoDate | null): PlannedPost => ({
  ...post, from, to, wte: wte.toFraction(), costPence: post.costPence === null ? null : halfUp(wte.div(post.wte).mul(post.costPence)),
});

/** What follows without a change, as one: each month is rounded once. */
function joined(posts: readonly PlannedPost[]): PlannedPost[] {
  const out: PlannedPost[] = [];
  for (const post of posts) {
    const last = out.at(-1);
    const isSame = last && last.to === post.from && (['reference', 'role', 'wte', 'region', 'costPence'] as const).every((key) => last[key] === post[key]);
    if (isSame) out[out.length - 1] = { ...last, to: post.to };
    else out.push(post);
  }
  return out;
}
