import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { byarInterval, Z_95 } from './intervals.ts';

/** People of one age band and sex: what happened to them, how many they are, and how many such people the standard population has. */
export interface RateStratum {
  band: string;
  events: number;
  population: number;
  standard: number;
}

export interface StandardisedRate {
  /** Events for one person, had the people the ages and sexes of the standard population. */
  rate: number;
  /** 95%, by Dobson’s method over Byar’s interval of the count; null with fewer than ten events, of which it cannot be said. */
  interval: { lower: number; upper: number } | null;
  events: number;
  /** Events that the standard population would have: `rate` times its size. */
  eventsInStandard: number;
}

/** Below this many events a directly standardised rate has no interval that holds (Morris and others, Population Health Metrics 2018). */
const EVENTS_MIN = 10;

/** A directly standardised rate, as the NHS’s code for AC-02 works it out (NHSDigital/iif_indicators, `03_apply_standardisation.py`): the rate of each band, weighted by the standard population. */
export function directlyStandardisedRate(strata: readonly RateStratum[], z = Z_95): Result<StandardisedRate> {
  const fault = strata.map(faultOf).find((one) => one !== null);
  if (fault) return refuse({ code: 'stratum-not-usable', ...fault });
  const standard = strata.reduce((sum, stratum) => sum + stratum.standard, 0);
  if (standard === 0) return refuse({ code: 'standard-missing', what: `The standard population of ${strata.length} bands is 0.`, todo: 'Give the people of each band in the standard population.' });
  let eventsInStandard = 0;
  let variance = 0;
  let events = 0;
  for (const stratum of strata) {
    if (stratum.standard === 0) continue;
    const weight = stratum.standard / stratum.population;
    eventsInStandard += weight * stratum.events;
    variance += weight * weight * stratum.events;
    events += stratum.events;
  }
  const rate = eventsInStandard / standard;
  return { ok: true, value: { rate, events, eventsInStandard, interval: events < EVENTS_MIN ? null : dobson(rate, Math.sqrt(variance) / standard, events, z) } };
}

/** Dobson and others, 1991: the interval of the count, scaled by the ratio of the two standard errors. */
function dobson(rate: number, error: number, events: number, z: number) {
  const { lower, upper } = byarInterval(events, z);
  const scale = error / Math.sqrt(events);
  return { lower: rate + scale * (lower - events), upper: rate + scale * (upper - events) };
}

function faultOf({ band, events, population, standard }: RateStratum): { what: string; where: string; todo: string } | null {
  const todo = 'Give counts of people and of events, none below 0; a band with people in the standard population needs people here too, so join it with the next band.';
  if (!(events >= 0 && population >= 0 && standard >= 0)) return { what: `${events} events among ${population} people, ${standard} in the standard population: one of them is no count.`, where: band, todo };
  if (population === 0 && standard > 0) return { what: `Nobody is of this band here, but ${standard} in the standard population are: its rate is not known.`, where: band, todo };
  return null;
}
