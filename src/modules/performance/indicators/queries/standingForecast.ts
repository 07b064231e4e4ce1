import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { forecastOf } from '../../forecasts/index.ts';
import { forecastWorth } from '../domain/forecastWorth.ts';
import type { ForecastWorth } from '../domain/forecastWorth.ts';
import type { IndicatorStanding } from './pcnStanding.ts';

/** Where a standing is likely to be at the year’s end, with what that earns. Refused once the year is over or counted whole, and wherever nothing may be forecast. */
export function standingForecast({ definition, months, before, window, pointWorth }: Pick<IndicatorStanding, 'definition' | 'months' | 'before' | 'window' | 'pointWorth'>): Result<ForecastWorth> {
  const none = (what: string) => refuse({ code: 'not-forecast', what, where: definition.code });
  if (months.length === 0) return none('Nothing is known of it yet, so nothing is forecast.');
  if (window.is === 'over') return none(`${definition.year} is over: what was counted stands, and nothing is forecast.`);
  const forecast = forecastOf(definition, months, before);
  if (!forecast.ok) return forecast;
  return forecast.value.monthsToCome === 0 ? none('All its months are counted, so nothing is forecast.') : { ok: true, value: forecastWorth(definition, pointWorth, forecast.value) };
}
