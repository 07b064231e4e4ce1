import Fraction from 'fraction.js';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { sayDate, toIsoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import type { FundingContext } from '../../context.ts';
import type { StatementLine } from '../../statements/domain/statement.ts';
import { impactFundOf } from '../impactFundOf.ts';
import { averageListOf } from './averageList.ts';
import { achievementNumber, keptAchievements } from './keptAchievements.ts';

/** What a PCN's own file of achievements comes to. */
export interface KeptImpactFund {
  /** Null where it cannot be worked out. */
  line: StatementLine | null;
  /** Which file it is, and why it could not be worked out where it could not. */
  says: string;
}

/** What the achievements that a PCN keeps come to in a year, as its page of the fund has it. Null where none stand, or none stood on the day asked for. Who asks must see the PCN's money. */
export async function keptImpactFund(context: FundingContext, { pcnCode, year, knownOn }: { pcnCode: string; year: FinancialYear; knownOn: IsoDate | null }): Promise<KeptImpactFund | null> {
  const kept = await keptAchievements(context.database.as(), pcnCode, year);
  if (!kept || (knownOn !== null && toIsoDate(kept.enteredAt) > knownOn)) return null;
  const list = kept.listSize === null ? null : { value: new Fraction(kept.listSize), source: `Entered by the PCN, file ${achievementNumber(kept.fileId)}` };
  const { line, missing } = impactFundOf({ year, knownOn, pcnCode, list, averageList: await averageListOf(context, year), counted: kept.counted });
  const file = `file ${achievementNumber(kept.fileId)}, entered on ${sayDate(toIsoDate(kept.enteredAt))}`;
  return { line, says: line ? file : `${file}; ${missing?.says ?? 'it has nothing of this year.'}` };
}
