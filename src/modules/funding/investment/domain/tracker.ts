import Fraction from 'fraction.js';
import { yearAfter, yearsBetween } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { leastSure } from '#platform/explanation/working.ts';
import type { FigureSource, FigureStatus } from '#platform/explanation/working.ts';
import { growthOver, priceLevel, realGrowth, rebased } from './realTerms.ts';

/** One published value of a series, in the series' unit. */
export interface SeriesValue {
  year: FinancialYear;
  value: Fraction;
  /** A day, a month or a year: as exactly as it is known. */
  published: string;
  status: FigureStatus;
  source: FigureSource;
}

export interface Series {
  id: string;
  title: string;
  country: string;
  unit: '£m' | 'per cent';
  says: string;
  values: readonly SeriesValue[];
}

/** How prices rose on the year before, in per cent; by a name, so that nobody wonders which. */
export interface Deflator {
  id: string;
  title: string;
  says: string;
  values: readonly SeriesValue[];
}

export interface InvestmentPromise {
  id: string;
  title: string;
  by: string;
  made: string;
  from: FinancialYear;
  to: FinancialYear | null;
  unit: '£m' | 'per cent';
  value: Fraction;
  kind: 'promise' | 'asked for';
  status: FigureStatus;
  source: FigureSource;
}

/** A value that was worked out or published, with how sure it is and what it comes of. */
export interface Told {
  value: Fraction;
  status: FigureStatus;
  sources: readonly string[];
}

/** What arrived in a country in a year: what is not known is null, not nought. */
export interface YearArrived {
  year: FinancialYear;
  spent: Told | null;
  /** Published where it was, else worked out of two amounts; a part of one. */
  cashGrowth: Told | null;
  deflator: Told | null;
  /** As published. */
  realPublished: Told | null;
  /** As worked out of the growth in cash and the deflator. */
  realGrowth: Told | null;
  /** In the prices of the first year. */
  spentReal: Told | null;
}

const told = (value: Fraction, from: readonly (Told | SeriesValue)[], status: FigureStatus = 'derived'): Told => ({
  value,
  status: leastSure([status, ...from.map((one) => one.status)]),
  sources: [...new Set(from.flatMap((one) => ('sources' in one ? one.sources : [one.source.title])))],
});
const asPublished = (one: SeriesValue | undefined, divisor = 1): Told | null => (one ? { value: one.value.div(divisor), status: one.status, sources: [one.source.title] } : null);

/** The years of a country, oldest first, in cash and in the prices of the first. An amount that was not published follows from the growth that was. */
export function yearsArrived(series: readonly Series[], deflator: Deflator, country: string): YearArrived[] {
  const prefix = country.toLowerCase().replaceAll(' ', '-').replace('united-kingdom', 'uk');
  const valueOf = (name: string, year: FinancialYear) => series.find(({ id }) => id === `${prefix}/${name}`)?.values.find((one) => one.year === year);
  const known = series.filter(({ id }) => ['spent', 'cash-growth', 'real-growth'].some((name) => id === `${prefix}/${name}`)).flatMap(({ values }) => values.map(({ year }) => year)).sort();
  if (known.length === 0) return [];
  const years: YearArrived[] = [];
  for (const year of yearsBetween(known[0]!, known.at(-1)!)) {
    const before = years.at(-1);
    const published = asPublished(valueOf('spent', year));
    const growthPublished = asPublished(valueOf('cash-growth', year), 100);
    const cashGrowth = published && before?.spent ? told(published.value.div(before.spent.value).sub(1), [published, before.spent]) : growthPublished;
    const spent = published ?? (before?.spent && cashGrowth ? told(before.spent.value.mul(cashGrowth.value.add(1)), [before.spent, cashGrowth]) : null);
    const rise = asPublished(deflator.values.find((one) => one.year === year), 100);
    const real = cashGrowth && rise ? told(realGrowth(cashGrowth.value, rise.value), [cashGrowth, rise]) : null;
    const spentReal = years.length === 0 ? spent : before?.spentReal && real ? told(before.spentReal.value.mul(real.value.add(1)), [before.spentReal, real]) : null;
    years.push({ year, spent, cashGrowth, deflator: rise, realPublished: asPublished(valueOf('real-growth', year), 100), realGrowth: real, spentReal });
  }
  return years;
}

/** How far a promise had come in the last year for which it can be said. */
export interface PromiseProgress {
  promise: InvestmentPromise;
  /** The last year that can be told; null where none can. */
  year: FinancialYear | null;
  /** In the promise's own unit. */
  arrived: Told | null;
  /** What an even share of the promise would be by then, in the same unit; null for what has no end. */
  evenShare: Fraction | null;
  /** The years of the promise of which nothing is held. */
  unknown: readonly FinancialYear[];
}

/** How far each promise had come: real growth, cash beyond the first year, and the part of the NHS budget. */
export function progressOf(promise: InvestmentPromise, england: readonly YearArrived[], series: readonly Series[]): PromiseProgress {
  const years = promise.to ? yearsBetween(yearAfter(promise.from), promise.to) : [];
  const since = england.filter(({ year }) => year >= promise.from);
  const done = (year: FinancialYear | null, arrived: Told | null): PromiseProgress => ({
    promise, year, arrived,
    evenShare: year && promise.to ? promise.value.mul(years.indexOf(year) + 1).div(years.length) : null,
    unknown: years.filter((one) => year === null || one > year),
  });
  if (promise.id === 'real-growth') {
    const real = since.filter(({ year, realGrowth: growth }) => year > promise.from && growth);
    const last = real.at(-1);
    return done(last?.year ?? null, last ? told(growthOver(real.map(({ realGrowth: growth }) => growth!.value)).mul(100), real.map(({ realGrowth: growth }) => growth!)) : null);
  }
  if (promise.id === 'a-year-more') {
    const first = since.find(({ year }) => year === promise.from)?.spent;
    const last = since.filter(({ spent }) => spent).at(-1);
    return done(last && first ? last.year : null, first && last?.spent ? told(last.spent.value.sub(first.value), [last.spent, first]) : null);
  }
  const last = series.find(({ id }) => id === 'england/share-of-nhs')?.values.at(-1);
  return done(last?.year ?? null, asPublished(last) ?? null);
}

/** Of the growth of a year, the part that does not reach practices as it was told, in the unit of the amounts. */
export function partOfGrowth(part: SeriesValue, before: Told, after: Told): Told {
  return told(after.value.sub(before.value).mul(part.value).div(100), [part, before, after]);
}

/** What practices were paid in a year, with the year's price level where every rise since the first is known. */
export interface YearPaid {
  year: FinancialYear;
  paidPence: number;
  patients: number;
}

export interface YearPaidReal extends YearPaid {
  /** In the prices of the first year; null where a deflator between is missing. */
  realPence: number | null;
  /** The years of which the deflator would have to be known. */
  missing: readonly FinancialYear[];
}

/** The same in the prices of the first year held. A year whose rises in prices are not all held is not put in real terms. */
export function inPricesOfFirst(years: readonly YearPaid[], deflator: Deflator): YearPaidReal[] {
  const first = years[0]?.year;
  return years.map((one) => {
    const between = first === undefined || one.year === first ? [] : yearsBetween(yearAfter(first), one.year);
    const rises = between.map((year) => deflator.values.find((value) => value.year === year)?.value);
    const missing = between.filter((_, index) => rises[index] === undefined);
    const level = missing.length ? null : priceLevel(rises.map((rise) => rise!.div(100)));
    return { ...one, missing, realPence: level === null ? null : Math.round(rebased(new Fraction(one.paidPence), level).valueOf()) };
  });
}
