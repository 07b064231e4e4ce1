import type { PerformanceContext } from '../../context.ts';
import type { AccessMeasureId } from '../domain/accessMeasure.ts';
import { accessSeries } from './accessFigures.ts';

/** The two-week indicator as the fund counts it: all months of the financial year so far. */
export interface SinceApril {
  from: string;
  to: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  /** Months of which it is not known, so that the sum is not either. */
  missing: readonly string[];
}

const MEASURE: AccessMeasureId = 'two-week-indicator';

/** Adds the months from 1 April up; a sum that lacks a month is not the indicator’s, and is not given. */
export async function accessSinceApril(context: PerformanceContext, { code, month }: { code: string; month: string }): Promise<SinceApril> {
  const [series] = await accessSeries(context, { code, measures: [MEASURE] });
  const months = monthsSinceApril(month);
  const figures = months.map((one) => series?.points.find((point) => point.month === one) ?? null);
  const missing = months.filter((_, index) => (figures[index]?.value ?? null) === null);
  const about = { from: months[0]!, to: month, missing };
  if (missing.length > 0) return { ...about, numerator: null, denominator: null, value: null };
  const sum = (of: 'numerator' | 'denominator'): number => figures.reduce((total, figure) => total + figure![of]!, 0);
  const [numerator, denominator] = [sum('numerator'), sum('denominator')];
  return { ...about, numerator, denominator, value: numerator / denominator };
}

/** April of the financial year in which a month lies, and those after it up to that month. */
export function monthsSinceApril(month: string): string[] {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const before = (number + 8) % 12;
  return Array.from({ length: before + 1 }, (_, index) => {
    const at = year * 12 + (number - 1) - before + index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  });
}
