import type { FinancialYear } from '#kernel/financialYear.ts';
import { endOf } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { sayList } from '#kernel/sayWords.ts';
import type { FundingContext } from '../../context.ts';
import { publishedAchievement } from '../../impactFund/index.ts';
import type { Earned } from '../domain/yearFacts.ts';

const STREAM = 'investment-and-impact-fund';

/** What the published annual file of the investment and impact fund says that PCNs earned: public, so part of everybody's statement. None before the year's end. */
export async function publishedEarnings(context: FundingContext, year: FinancialYear, knownOn: IsoDate | null): Promise<ReadonlyMap<string, readonly Earned[]>> {
  if (knownOn !== null && knownOn < endOf(year)) return new Map();
  const published = await publishedAchievement(context, year);
  if (!published.ok) return new Map();
  const { funds, notes, published: codes, absent } = published.value;
  const lacks = absent.length === 0 ? {} : { lacks: `The published file does not have ${sayList(absent)}: what is achieved here is of ${sayList(codes)} alone.` };
  return new Map(funds.flatMap(({ code, achieved }): [string, Earned[]][] => (achieved ? [[code, [{
    stream: STREAM, title: `Investment and impact fund, achieved in ${sayList(codes)} as published`, points: achieved.points, working: achieved.working, ...lacks, notes: notes.map((note) => `Investment and impact fund: ${note}`),
  }]]] : [])));
}
