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

/** A part of a post that additional roles money would pay for and that cannot be claimed in a month, with why. */
export interface NotClaimed {
  postId: string;
  reference: string;
  why: string;
}

/** What stands in a month, is to be paid from additional roles money, and is in no line of the claim: nobody fills it, or it has no role of the contract. */
export function notClaimed(posts: readonly PostLine[], month: IsoDate): NotClaimed[] {
  const whole = { from: month, to: addDays(month, daysOf(month)) };
  return posts.flatMap(({ id, reference, spans, fillings }): NotClaimed[] => {
    const facts = spans.findLast((span) => overlap(span, whole))?.facts;
    if (!facts || facts.fundedBy !== 'additional-roles') return [];
    if (facts.role === null) return [{ postId: id, reference, why: 'It is none of the additional roles' }];
    const lastDay = addDays(whole.to, -1);
    const here = fillings.filter((filling) => overlap(filling, whole));
    if (here.length === 0) return [{ postId: id, reference, why: 'Nobody filled it' }];
    const vacant = here.filter((filling) => holdsOn(filling, lastDay)).reduce((left, { wte }) => left.sub(wte), new Fraction(facts.wte));
    return vacant.compare(0) > 0 && spans.some((span) => holdsOn(span, lastDay)) ? [{ postId: id, reference, why: `At the end of the month ${vacant.toString()} of its ${new Fraction(facts.wte).toString()} WTE was vacant` }] : [];
  });
}
