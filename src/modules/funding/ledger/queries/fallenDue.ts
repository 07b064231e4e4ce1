import { monthsOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { claimsDue, CLAIMED_STREAM } from '../../additionalRoles/queries/claimsDue.ts';
import type { StreamId } from '../../contract/index.ts';
import type { PaidContext } from '../../remittances/index.ts';
import type { FallenDue } from '../commands/postDue.ts';

/**
 * What a PCN's statement has due, by stream and month, for the months that have begun. Of the additional roles' sum, which
 * is the most that may be claimed, only the claims that were approved are due.
 */
export async function fallenDue({ database, dueOf, today }: Pick<PaidContext, 'database' | 'dueOf' | 'today'>, { code, year }: { code: string; year: FinancialYear }): Promise<FallenDue[]> {
  const lines = (await dueOf({ code, year, knownOn: null })).lines.filter(({ paidTo, stream }) => paidTo === 'pcn' && stream !== CLAIMED_STREAM);
  const streams = new Map<StreamId, number[]>();
  for (const { stream, monthsPence } of lines) streams.set(stream, monthsPence.map((pence, index) => pence + (streams.get(stream)?.[index] ?? 0)));
  const months = monthsOf(year).filter((month) => month <= today());
  const ofRates = [...streams].flatMap(([stream, pence]) => months.map((month, index) => ({ stream, month, amountPence: pence[index] ?? 0 })));
  return [...ofRates, ...(await claimsDue(database.as(), code, months))];
}
