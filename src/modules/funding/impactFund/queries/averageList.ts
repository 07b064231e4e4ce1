import Fraction from 'fraction.js';
import { countedOn } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { FundingContext } from '../../context.ts';
import type { Count } from '../domain/payment.ts';

/** The average PCN's registered list at the 1 January by which a year is counted; null where that day's lists are not held. */
export async function averageListOf({ register }: FundingContext, year: FinancialYear): Promise<Count | null> {
  const day = countedOn(year);
  const lists = await register.populations.registered(day);
  if (lists?.asOf !== day) return null;
  const image = await register.reader.image();
  const pcns = image.all(day, 'pcn').map(({ code }) => image.practicesWithin(code, day).reduce((sum, practice) => sum + (lists.byPractice.get(practice) ?? 0), 0)).filter((patients) => patients > 0);
  return pcns.length === 0 ? null : { value: new Fraction(pcns.reduce((sum, patients) => sum + patients, 0), pcns.length), source: lists.source };
}
