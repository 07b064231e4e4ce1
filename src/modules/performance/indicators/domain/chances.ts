import Fraction from 'fraction.js';
import { paymentFor } from '#funding/domain';
import type { Indicator } from '#funding';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { IndicatorDefinition } from './indicatorDefinition.ts';
import { onBetterSide, shareOut } from './nextBest.ts';
import type { Chance } from './nextBest.ts';
import { reachOf, sayWindow } from './reach.ts';
import type { Window } from './reach.ts';
import type { MonthOfFigures } from './rolledUp.ts';
import type { PointWorth } from './worth.ts';

/** What an indicator brings to the order of effort: who can be won where, or why it is not in it. */
export type ChanceOrNot = { chance: Chance } | { code: string; whyNot: string };

export interface ChanceFacts {
  definition: IndicatorDefinition;
  latest: MonthOfFigures | null;
  window: Window;
  pointWorth: PointWorth | null;
}

/** An indicator's chance. Of those to come as many are counted as come by the year's end at the pace so far, each of them in the denominator. */
export function chanceOf({ definition, latest, window, pointWorth }: ChanceFacts): ChanceOrNot {
  const not = (whyNot: string): ChanceOrNot => ({ code: definition.code, whyNot });
  const indicator = definition.funded?.indicator;
  if (!indicator || !pointWorth) return not(definition.earns === 'nothing' ? 'It earns nothing: management information' : 'Its points are not known here');
  if (indicator.kind !== 'fraction' || !indicator.lower || !indicator.upper) return not(indicator.kind === 'binary' ? 'It is earned by every practice or not at all' : 'Its thresholds, or its baseline, are not known here');
  if (window.is !== 'open') return not(sayWindow(window));
  const { numerator = null, denominator = null } = latest?.pcn ?? {};
  if (!latest || numerator === null || denominator === null) return not('Nothing is known of it yet');
  const { people, toCome } = reachOf(definition, window, { numerator, denominator, countedTo: latest.countedTo });
  const reach = placesOf(definition, latest, window, latest.countedTo, toCome);
  const outOf = denominator + (toCome ?? 0);
  // Where fewer are better nobody to come need be counted against it: all of them stand on the better side only once won.
  const side = onBetterSide(indicator.direction, { lower: indicator.lower.value, upper: indicator.upper.value, numerator: indicator.direction === 'lower' ? numerator + (toCome ?? 0) : numerator, denominator: outOf });
  if (people === 0 || reach.length === 0) return not('Nobody is left to be won');
  return { chance: { code: definition.code, maximum: maximumOf(indicator, pointWorth), ...side, reach } };
}

/** What all its points pay, in pounds, exactly: before it is rounded to the penny. */
function maximumOf({ points }: Indicator, worth: PointWorth): Fraction {
  return paymentFor(points, worth.figures.pointValue, worth).working.parts[0]?.value ?? new Fraction(0);
}

/** Who is left in each practice that is known; those to come in proportion to those who came. */
function placesOf(definition: IndicatorDefinition, { practices }: MonthOfFigures, window: Window, countedTo: IsoDate, toCome: number | null): Chance['reach'] {
  const known = practices.flatMap(({ organisationCode, numerator, denominator }) => (numerator === null || denominator === null ? [] : [{ practice: organisationCode, numerator, denominator }]));
  if (toCome === null) return known.map(({ practice, ...counts }) => ({ practice, people: reachOf(definition, window, { ...counts, countedTo }).people })).filter(({ people }) => people > 0);
  const came = known.reduce((sum, { denominator }) => sum + denominator, 0);
  // Shared out of something at least as large, so that the parts keep the practices' proportions.
  const scale = Math.max(1, Math.ceil(toCome / Math.max(1, came)));
  return shareOut(known.map(({ practice, denominator }) => ({ practice, people: denominator * scale })), toCome);
}
