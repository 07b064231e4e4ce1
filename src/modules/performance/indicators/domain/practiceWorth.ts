import Fraction from 'fraction.js';
import type { IndicatorDefinition } from './indicatorDefinition.ts';
import type { IndicatorFigure } from './indicatorFigure.ts';
import { reachOf } from './reach.ts';
import type { Window } from './reach.ts';
import type { MonthOfFigures } from './rolledUp.ts';
import { indicatorWorth } from './worth.ts';
import type { IndicatorWorth, PointWorth } from './worth.ts';

/** A practice’s part of what its PCN is paid for an indicator. */
export interface PracticeWorth extends Pick<IndicatorWorth, 'earnedPence' | 'stillPence' | 'lostPence' | 'toLower' | 'toUpper'> {
  /** The PCN’s points if all of it stood as this practice does. */
  points: Fraction;
  /** How many could still be won here. */
  reach: number;
}

export interface PracticeStanding {
  figure: IndicatorFigure;
  /** Null where its counts, or what a point is worth, are not known. */
  worth: PracticeWorth | null;
}

/**
 * Practice by practice. The PCN is paid as one: a practice’s pounds are what the PCN’s would be if all of it stood as the practice does, times the practice’s
 * part of those counted. Each is rounded to the penny, and as thresholds bend the line they need not add up to the PCN’s.
 */
export function practiceStandings({ definition, latest, window, pointWorth }: { definition: IndicatorDefinition; latest: MonthOfFigures | null; window: Window; pointWorth: PointWorth | null }): PracticeStanding[] {
  const outOf = latest?.pcn.denominator ?? 0;
  return (latest?.practices ?? []).map((figure): PracticeStanding => {
    const { numerator, denominator, countedTo, source } = figure;
    if (!definition.funded || !pointWorth || numerator === null || denominator === null || outOf === 0) return { figure, worth: null };
    const reach = reachOf(definition, window, { numerator, denominator, countedTo });
    const worth = indicatorWorth(definition.funded.indicator, pointWorth, { numerator, denominator, reach: reach.people, ...(reach.toCome === null ? {} : { toCome: reach.toCome }), source });
    if (!worth.ok) return { figure, worth: null };
    const part = (pence: number): number => new Fraction(pence).mul(denominator).div(outOf).round().valueOf();
    const { points, earnedPence, stillPence, lostPence, toLower, toUpper } = worth.value;
    return { figure, worth: { points, earnedPence: part(earnedPence), stillPence: part(stillPence), lostPence: part(lostPence), toLower, toUpper, reach: reach.people } };
  });
}
