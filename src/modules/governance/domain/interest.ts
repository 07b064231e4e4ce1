import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { Refusal } from '#kernel/result.ts';
import { whyNotSpan } from './forumEntry.ts';

export const INTEREST_KINDS = {
  financial: 'financial',
  'non-financial-professional': 'non-financial professional',
  'non-financial-personal': 'non-financial personal',
  indirect: 'indirect',
} as const;
export type InterestKind = keyof typeof INTEREST_KINDS;

/** What each kind means, for those who declare. */
export const INTEREST_MEANINGS: Readonly<Record<InterestKind, string>> = {
  financial: 'You may gain or lose money by a decision: a partnership, shares, a contract, paid work.',
  'non-financial-professional': 'You may gain in your profession: a reputation, a post, an unpaid role in a body.',
  'non-financial-personal': 'You may gain in your own life, though not in money: a cause, a treatment, where you live.',
  indirect: 'Somebody close to you has an interest: family, a friend, a business partner.',
};

export interface InterestEntry {
  kind: InterestKind;
  words: string;
  from: IsoDate;
  lastDay?: IsoDate | null;
}

/** One interest of one person, as it is believed now. */
export interface Interest {
  id: string;
  personId: string;
  kind: InterestKind;
  /** Null once erased. */
  words: string | null;
  from: IsoDate;
  /** The day after the last; null where it goes on. */
  to: IsoDate | null;
  declaredOn: IsoDate;
}

/** Where somebody stands with their entry: what they declared, and when they last said that all of it is right. */
export interface InterestReview {
  /** The latest of their reviews and declarations; null where they never declared anything, not even that they have none. */
  lastReviewedOn: IsoDate | null;
  /** By when they are to say so again; for one who never did, the day by which the rule asks for it. */
  dueOn: IsoDate;
  isOverdue: boolean;
}

/** How long an entry stands, and within how many days of taking a seat it is made: figures of rules/governance/interests.yaml. */
export interface InterestRules {
  reviewMonths: number;
  declareDays: number;
}

const WORDS_MOST = 2000;

export function whyNotInterest({ kind, words, from, lastDay }: InterestEntry): Refusal | null {
  if (!Object.hasOwn(INTEREST_KINDS, kind)) return { code: 'interest-kind-unknown', what: 'There is no such kind of interest.', where: 'kind', todo: 'Choose one of the four.' };
  if (words.trim() === '') return { code: 'interest-words-missing', what: 'Say what the interest is.', where: 'words', todo: 'Name the body or person, and how you are connected.' };
  if (words.length > WORDS_MOST) return { code: 'interest-words-too-long', what: `An interest is told in up to ${WORDS_MOST} characters.`, where: 'words', todo: 'Shorten it.' };
  return whyNotSpan({ from, lastDay });
}

/** When a person's entry is due for review. `seatedOn` is the first day of the seat that they have held longest. */
export function reviewOf({ declaredOn, reviewedOn, seatedOn }: { declaredOn: IsoDate | null; reviewedOn: IsoDate | null; seatedOn: IsoDate }, rules: InterestRules, day: IsoDate): InterestReview {
  const [latest] = [declaredOn, reviewedOn].filter((each) => each !== null).sort().reverse();
  const dueOn = latest ? addMonths(latest, rules.reviewMonths) : addDays(seatedOn, rules.declareDays);
  return { lastReviewedOn: latest ?? null, dueOn, isOverdue: dueOn < day };
}

/** The same day so many months later; the last day of a month that is too short. */
function addMonths(day: IsoDate, months: number): IsoDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10) as IsoDate;
}
