import { monthsOf } from '#kernel/financialYear.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { IndicatorDefinition } from '../indicators/domain/indicatorDefinition.ts';
import type { MonthOfFigures } from '../indicators/domain/rolledUp.ts';
import type { Forecast } from './domain/forecast.ts';
import { indicatorForecast } from './domain/indicatorForecast.ts';
import type { CountedTo, ForecastKind } from './domain/indicatorForecast.ts';
import { forecastRules } from './forecastRules.ts';

/**
 * Where a PCN’s indicator is likely to stand at the year’s end, from its own months of this year and of the one before. Refused for what
 * is no part of one, and where nobody can say who is still to be won: neither of the two kinds of forecast fits it.
 */
export function forecastOf(definition: IndicatorDefinition, months: readonly MonthOfFigures[], lastYear: { definition: IndicatorDefinition; months: readonly MonthOfFigures[] } | null): Result<Forecast> {
  if (definition.measure !== 'part' || (definition.reach !== 'counted' && definition.reach !== 'to-come')) return refuse({ code: 'not-forecast', what: `${definition.code} is not forecast: ${definition.measure === 'part' ? 'who could still be won for it is not known month by month' : 'it counts no part of a whole'}.`, where: definition.code });
  return indicatorForecast({ year: definition.year, months: counted(months) }, lastYear && { year: lastYear.definition.year, months: counted(lastYear.months) }, kindOf(definition));
}

/** A month in which some practice is missing is no figure of the PCN. */
const counted = (months: readonly MonthOfFigures[]): CountedTo[] => months.map(({ countedTo, pcn }) => (pcn.isPartial ? { countedTo, numerator: null, denominator: null } : { countedTo, numerator: pcn.numerator, denominator: pcn.denominator }));

function kindOf({ year, reach, season }: IndicatorDefinition): ForecastKind {
  const { share, reach: reachRules } = forecastRules();
  if (reach === 'to-come') return { counts: 'growing', ...share };
  const isInSeason = (month: string): boolean => !season || (season.from <= season.to ? season.from.slice(0, 2) <= month && month <= season.to.slice(0, 2) : month >= season.from.slice(0, 2) || month <= season.to.slice(0, 2));
  return { counts: 'register', settings: { ...reachRules, season: monthsOf(year).flatMap((first, index) => (isInSeason(first.slice(5, 7)) ? [index] : [])) } };
}
