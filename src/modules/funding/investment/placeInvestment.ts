import { ENGLAND, incomeAnswer } from '../income/queries/incomeAnswer.ts';
import type { YearsPaidReader } from '../income/queries/yearsPaid.ts';
import type { FundingContext } from '../context.ts';
import { inPricesOfFirst } from './domain/tracker.ts';
import type { Deflator, YearPaidReal } from './domain/tracker.ts';

/** What the practices of a body were paid, year by year, in cash and, where every rise in prices is held, in real terms. */
export interface PlaceInvestment {
  code: string;
  name: string;
  years: readonly (YearPaidReal & { practices: number; throughPcnPence: number })[];
  /** Years between the first and the last of which no payments are held. */
  notes: readonly string[];
}

/** Refuses as income does: where nothing is held, or nothing of the code. */
export async function placeInvestment(context: FundingContext, reader: YearsPaidReader, code: string, deflator: Deflator): Promise<PlaceInvestment> {
  const { name, overYears, notes } = await incomeAnswer(context, reader, { code: code.toUpperCase() || ENGLAND, year: null });
  const paid = inPricesOfFirst(overYears.map(({ year, whole, registered }) => ({ year, paidPence: whole.pence, patients: registered })), deflator);
  return { code: code.toUpperCase(), name, notes, years: paid.map((one, index) => ({ ...one, practices: overYears[index]!.practices, throughPcnPence: overYears[index]!.throughPcn.pence })) };
}
