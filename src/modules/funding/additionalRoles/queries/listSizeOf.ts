import { countedOn } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { addDays } from '#kernel/isoDate.ts';
import type { RegisterContext } from '#register';
import { Refused } from '#kernel/result.ts';

const LATEST_COUNT_DAYS = 31;

/** A PCN's list size for its caps: its practices' registered patients at the 1 January before the year; null where that is not loaded. */
export async function listSizeOf({ reader, populations }: Pick<RegisterContext, 'reader' | 'populations'>, pcnCode: string, year: FinancialYear): Promise<number | null> {
  const image = await reader.image();
  if (image.kindOf(pcnCode) !== 'pcn') throw new Refused({ code: 'pcn-not-found', what: `The register has no PCN “${pcnCode.slice(0, 20)}”.`, todo: 'Find its code with the search.' });
  const day = countedOn(year);
  const counts = await populations.registered(day);
  if (!counts || counts.asOf < addDays(day, -LATEST_COUNT_DAYS)) return null;
  const lists = image.practicesWithin(pcnCode, day).map((code) => counts.byPractice.get(code));
  return lists.length === 0 || lists.includes(undefined) ? null : lists.reduce<number>((sum, list) => sum + (list ?? 0), 0);
}
