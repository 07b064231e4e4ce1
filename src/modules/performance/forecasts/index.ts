export type { Forecast, Range } from './domain/forecast.ts';
export { indicatorForecast } from './domain/indicatorForecast.ts';
export { forecastRules } from './forecastRules.ts';
