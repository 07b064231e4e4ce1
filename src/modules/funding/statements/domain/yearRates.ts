import { endOf, monthsOf, startOf, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { figureOn } from '../../contract/domain/figure.ts';
import type { Figure, FigureValue, Stream, StreamId } from '../../contract/index.ts';

export type RateValue = FigureValue & { value: string };

/** A figure that pays by the head, as it holds on the first day of each of a year's twelve months; null in months without it. */
export interface YearRate {
  stream: Stream;
  figure: Figure;
  /** One value is one object, so that months of the same value can be told. */
  months: readonly (RateValue | null)[];
}

/** A stream of which only the nation's sum is known in a year. */
export interface NationalSum {
  stream: StreamId;
  title: string;
  millions: string;
}

/** A rate of which only an earlier year's is known: it is not taken for this year's. */
export interface UnknownRate {
  stream: StreamId;
  title: string;
  last: RateValue;
}

export interface YearRates {
  rates: readonly YearRate[];
  unknown: readonly UnknownRate[];
  nationalOnly: readonly NationalSum[];
}

/** Streams that pay for what was achieved: their rate is a maximum, and no line of its own. */
export const EARNED_STREAMS: ReadonlySet<StreamId> = new Set<StreamId>(['capacity-and-access-improvement', 'investment-and-impact-fund']);

const isByTheHead = ({ unit, basis }: Figure): boolean => (unit === '£ a year' || unit === '£ for the period') && basis !== null && basis !== 'points';

/** The last year for which some rate by the head is known. */
export function lastYearOf(streams: Iterable<Stream>): FinancialYear | null {
  const begun = [...streams].flatMap(({ figures }) => figures.filter(isByTheHead).flatMap(({ values }) => values.flatMap(({ from, value }) => (value === null ? [] : [yearOf(from)]))));
  return begun.sort().at(-1) ?? null;
}

/**
 * Every rate by the head of a year, as far as was known on a day; those of which only an earlier year's was; and the streams
 * that have none, but a national sum. `lastYear` is the last of which the national rules know rates.
 */
export function ratesOf(streams: Iterable<Stream>, year: FinancialYear, knownOn: IsoDate | null, lastYear: FinancialYear | null = year): YearRates {
  const rates: YearRate[] = [];
  const unknown: UnknownRate[] = [];
  const nationalOnly: NationalSum[] = [];
  for (const stream of streams) {
    let hasRate = false;
    for (const figure of stream.figures.filter(isByTheHead)) {
      const { months, carried } = valuesOfYear(figure, year, { knownOn, mayCarry: lastYear !== null && year <= lastYear });
      if (carried) unknown.push({ stream: stream.id, title: figure.title, last: carried });
      hasRate ||= carried !== null || months.some((value) => value !== null);
      if (months.some((value) => value !== null)) rates.push({ stream, figure, months });
    }
    if (!hasRate) nationalOnly.push(...nationalSumOf(stream, year, knownOn));
  }
  return { rates, unknown, nationalOnly };
}

function nationalSumOf(stream: Stream, year: FinancialYear, knownOn: IsoDate | null): NationalSum[] {
  if (EARNED_STREAMS.has(stream.id)) return [];
  const sum = stream.figures.filter(({ unit }) => unit === '£m').flatMap((figure) => valuesOfYear(figure, year, { knownOn, mayCarry: false }).months).find((value) => value !== null);
  return sum ? [{ stream: stream.id, title: stream.title, millions: sum.value }] : [];
}

interface YearValues {
  months: (RateValue | null)[];
  /** An earlier year's value that would have gone on, and is not taken. */
  carried: RateValue | null;
}

/**
 * A figure as it holds on the first day of each month of a year. A value of an earlier year goes on where the rules have the
 * year and nothing newer; where the year's own was merely not known yet, it does not stand in for it.
 */
function valuesOfYear(figure: Figure, year: FinancialYear, { knownOn, mayCarry }: { knownOn: IsoDate | null; mayCarry: boolean }): YearValues {
  let last: RateValue | null = null;
  let carried: RateValue | null = null;
  const months = monthsOf(year).map((on) => {
    const value = figureOn(figure, { on, knownOn });
    // What is paid over a period is paid once: it does not begin again in the next year where no end is written.
    if (!value || (figure.unit === '£ for the period' && on >= (value.to ?? endOf(yearOf(value.from))))) return (last = null);
    if (value.from < startOf(year) && !(mayCarry && figureOn(figure, { on, knownOn: null })?.from === value.from)) {
      carried = value;
      return (last = null);
    }
    if (last && last.from === value.from && last.published === value.published) return last;
    return (last = value);
  });
  if (carried === null && months.every((value) => value === null)) carried = endedBefore(figure, year, { knownOn, mayCarry });
  return { months, carried };
}

/** The value that a yearly rate had at the end of the year before, where this year should have one: it is known today, or the year is past what the rules know. */
function endedBefore(figure: Figure, year: FinancialYear, { knownOn, mayCarry }: { knownOn: IsoDate | null; mayCarry: boolean }): RateValue | null {
  const start = startOf(year);
  const before = figure.unit === '£ a year' ? figureOn(figure, { on: addDays(start, -1), knownOn }) : null;
  if (!before) return null;
  const isRetired = figure.values.some(({ from, published, value }) => value === null && from > before.from && from <= start && (knownOn === null || published <= knownOn));
  const isKnownToday = monthsOf(year).some((on) => figureOn(figure, { on, knownOn: null }) !== null);
  return !isRetired && (isKnownToday || !mayCarry) ? before : null;
}
