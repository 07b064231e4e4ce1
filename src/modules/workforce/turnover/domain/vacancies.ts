import Fraction from 'fraction.js';
import type { IsoDate } from '#kernel/isoDate.ts';
import { daysBetween } from './stays.ts';

/** A post over its life, with who fills which part of it when. Ends are the first day on which it is so no more. */
export interface PostOverTime {
  reference: string;
  role: string;
  spans: readonly { from: IsoDate; to: IsoDate | null; wte: string }[];
  fillings: readonly { from: IsoDate; to: IsoDate | null; wte: string }[];
}

/** Days over which a part of a post, or all of it, was filled by nobody. */
export interface Vacancy {
  reference: string;
  role: string;
  from: IsoDate;
  /** Null while it lasts. */
  to: IsoDate | null;
  /** How much of the post was empty at most. */
  wte: Fraction;
  /** Until it was filled, or the day that is asked for. */
  days: number;
  /** False where it still lasts, or ended with the post. */
  isFilled: boolean;
}

/** Every vacancy that began up to a day, in order of time. */
export const vacanciesOf = (posts: readonly PostOverTime[], on: IsoDate): Vacancy[] => posts.flatMap((post) => vacanciesOfPost(post, on)).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

function vacanciesOfPost({ reference, role, spans, fillings }: PostOverTime, on: IsoDate): Vacancy[] {
  const turns = [...new Set([...spans, ...fillings].flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].filter((day) => day <= on).sort();
  const holds = (day: IsoDate) => ({ from, to }: { from: IsoDate; to: IsoDate | null }): boolean => from <= day && (to === null || day < to);
  // Each day on which something turns, with how much is empty from then on; null where the post is not.
  const states = turns.map((day) => {
    const span = spans.find(holds(day));
    return { day, empty: span ? fillings.filter(holds(day)).reduce((rest, { wte }) => rest.sub(wte), new Fraction(span.wte)) : null };
  });
  const isEmpty = (index: number): boolean => (states[index]?.empty?.compare(0) ?? 0) > 0;
  return states.flatMap(({ day }, index) => {
    if (!isEmpty(index) || isEmpty(index - 1)) return [];
    const end = states.findIndex((_, later) => later > index && !isEmpty(later));
    const over = states.slice(index, end < 0 ? undefined : end);
    const wte = over.reduce((most, { empty }) => (empty!.compare(most) > 0 ? empty! : most), new Fraction(0));
    const to = end < 0 ? null : states[end]!.day;
    return [{ reference, role, from: day, to, wte, days: daysBetween(day, to ?? on), isFilled: end >= 0 && states[end]!.empty !== null }];
  });
}

/** The middle of the days that it took to fill what was filled; null where nothing was. The first filling of a new post counts too. */
export function daysToFill(vacancies: readonly Vacancy[]): { filled: number; median: number } | null {
  const days = vacancies.filter(({ isFilled }) => isFilled).map(({ days: taken }) => taken).sort((a, b) => a - b);
  if (days.length === 0) return null;
  const middle = Math.floor(days.length / 2);
  return { filled: days.length, median: days.length % 2 === 1 ? days[middle]! : (days[middle - 1]! + days[middle]!) / 2 };
}
