import { monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { StreamId } from '../../contract/index.ts';
import type { PaidContext } from '../../remittances/index.ts';
import type { FallenDue } from '../commands/postDue.ts';

/** What a PCN's statement has due, by stream and month, for the months that have begun. */
export async function fallenDue({ dueOf, today }: Pick<PaidContext, 'dueOf' | 'today'>, { code, year }: { code: string; year: FinancialYear }): Promise<FallenDue[]> {
  const lines = (await dueOf({ code, year, knownOn: null })).lines.filter(({ paidTo }) => paidTo === 'pcn');
  const streams = new Map<StreamId, number[]>();
  for (const { stream, monthsPence } of lines) streams.set(stream, monthsPence.map((pence, index) => pence + (streams.get(stream)?.[index] ?? 0)));
  const months = monthsOf(year).filter((month) => month <= today());
  return [...streams].flatMap(([stream, pence]) => months.map((month, index) => ({ stream, month, amountPence: pence[index] ?? 0 })));
}
