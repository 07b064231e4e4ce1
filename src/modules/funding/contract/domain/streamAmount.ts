import Fraction from 'fraction.js';
import { endOf, startOf, yearOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { timesOf, toPence } from '#platform/explanation/arithmetic.ts';
import type { FactUsed, FigureUsed, Step, Working } from '#platform/explanation/working.ts';
import { BASES } from './figure.ts';
import type { Figure, FigureValue } from './figure.ts';

export const PER_HEAD_RULE = 'funding/network-contract-des/per-head';

/** A value of a figure as a working shows it: a leaf with its source. */
export const figureUsed = (figure: Pick<Figure, 'id' | 'title' | 'unit'>, value: FigureValue & { value: string }): FigureUsed => ({
  kind: 'figure', says: figure.title, value: new Fraction(value.value), unit: figure.unit, figure: figure.id, from: value.from, published: value.published, status: value.status, source: value.source,
});

export interface PerHead {
  figure: Pick<Figure, 'id' | 'title' | 'unit' | 'basis'>;
  value: FigureValue & { value: string };
  /** How many of the figure's basis: a fact, or a step that adds facts up. */
  quantity: Working;
  /** The months that are paid here. */
  months: number;
  /** Of a figure counted `£ for the period`: over how many months it is paid, as `monthsOfSpan` says. */
  monthsOfSpan?: number;
}

/**
 * What a figure pays for some months, to the penny: `£ a year` is value × quantity × months ÷ 12, `£ for the period` is
 * value × quantity × months ÷ months of its span. Throws for a figure that is not paid by the head.
 */
export function perHeadAmount({ figure, value, quantity, months, monthsOfSpan }: PerHead): { pence: number; working: Step } {
  const whole = wholeOf(figure, monthsOfSpan);
  if (!(months > 0 && months <= whole)) throw new Error(`${figure.id}: ${months} of ${whole} months`);
  const part: FactUsed = { kind: 'fact', says: `${months} of ${whole} months`, value: new Fraction(months, whole), unit: 'share', source: 'the months for which the figure holds' };
  const parts = months === whole ? [figureUsed(figure, value), quantity] : [figureUsed(figure, value), quantity, part];
  const basis = figure.basis === null ? '' : ` for ${BASES[figure.basis]}`;
  return toPence(PER_HEAD_RULE, timesOf({ rule: PER_HEAD_RULE, says: `${figure.title}${basis}`, unit: '£' }, parts));
}

function wholeOf(figure: Pick<Figure, 'id' | 'unit'>, monthsOfSpan: number | undefined): number {
  if (figure.unit === '£ a year') return 12;
  if (figure.unit !== '£ for the period') throw new Error(`${figure.id} is counted in “${figure.unit}” and is not paid by the head`);
  if (monthsOfSpan === undefined) throw new Error(`${figure.id} is paid over a span of months, which must be given`);
  return monthsOfSpan;
}

/** The months of a value's span: from its first to the first day on which it holds no more, or to the end of its financial year where it does not say. */
export function monthsOfSpan({ from, to }: Pick<FigureValue, 'from' | 'to'>): number {
  const month = (day: IsoDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(to ?? endOf(yearOf(from))) - month(from);
}

/** The months of a value that lie within a year. */
export const monthsWithin = ({ from, to }: { from: IsoDate; to: IsoDate | null }, year: Parameters<typeof startOf>[0]): number => {
  const [first, last] = [from > startOf(year) ? from : startOf(year), to !== null && to < endOf(year) ? to : endOf(year)];
  return first >= last ? 0 : monthsOfSpan({ from: first, to: last });
};
