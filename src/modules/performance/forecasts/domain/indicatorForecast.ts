import { monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { forecastShare } from './forecast.ts';
import type { Forecast, ForecastSettings, MonthCount } from './forecast.ts';
import { forecastReach } from './reach.ts';
import type { ReachSettings } from './reach.ts';

/** What was counted of an indicator from April to a day; a count that is not known is null. */
export interface CountedTo {
  countedTo: string;
  numerator: number | null;
  denominator: number | null;
}

/** An indicator’s figures of a year, as they were known at the ends of its months. */
export interface YearSoFar {
  year: FinancialYear;
  months: readonly CountedTo[];
}

/** Whether the denominator grows with the months, or is a register; and what is believed of either at first. */
export type ForecastKind =
  | { counts: 'growing'; withSeason: ForecastSettings; withoutSeason: ForecastSettings }
  | { counts: 'register'; settings: ReachSettings };

/** Forecasts an indicator to the end of its year, from this year’s months and, where there are any, last year’s. */
export function indicatorForecast(now: YearSoFar, before: YearSoFar | null, kind: ForecastKind): Result<Forecast> {
  const months = byMonth(now);
  const lastYear = before && byMonth(before);
  const forecast = kind.counts === 'growing' ? growing(months, lastYear, kind) : forecastReach(registerOf(months), lastYear && registerOf(lastYear), kind.settings);
  return forecast ? { ok: true, value: forecast } : refuse({ code: 'nothing-to-forecast-from', what: `No month of ${now.year} that counts for it was counted whole yet, so nothing is forecast.`, todo: 'Send in the figures of a month from every practice.' });
}

function growing(months: readonly (Known | null)[], lastYear: readonly (Known | null)[] | null, { withSeason, withoutSeason }: ForecastKind & { counts: 'growing' }): Forecast | null {
  const before = lastYear && eachMonth(lastYear);
  return forecastShare(eachMonth(months), before, before && !before.includes(null) ? withSeason : withoutSeason);
}

type Known = { numerator: number; denominator: number };

/** April first; the newest figure of each month, null where there is none or it is not known. */
function byMonth({ year, months }: YearSoFar): (Known | null)[] {
  return monthsOf(year).map((first) => {
    const figure = months.findLast(({ countedTo }) => countedTo.slice(0, 7) === first.slice(0, 7));
    return figure && figure.numerator !== null && figure.denominator !== null ? { numerator: figure.numerator, denominator: figure.denominator } : null;
  });
}

/** What each month added. After a gap a month bears what the gap added too; a month that took away is left out, as counts were corrected in it. */
function eachMonth(months: readonly (Known | null)[]): (MonthCount | null)[] {
  let before: Known = { numerator: 0, denominator: 0 };
  return months.map((known) => {
    if (!known) return null;
    const added = { numerator: known.numerator - before.numerator, denominator: known.denominator - before.denominator };
    before = known;
    return added.numerator < 0 || added.denominator <= 0 || added.numerator > added.denominator ? null : added;
  });
}

/** The register as it stands now, and how many of it were reached by each month. */
function registerOf(months: readonly (Known | null)[]): { denominator: number; byMonth: (number | null)[] } {
  return { denominator: months.findLast((month) => month !== null)?.denominator ?? 0, byMonth: months.map((month) => month?.numerator ?? null) };
}
