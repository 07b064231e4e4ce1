import { join } from 'node:path';
import { sayMonth } from '#kernel/isoDate.ts';
import type { IsoDate } from '#kernel/isoDate.ts';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { NOTHING_HELD } from '../domain/criterion.ts';
import type { FactsOfMonth } from '../domain/criterion.ts';

type Reader = Pick<PerformanceContext, 'database' | 'statistics' | 'statisticsFolder'>;
type CountRow = { practice: string; count: number; expected: number | null };

/** What a file of the commissioner's own counts in a month. A later publication's month stands for an earlier one's, whole. */
export async function countedFacts({ database, statistics, statisticsFolder }: Reader, dataset: string, what: string, month: IsoDate, hasExpected: boolean): Promise<FactsOfMonth> {
  const held = inForce(await publicationsHeld(database.as())).filter((publication) => publication.dataset === dataset);
  for (const publication of held.reverse()) {
    const rows = await statistics.rows<CountRow>(`
      SELECT practice_code AS practice, CAST(count AS DOUBLE) AS count, ${hasExpected ? 'CAST(expected AS DOUBLE)' : 'NULL'} AS expected
      FROM read_parquet(${fileOf(publication, statisticsFolder)}) WHERE month = ${literal(month)}`);
    if (rows.length === 0) continue;
    const isFit = ({ expected }: CountRow): boolean => !hasExpected || (expected ?? 0) > 0;
    return {
      ...NOTHING_HELD(''), absent: null, source: `${dataset}/${publication.asOf}`,
      counted: new Map(rows.filter(isFit).map(({ practice, count, expected }) => [practice, { count, of: expected ?? 0 }])),
      unusable: new Map(rows.filter((row) => !isFit(row)).map(({ practice }) => [practice, 'The file expects none of it, so that nothing can be held against it.'])),
    };
  }
  return NOTHING_HELD(`${what} by practice are not published, and no file of ${sayMonth(month)} was loaded.`);
}

type RatingRow = { practice: string; year: number; ratings: string };

/** The regulator's last overall rating of each practice, of the month's year or before. A practice that is rated two ways in one year is not guessed at. */
export async function ratedFacts({ database, statistics, statisticsFolder }: Reader, month: IsoDate): Promise<FactsOfMonth> {
  const publication = inForce(await publicationsHeld(database.as())).findLast(({ dataset }) => dataset === 'cqc-practice-ratings');
  if (!publication) return NOTHING_HELD('No file of the regulator’s ratings is held.');
  const rows = await statistics.rows<RatingRow>(`
    WITH overall AS (
      SELECT practice_code AS practice, CAST(year AS INTEGER) AS year, rating FROM read_parquet(${fileOf(publication, statisticsFolder)})
      WHERE practice_code IS NOT NULL AND coalesce(lower(population_group), 'overall') = 'overall' AND coalesce(lower(domain), 'overall') = 'overall' AND CAST(year AS INTEGER) <= ${Number(month.slice(0, 4))}
    )
    SELECT practice, year, string_agg(DISTINCT rating, '|' ORDER BY rating) AS ratings FROM overall o
    WHERE year = (SELECT max(year) FROM overall same WHERE same.practice = o.practice) GROUP BY 1, 2`);
  const twoWays = rows.filter(({ ratings }) => ratings.includes('|'));
  return {
    ...NOTHING_HELD(''), absent: null, source: `cqc-practice-ratings/${publication.asOf}`,
    rated: new Map(rows.filter(({ ratings }) => !ratings.includes('|')).map(({ practice, year, ratings }) => [practice, { rating: ratings, year }])),
    unusable: new Map(twoWays.map(({ practice, year, ratings }) => [practice, `The file rates it in ${year} both ways: ${ratings.split('|').map((one) => `“${one}”`).join(' and ')}.`])),
  };
}

const fileOf = ({ tables }: Publication, folder: string): string => literal(join(folder, tables[0]!.path));
