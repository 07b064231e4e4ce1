import type { FinancialYear } from '#kernel/financialYear.ts';
import { phasesOf } from '#funding';
import type { PerformanceContext } from '../../context.ts';
import { definitionsOf } from '../../indicators/indicatorRules.ts';
import { figuresOf } from '../../indicators/queries/figuresOf.ts';
import type { DeclaredFigures } from '../domain/whatChanged.ts';

/** What could be declared now: the PCN's newest figures of each indicator of a year, by code. A sum that lacks a practice is not the PCN's: it is not known. */
export type FiguresReader = (asked: { pcnCode: string; year: FinancialYear }) => Promise<ReadonlyMap<string, DeclaredFigures>>;

export interface DeclarationContext extends PerformanceContext {
  declarable: FiguresReader;
}

export const fromFigures = (context: PerformanceContext): DeclarationContext => ({
  ...context,
  async declarable({ pcnCode, year }) {
    const image = await context.register.reader.image();
    const { indicators } = await figuresOf(context, { pcnCode, year });
    return new Map(indicators.flatMap(({ indicator, months }): [string, DeclaredFigures][] => {
      const newest = months.at(-1);
      if (!newest || earnsNothing(year, indicator)) return [];
      const { countedTo, pcn } = newest;
      return [[indicator, { countedTo, numerator: pcn.isPartial ? null : pcn.numerator, denominator: pcn.isPartial ? null : pcn.denominator, members: image.practicesWithin(pcnCode, countedTo).sort() }]];
    }));
  },
});

/** Whether an indicator is management information alone in a year: it earns no points, and so nothing of it is declared. */
export const earnsNothing = (year: FinancialYear, indicator: string): boolean => definitionsOf(year).find(({ code }) => code === indicator)?.earns === 'nothing';

/** Why an indicator was deemed achieved by everybody in a year, nationally; null where it was not. */
export function deemedReason(year: FinancialYear, indicator: string): string | null {
  const deemed = phasesOf(year).flatMap((phase) => phase.deemed).find(({ code }) => code === indicator);
  return deemed ? `${deemed.reason} (${deemed.published}).` : null;
}
