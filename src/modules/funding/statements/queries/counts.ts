import { join } from 'node:path';
import { countedOn } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { FundingContext } from '../../context.ts';
import { careHomeBeds } from '../datasets/careHomeBeds.ts';
import type { CountsUsed, PopulationBasis, YearFactsGiven } from '../domain/yearFacts.ts';

/** The counts of exactly the 1 January by which a year is paid; a count of another day is none. */
export async function countsOf({ register: { populations } }: FundingContext, year: FinancialYear): Promise<Partial<Record<PopulationBasis, CountsUsed>>> {
  const day = countedOn(year);
  const [registered, raw, adjusted, weighted] = await Promise.all([populations.registered(day), populations.pcnRaw(day), populations.pcnAdjusted(day), populations.contractorWeighted(day)]);
  const exactly = (counts: { asOf: string; source: string; byPractice: ReadonlyMap<string, number> } | null): CountsUsed | null =>
    counts?.asOf === day ? { asOf: day, source: counts.source, byPractice: counts.byPractice } : null;
  const used: Record<PopulationBasis, CountsUsed | null> = {
    // The workbook of adjusted populations has the registered lists of the same day beside them.
    registered: exactly(registered) ?? exactly(raw),
    'pcn-adjusted': exactly(adjusted),
    'contractor-weighted': exactly(weighted),
  };
  return Object.fromEntries(Object.entries(used).filter(([, counts]) => counts !== null)) as Partial<Record<PopulationBasis, CountsUsed>>;
}

interface BedsFrom {
  from: string;
  beds: number;
  source: string;
}

/** The care home beds of each PCN: on the first day of a month, as the newest entry from that day or before has it. */
export async function bedsReader({ database, statistics, statisticsFolder }: FundingContext): Promise<NonNullable<YearFactsGiven['beds']>> {
  const held = inForce(await publicationsHeld(database.as())).filter(({ dataset }) => dataset === careHomeBeds.id);
  const byPcn = new Map<string, BedsFrom[]>();
  // Oldest publication first, so that of two entries from one day the newer is the last.
  for (const publication of held) {
    const { pcn, beds, day } = await statistics.columns(`SELECT pcn_code AS pcn, CAST(beds AS INTEGER) AS beds, CAST(from_day AS VARCHAR) AS day FROM read_parquet(${literal(join(statisticsFolder, publication.tables[0]!.path))})`);
    for (const [row, code] of pcn!.entries()) {
      const own = byPcn.get(code as string) ?? [];
      byPcn.set(code as string, [...own, { from: day![row] as string, beds: beds![row] as number, source: `${publication.dataset}/${publication.asOf}` }]);
    }
  }
  for (const own of byPcn.values()) own.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return (pcn: string, month: IsoDate) => byPcn.get(pcn)?.findLast(({ from }) => from <= month) ?? null;
}
