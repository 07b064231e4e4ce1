import type { FinancialYear } from '#kernel/financialYear.ts';
import type { PerformanceContext } from '../../context.ts';
import type { FiguresOfPcn } from '../domain/rolledUp.ts';

/**
 * Every figure of a PCN in a year, by indicator and month: what stands of what was sent in, and what was published.
 * It shows what a PCN entered, so whoever calls it has asked `seesFiguresOf` before, or asks `figuresSeenBy` instead.
 */
export async function figuresOf(context: PerformanceContext, { pcnCode, year }: { pcnCode: string; year: FinancialYear }): Promise<FiguresOfPcn> {
  void context;
  return Promise.resolve({ pcnCode, year, indicators: [] });
}
