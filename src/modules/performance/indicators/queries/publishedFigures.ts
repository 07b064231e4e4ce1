import { join } from 'node:path';
import { endOf, startOf } from '#kernel/financialYear.ts';
import type { FinancialYear } from '#kernel/financialYear.ts';
import { isoDate } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { PerformanceContext } from '../../context.ts';
import type { IndicatorFigure } from '../domain/indicatorFigure.ts';
import { definitionsOf } from '../indicatorRules.ts';

/** What the published annual file of a year says, by practice or PCN as it is published. */
export interface PublishedFigures {
  asOf: IsoDate;
  source: string;
  figures: readonly IndicatorFigure[];
}

/** A publication never changes, so what was read of one is kept. */
const read = new Map<string, Promise<PublishedFigures>>();
const KEPT_MAX = 8;

/** The published annual file of a year; null where none is held. */
export async function publishedFigures({ database, statistics, statisticsFolder }: PerformanceContext, year: FinancialYear): Promise<PublishedFigures | null> {
  const publication = inForce(await publicationsHeld(database.as())).findLast(({ dataset, asOf }) => dataset === 'iif-annual' && asOf !== null && asOf >= startOf(year) && asOf < endOf(year));
  if (!publication) return null;
  const path = join(statisticsFolder, publication.tables[0]!.path);
  const kept = read.get(path);
  if (kept) return kept;
  const made = readFile(statistics, path, year, isoDate(publication.asOf!));
  read.set(path, made);
  made.catch(() => read.delete(path));
  for (const oldest of read.keys()) if (read.size > KEPT_MAX) read.delete(oldest);
  return made;
}

async function readFile(statistics: PerformanceContext['statistics'], path: string, year: FinancialYear, asOf: IsoDate): Promise<PublishedFigures> {
  const meanings = new Map<string, { code: string; is: 'numerator' | 'denominator' }>(definitionsOf(year).flatMap(({ code, fields }) => [...[...fields.numerator, ...fields.count].map((field) => [field, { code, is: 'numerator' }] as const), ...fields.denominator.map((field) => [field, { code, is: 'denominator' }] as const)]));
  const { organisation, measure, value } = await statistics.columns(`SELECT organisation_code AS organisation, measure, CAST(value AS DOUBLE) AS value FROM read_parquet(${literal(path)}) ORDER BY organisation_code`);
  const source = `iif-annual/${asOf}`;
  const figures = new Map<string, IndicatorFigure>();
  for (const [row, code] of (organisation as string[]).entries()) {
    const meaning = meanings.get(measure![row] as string);
    if (!meaning) continue;
    const key = `${meaning.code} ${code}`;
    const figure = figures.get(key) ?? { year, indicator: meaning.code, organisationCode: code, countedTo: asOf, numerator: null, denominator: null, adjustments: {}, source };
    figures.set(key, { ...figure, [meaning.is]: value![row] as number | null });
  }
  return { asOf, source, figures: [...figures.values()] };
}
