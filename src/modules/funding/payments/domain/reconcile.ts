import Fraction from 'fraction.js';
import { countedOn, monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate } from '#kernel/isoDate.ts';
import type { FactUsed, FigureStatus, Working } from '#platform/explanation/working.ts';
import { leastSure, statusOfWorking } from '#platform/explanation/working.ts';
import { BASES, figureOn, STREAMS } from '../../contract/domain/figure.ts';
import { monthsOfSpan, perHeadAmount } from '../../contract/domain/streamAmount.ts';
import type { Basis, Figure, FigureValue, Stream, StreamId } from '../../contract/index.ts';

/** A PCN's last known patients and what its practices' rows show as paid, by column of the payments files. */
export interface NetworkPaid {
  code: string;
  name: string;
  registered: Fraction;
  weighted: Fraction;
  paidPence: ReadonlyMap<string, number>;
}

/** A column of the payments files that the rules of the contract can be held against. */
export interface ComparableColumn {
  id: string;
  title: string;
  streams: readonly StreamId[];
}

/** What the rules make of one column for one PCN, and of what it is made. */
export interface Predicted {
  pence: number;
  status: FigureStatus;
  workings: readonly Working[];
}

/** Which of the file's two figures stands in for each population of 1 January; the others have no stand-in. */
const PROXIES: Partial<Record<Basis, 'registered' | 'weighted'>> = { registered: 'registered', 'contractor-weighted': 'weighted', 'pcn-adjusted': 'weighted' };

/** The stand-ins in words, for the head of a comparison. */
export const sayProxies = (year: FinancialYear): string[] =>
  Object.entries(PROXIES).map(([basis, proxy]) => `The last known ${proxy} patients of NHS Payments stand in for the ${proxyFor(basis as Basis, year)}.`);

const proxyFor = (basis: Basis, year: FinancialYear): string => BASES[basis].replace('1 January', sayDate(countedOn(year)));

/** Of a stream that cannot be compared: why, in one sentence; null where it can. */
export function whyLeftOut(stream: Stream | undefined, id: StreamId, year: FinancialYear): string | null {
  if (!stream) return `${STREAMS[id]}: there are no rules for it.`;
  const figures = paidFigures(stream, year);
  if (figures.some(({ figure }) => figure.unit === '£ a point') || stream.figures.some(({ unit }) => unit === '£ a point')) return `${STREAMS[id]}: it is paid by achievement, mostly after the year’s end, so the payments of a year show the achievement of the year before.`;
  const without = figures.find(({ figure }) => figure.basis === null || PROXIES[figure.basis] === undefined);
  return without ? `${STREAMS[id]}: it is paid by ${without.figure.basis === null ? 'no population' : BASES[without.figure.basis]}, for which nothing in NHS Payments stands in.` : null;
}

interface PaidFigure {
  figure: Figure;
  value: FigureValue & { value: string };
  months: number;
}

/** The figures that pay something in a year, each with the months for which one value of it held. */
export function paidFigures(stream: Stream, year: FinancialYear): PaidFigure[] {
  return stream.figures.flatMap((figure) => {
    if (!['£ a year', '£ for the period', '£ a point'].includes(figure.unit)) return [];
    const runs: PaidFigure[] = [];
    for (const month of monthsOf(year)) {
      const value = figureOn(figure, { on: month, knownOn: null });
      if (!value) continue;
      const last = runs.at(-1);
      if (last && last.value.from === value.from && last.value.published === value.published) last.months += 1;
      else runs.push({ figure, value, months: 1 });
    }
    return runs;
  });
}

/** What the rules make of some figures for one PCN, with the file's last known patients as named stand-ins. */
export function predict(figures: readonly PaidFigure[], network: Pick<NetworkPaid, 'registered' | 'weighted'>, year: FinancialYear, source: string): Predicted {
  const amounts = figures.map(({ figure, value, months }) => {
    const proxy = PROXIES[figure.basis!]!;
    const quantity: FactUsed = { kind: 'fact', says: `Last known ${proxy} patients`, value: network[proxy], unit: 'patients', source, proxyFor: proxyFor(figure.basis!, year) };
    return perHeadAmount({ figure, value, quantity, months, ...(figure.unit === '£ for the period' ? { monthsOfSpan: monthsOfSpan(value) } : {}) });
  });
  return { pence: amounts.reduce((sum, { pence }) => sum + pence, 0), status: leastSure(amounts.map(({ working }) => statusOfWorking(working))), workings: amounts.map(({ working }) => working) };
}

/** The share of a prediction within which a payment counts as agreeing with it: the two in a hundred that the comparison reports. */
export const AGREES_WITHIN = new Fraction(2, 100);

export const agrees = (paidPence: number, predictedPence: number): boolean => predictedPence > 0 && new Fraction(Math.abs(paidPence - predictedPence), predictedPence).compare(AGREES_WITHIN) <= 0;
