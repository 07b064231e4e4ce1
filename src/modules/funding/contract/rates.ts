import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { BASES } from './domain/figure.ts';
import type { Figure, FigureUnit, FigureValue, StreamId } from './domain/figure.ts';
import type { Stream } from './contractRules.ts';
import type { EnteredFigure } from './enteredFigures.ts';

/** One value of one figure, as a list of rates shows it. */
export interface Rate extends FigureValue {
  stream: StreamId;
  streamTitle: string;
  figure: string;
  title: string;
  unit: FigureUnit;
  /** By whom it is multiplied, in words; null for what is not paid by the head. */
  basis: string | null;
  /** The entry that it comes from; null for what the rules hold. */
  enteredId: string | null;
}

/** Every value of every figure, or of those that hold in a year. */
export function ratesOf(streams: ReadonlyMap<StreamId, Stream>, entered: readonly EnteredFigure[], year: FinancialYear | null): Rate[] {
  const enteredId = (figure: Figure, value: FigureValue): string | null =>
    entered.find((one) => one.figure === figure.id && one.from === value.from && one.published === value.published)?.id ?? null;
  return [...streams.values()].flatMap((stream) =>
    stream.figures.flatMap((figure) =>
      figure.values
        .filter((value) => year === null || holdsIn(value, figure.values, year))
        .map((value) => ({ ...value, stream: stream.id, streamTitle: stream.title, figure: figure.id, title: figure.title, unit: figure.unit, basis: figure.basis === null ? null : BASES[figure.basis], enteredId: enteredId(figure, value) })),
    ),
  );
}

/** Whether a value holds in a year: it began before its end, and neither ended nor was followed by another before its beginning. */
function holdsIn(value: FigureValue, all: readonly FigureValue[], year: FinancialYear): boolean {
  const [first, end] = [startOf(year), endOf(year)];
  if (value.from >= end || (value.to !== null && value.to <= first)) return false;
  if (value.value === null) return value.from >= first;
  return !all.some(({ from }) => from > value.from && from <= first);
}
