import { join } from 'node:path';
import { inForce, publicationsHeld } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { PerformanceContext } from '../../context.ts';

/** What else is published of a practice, with its day and where it stands. */
export interface AboutPractice {
  title: string;
  says: string;
  source: string;
}

type Reader = Pick<PerformanceContext, 'database' | 'statistics' | 'statisticsFolder'>;
type Teller = (reader: Reader, file: string, code: string) => Promise<string | null>;

const number = (value: number, digits = 1): string => value.toLocaleString('en-GB', { maximumFractionDigits: digits });

const TELLERS: readonly { dataset: string; title: string; tell: Teller; whyNone: string }[] = [
  { dataset: 'cqc-practice-ratings', title: 'Rating by the regulator', tell: sayRating, whyNone: 'The file has no overall rating of it.' },
  { dataset: 'practice-deprivation', title: 'Deprivation of its patients', tell: sayDeprivation, whyNone: 'The file does not have it.' },
  { dataset: 'practice-workforce-yearly', title: 'Patients for each GP', tell: sayWorkforce, whyNone: 'The file does not have it.' },
  { dataset: 'qof-prevalence', title: 'Largest disease registers of all ages', tell: sayPrevalence, whyNone: 'The file does not have it.' },
];

/** What stands beside a practice's access, to read it by. What no file is held of is left out; what a file does not have is said. */
export async function aboutPractice(context: Reader, code: string): Promise<AboutPractice[]> {
  const held = inForce(await publicationsHeld(context.database.as()));
  const told = await Promise.all(TELLERS.map(async ({ dataset, title, tell, whyNone }): Promise<AboutPractice | null> => {
    const publication = held.findLast((one) => one.dataset === dataset);
    if (!publication) return null;
    return { title, says: (await tell(context, fileOf(publication, context.statisticsFolder), code)) ?? whyNone, source: sourceOf(publication) };
  }));
  return told.filter((one) => one !== null);
}

const fileOf = ({ tables }: Publication, folder: string): string => literal(join(folder, tables[0]!.path));
/** Some of these files bear no day of their own; that is said. */
const sourceOf = ({ dataset, asOf }: Publication): string => (asOf === null ? `${dataset}, whose file says no day` : `${dataset}/${asOf}`);

async function sayRating({ statistics }: Reader, file: string, code: string): Promise<string | null> {
  const rows = await statistics.rows<{ year: number; rating: string }>(`
    SELECT DISTINCT CAST(year AS INTEGER) AS year, rating FROM read_parquet(${file})
    WHERE practice_code = ${literal(code)} AND coalesce(lower(population_group), 'overall') = 'overall' AND coalesce(lower(domain), 'overall') = 'overall' ORDER BY 1 DESC, 2`);
  const newest = rows.filter(({ year }) => year === rows[0]!.year);
  if (newest.length === 0) return null;
  return `${newest.map(({ rating }) => `“${rating}”`).join(' and ')} overall, in ${newest[0]!.year}${newest.length > 1 ? '; the file rates it both ways' : ''}.`;
}

async function sayDeprivation({ statistics }: Reader, file: string, code: string): Promise<string | null> {
  const [row] = await statistics.rows<{ year: number; score: number; more: number; all: number }>(`
    WITH newest AS (SELECT practice_code, CAST(year AS INTEGER) AS year, CAST(score AS DOUBLE) AS score FROM read_parquet(${file}) WHERE score IS NOT NULL QUALIFY year = max(year) OVER ())
    SELECT year, score, (SELECT CAST(count(*) AS DOUBLE) FROM newest other WHERE other.score > own.score) AS more, (SELECT CAST(count(*) AS DOUBLE) FROM newest) AS "all" FROM newest own WHERE practice_code = ${literal(code)} LIMIT 1`);
  return row ? `A score of ${number(row.score)} on the index of ${row.year}; a higher one is more deprived. ${number(row.more, 0)} of ${number(row.all, 0)} practices have a higher one.` : null;
}

async function sayWorkforce({ statistics }: Reader, file: string, code: string): Promise<string | null> {
  const [row] = await statistics.rows<{ year: number; patients: number | null; gps: number | null; nurses: number | null }>(`
    SELECT CAST(year AS INTEGER) AS year, CAST(patients AS DOUBLE) AS patients, CAST(total_gp_extgl_fte AS DOUBLE) AS gps, CAST(total_nurses_fte AS DOUBLE) AS nurses
    FROM read_parquet(${file}) WHERE practice_code = ${literal(code)} ORDER BY 1 DESC LIMIT 1`);
  if (!row) return null;
  const { year, patients, gps, nurses } = row;
  if (patients === null || gps === null || gps <= 0) return `The file of ${year} does not say how many GPs it has.`;
  return `${number(patients / gps, 0)}: ${number(patients, 0)} patients and ${number(gps)} full-time equivalent GPs without trainees and locums${nurses === null ? '' : `, with ${number(nurses)} of nurses`}, the mean of ${year}.`;
}

async function sayPrevalence({ statistics }: Reader, file: string, code: string): Promise<string | null> {
  const rows = await statistics.rows<{ register: string; patients: number; of: number }>(`
    SELECT register_code AS register, CAST(patients AS DOUBLE) AS patients, CAST(list_size AS DOUBLE) AS of FROM read_parquet(${file})
    WHERE practice_code = ${literal(code)} AND list_type = 'TOTAL' AND patients IS NOT NULL AND list_size > 0 ORDER BY patients DESC, register_code LIMIT 3`);
  return rows.length === 0 ? null : `${rows.map(({ register, patients, of }) => `${register}, ${number(patients, 0)} of ${number(of, 0)} patients (${number((100 * patients) / of)}%)`).join('; ')}. By the codes of the Quality and Outcomes Framework.`;
}
