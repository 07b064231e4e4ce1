import { endOf, monthsOf, yearOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { figureOn } from '../../contract/index.ts';
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

export interface YearRates {
  rates: readonly YearRate[];
  nationalOnly: readonly NationalSum[];
}

/** Streams that pay for what was achieved: their rate is a maximum, and no line of its own. */
export const EARNED_STREAMS: ReadonlySet<StreamId> = new Set<StreamId>(['capacity-and-access-improvement', 'investment-and-impact-fund']);

const isByTheHead = ({ unit, basis }: Figure): boolean => (unit === '£ a year' || unit === '£ for the period') && basis !== null && basis !== 'points';

/** Every rate by the head of a year, as far as was known on a day; and the streams that have none, but a national sum. */
export function ratesOf(streams: Iterable<Stream>, year: FinancialYear, knownOn: IsoDate | null): YearRates {
  const rates: YearRate[] = [];
  const nationalOnly: NationalSum[] = [];
  for (const stream of streams) {
    const found = stream.figures.filter(isByTheHead).flatMap((figure) => {
      const months = valuesOfYear(figure, year, knownOn);
      return months.some((value) => value !== null) ? [{ stream, figure, months }] : [];
    });
    rates.push(...found);
    if (found.length === 0) nationalOnly.push(...nationalSumOf(stream, year, knownOn));
  }
  return { rates, nationalOnly };
}

function nationalSumOf(stream: Stream, year: FinancialYear, knownOn: IsoDate | null): NationalSum[] {
  if (EARNED_STREAMS.has(stream.id)) return [];
  const sum = stream.figures.filter(({ unit }) => unit === '£m').flatMap((figure) => valuesOfYear(figure, year, knownOn)).find((value) => value !== null);
  return sum ? [{ stream: stream.id, title: stream.title, millions: sum.value }] : [];
}

/** A figure as it holds on the first day of each month of a year. */
export function valuesOfYear(figure: Figure, year: FinancialYear, knownOn: IsoDate | null): (RateValue | null)[] {
  let last: RateValue | null = null;
  return monthsOf(year).map((on) => {
    const value = figureOn(figure, { on, knownOn });
    // What is paid over a period is paid once: it does not begin again in the next year where no end is written.
    if (!value || (figure.unit === '£ for the period' && on >= (value.to ?? endOf(yearOf(value.from))))) return (last = null);
    if (last && last.from === value.from && last.published === value.published) return last;
    return (last = value);
  });
}
