import Fraction from 'fraction.js';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { halfUp } from '#platform/explanation/arithmetic.ts';
import type { PostLine } from './networkPosts.ts';
import type { PostFacts } from './post.ts';
import { endOfDays, holdsOn, lastDayOf, overlap } from './timeline.ts';

/** What may be claimed for in a month: a post, or the part of it that one person fills. */
export interface ClaimLine {
  postId: string;
  fillingId: string;
  staffId: string;
  /** The post's reference; of several who fill it in the month, each with a number after it. */
  reference: string;
  role: string;
  wte: Fraction;
  starts: IsoDate;
  /** The last day in post; null where it goes on. */
  ends: IsoDate | null;
  region: PostFacts['region'];
  /** What the month costs by the post's own cost of a year, for the part and the days; null where that is not known. */
  costPence: number | null;
}

const daysOf = (month: IsoDate): number => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

/** The lines of a month's claim, by reference: everybody who fills a post that additional roles money pays for, on any of its days. */
export function claimLines(posts: readonly PostLine[], month: IsoDate): ClaimLine[] {
  const days = daysOf(month);
  const whole = { from: month, to: addDays(month, days) };
  return posts.flatMap(({ id, reference, spans, fillings }) => {
    const here = fillings.filter((filling) => overlap(filling, whole)).sort((a, b) => (`${a.from} ${a.id}` < `${b.from} ${b.id}` ? -1 : 1));
    return here.flatMap((filling, index): ClaimLine[] => {
      const day = filling.from > month ? filling.from : month;
      const facts = spans.find((span) => holdsOn(span, day))?.facts;
      if (!facts || facts.fundedBy !== 'additional-roles' || facts.role === null) return [];
      const until = endOfDays(filling) < whole.to ? endOfDays(filling) : whole.to;
      const inPost = (Date.parse(until) - Date.parse(day)) / 86_400_000;
      const part = new Fraction(filling.wte).div(facts.wte).mul(inPost).div(days).div(12);
      return [{
        postId: id, fillingId: filling.id, staffId: filling.staffId, reference: here.length > 1 ? `${reference}/${index + 1}` : reference, role: facts.role, wte: new Fraction(filling.wte),
        starts: filling.from, ends: lastDayOf(filling), region: facts.region, costPence: facts.costPence === null ? null : halfUp(part.mul(facts.costPence)),
      }];
    });
  });
}
