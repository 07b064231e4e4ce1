export type { Forecast, Range } from './domain/forecast.ts';
export { forecastOf } from './forecastOf.ts';
