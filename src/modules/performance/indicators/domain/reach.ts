import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate, sayDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { IndicatorDefinition } from './indicatorDefinition.ts';

/** Whether effort counts today: it does, it will from a day on, or it is over. */
export type Window = { is: 'open'; until: IsoDate } | { is: 'later'; from: IsoDate } | { is: 'over'; since: IsoDate };

const dayIn = (year: FinancialYear, monthAndDay: string): IsoDate => isoDate(`${Number(year.slice(0, 4)) + (monthAndDay < '04-01' ? 1 : 0)}-${monthAndDay}`);

/** When effort for an indicator counts: until it or its year ends, and in its season. */
export function windowOf({ year, season, to }: Pick<IndicatorDefinition, 'year' | 'season' | 'to'>, today: IsoDate): Window {
  const end = to < endOf(year) ? to : endOf(year);
  const from = season ? dayIn(year, season.from) : startOf(year);
  // A season's last day counts; the first day on which nothing does is the year's end, or the day after it.
  const lastDay = season ? dayIn(year, season.to) : null;
  if (today >= end || (lastDay !== null && today > lastDay)) return { is: 'over', since: end };
  return today < from ? { is: 'later', from } : { is: 'open', until: end };
}

export const sayWindow = (window: Window): string => (window.is === 'open' ? `Counts until ${sayDate(window.until)}, that day not included` : window.is === 'later' ? `Counts from ${sayDate(window.from)}` : `Over since ${sayDate(window.since)}`);

/** Those of one practice, or of a PCN, who could still be won. */
export interface Reach {
  people: number;
  /** Those to come until the year's end at the pace so far, where only they can be won. */
  toCome: number | null;
}

/** Who could still be won: those counted and not achieved; or, of what has happened already, only as many as are still to come. */
export function reachOf({ year, reach, direction }: Pick<IndicatorDefinition, 'year' | 'reach' | 'direction'>, window: Window, { numerator, denominator, countedTo }: { numerator: number; denominator: number; countedTo: IsoDate }): Reach {
  const isOver = window.is === 'over';
  if (reach === 'counted') return { people: isOver ? 0 : direction === 'lower' ? numerator : denominator - numerator, toCome: null };
  if (reach !== 'to-come') return { people: 0, toCome: null };
  const [passed, left] = [daysBetween(startOf(year), countedTo) + 1, daysBetween(countedTo, endOf(year)) - 1];
  const toCome = isOver ? 0 : Math.round((denominator * Math.max(0, left)) / Math.max(1, passed));
  return { people: toCome, toCome };
}

const DAY_MS = 86_400_000;
const daysBetween = (from: IsoDate, to: IsoDate): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
