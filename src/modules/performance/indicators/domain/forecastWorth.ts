import Fraction from 'fraction.js';
import { paymentFor, pointsEarned } from '#funding/domain';
import type { Forecast, Range } from '../../forecasts/index.ts';
import type { IndicatorDefinition } from './indicatorDefinition.ts';
import type { PointWorth } from './worth.ts';

/** A share at the year’s end, a part of one, and what it would earn; null where the points are not known. */
export interface ForecastPoint {
  share: number;
  points: Fraction | null;
  pence: number | null;
}

export interface ForecastRange {
  low: ForecastPoint;
  high: ForecastPoint;
}

/** A forecast with what its likeliest end, and the ends of its ranges, would earn. Low and high are those of the share: where lower is better the low one earns most. */
export interface ForecastWorth {
  likeliest: ForecastPoint;
  half: ForecastRange;
  ninety: ForecastRange;
  monthsSeen: number;
  monthsToCome: number;
  knowsSeason: boolean;
}

/** A forecast is no exact number: its share is taken to the millionth, and from there on everything is exact. */
const MILLION = 1_000_000;

export function forecastWorth({ funded, code }: Pick<IndicatorDefinition, 'funded' | 'code'>, pointWorth: PointWorth | null, { share, half, ninety, monthsSeen, monthsToCome, knowsSeason }: Forecast): ForecastWorth {
  const at = (part: number): ForecastPoint => {
    const none = { share: part, points: null, pence: null };
    if (!funded || !pointWorth || funded.indicator.kind !== 'fraction') return none;
    const earned = pointsEarned(funded.indicator, { kind: 'fraction', numerator: new Fraction(Math.round(part * MILLION)), denominator: new Fraction(MILLION), source: `Forecast of ${code}` });
    return earned.ok ? { share: part, points: earned.value.points, pence: paymentFor(earned.value.working, pointWorth.figures.pointValue, pointWorth).pence } : none;
  };
  const range = ({ low, high }: Range): ForecastRange => ({ low: at(low), high: at(high) });
  return { likeliest: at(share), half: range(half), ninety: range(ninety), monthsSeen, monthsToCome, knowsSeason };
}
