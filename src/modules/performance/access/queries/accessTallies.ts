import { join } from 'node:path';
import type { Publication } from '#platform/publications/index.ts';
import { identifier, literal } from '#platform/statistics/index.ts';
import type { Cell } from '#platform/statistics/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { accessRules } from '../accessRules.ts';
import { wordFor } from '../domain/accessRule.ts';
import type { Dimension } from '../domain/accessRule.ts';
import { tallyLayout } from '../domain/tally.ts';
import type { Tally, TallyColumn } from '../domain/tally.ts';

type Stores = Pick<PerformanceContext, 'statistics' | 'statisticsFolder'>;

/** What the two publications of appointments count by, and of whom. */
export const APPOINTMENT_SERIES = {
  'appointments-by-practice': { dimensions: ['who', 'how', 'booked', 'status', 'category'] as const, code: 'practice_code', pcn: 'pcn_code' },
  'appointments-by-area': { dimensions: ['who', 'how', 'booked', 'status'] as const, code: 'sub_icb_code', pcn: 'NULL' },
} satisfies Record<string, { dimensions: readonly Dimension[]; code: string; pcn: string }>;
export type AppointmentSeries = keyof typeof APPOINTMENT_SERIES;

/** A word as it was published, and what the rules make of it. */
export interface PublishedWord {
  dimension: Dimension;
  published: string | null;
  /** Our word; null where the rules have none. */
  word: string | null;
  appointments: number;
}

/** One row of a publication added up. `pcnCode` and `subIcbCode` are the file's own. */
export interface TallyRow {
  code: string;
  tally: Tally;
  subIcbCode: string;
  pcnCode: string | null;
}

/** All that a publication counts, by month and code. */
export interface PublicationTallies {
  publication: Publication;
  source: string;
  dimensions: readonly Dimension[];
  words: readonly PublishedWord[];
  months: ReadonlyMap<string, ReadonlyMap<string, TallyRow>>;
}

const layout = (): ReturnType<typeof tallyLayout> => (made ??= tallyLayout(accessRules()));
let made: ReturnType<typeof tallyLayout> | undefined;
export { layout as accessLayout };

const parquetOf = ({ statisticsFolder }: Stores, publication: Publication): string => `read_parquet(${literal(join(statisticsFolder, publication.tables[0]!.path))})`;
export const sourceOf = ({ dataset, asOf, revision }: Publication): string => `${dataset}/${asOf}${revision > 1 ? ` (revision ${revision})` : ''}`;

/** What a publication holds of a month, before it is added up. */
export interface MonthHeld {
  areas: Set<string>;
  practices: number;
}

/** Which months a publication holds, which sub-ICB locations in each, and how many codes. */
export async function monthsOf(stores: Stores, series: AppointmentSeries, publication: Publication): Promise<Map<string, MonthHeld>> {
  const { month, area, codes } = await stores.statistics.columns(`
    SELECT CAST(date_trunc('month', month) AS DATE)::VARCHAR AS month, sub_icb_code AS area, CAST(count(DISTINCT ${APPOINTMENT_SERIES[series].code}) AS INTEGER) AS codes
    FROM ${parquetOf(stores, publication)} GROUP BY 1, 2`);
  const months = new Map<string, MonthHeld>();
  for (const [row, one] of (month as string[]).entries()) {
    const held = months.get(one) ?? { areas: new Set(), practices: 0 };
    held.areas.add(area![row] as string);
    held.practices += codes![row] as number;
    months.set(one, held);
  }
  return months;
}

/** Adds a publication up in one pass, once it is known which words it uses. Doubles are exact for whole numbers of this size, and summed soonest. */
export async function talliesOf(stores: Stores, series: AppointmentSeries, publication: Publication): Promise<PublicationTallies> {
  const { dimensions, code, pcn } = APPOINTMENT_SERIES[series];
  const words = await wordsOf(stores, publication, dimensions);
  const sums = layout().columns.map((column, place) => `CAST(${sumOf(column, dimensions)} AS DOUBLE) AS s${place}`);
  const columns = await stores.statistics.columns(`
    SELECT month::VARCHAR AS month, code, any_value(area) AS area, any_value(pcn) AS pcn, ${sums.join(', ')}
    FROM (SELECT CAST(date_trunc('month', month) AS DATE) AS month, ${code} AS code, sub_icb_code AS area, ${pcn} AS pcn, CAST(appointments AS DOUBLE) AS n,
      ${dimensions.map((dimension) => `${codedWord(dimension, words)} AS ${dimension}`).join(', ')} FROM ${parquetOf(stores, publication)})
    GROUP BY month, code`);
  return { publication, source: sourceOf(publication), dimensions, words, months: rowsByMonth(columns) };
}

async function wordsOf(stores: Stores, publication: Publication, dimensions: readonly Dimension[]): Promise<PublishedWord[]> {
  const rules = accessRules();
  const each = dimensions.map((dimension) => `SELECT ${literal(dimension)} AS dimension, ${identifier(dimension)} AS published, CAST(sum(appointments) AS DOUBLE) AS appointments FROM ${parquetOf(stores, publication)} GROUP BY 2`);
  const found = await stores.statistics.rows<{ dimension: Dimension; published: string | null; appointments: number }>(each.join(' UNION ALL '));
  return found.map((one) => ({ ...one, word: one.published === null ? null : (wordFor(rules.dimensions.find(({ dimension }) => dimension === one.dimension)!, one.published)?.id ?? null) }));
}

/** A published word as the number of ours, so that the sums compare numbers; -1 for one that the rules do not know. */
function codedWord(dimension: Dimension, words: readonly PublishedWord[]): string {
  const cases = words.filter((one) => one.dimension === dimension && one.word !== null).map(({ published, word }) => `WHEN ${literal(published!)} THEN ${numberOf(dimension, word!)}`);
  return cases.length ? `CASE ${identifier(dimension)} ${cases.join(' ')} ELSE -1 END` : '-1';
}

const numberOf = (dimension: Dimension, word: string): number => accessRules().dimensions.find((one) => one.dimension === dimension)!.words.findIndex(({ id }) => id === word);

/** What a publication does not count by is nought in its tallies; nobody reads it, as `canSay` forbids it. */
function sumOf(column: TallyColumn, dimensions: readonly Dimension[]): string {
  if (column.kind === 'unrecognised') return dimensions.includes(column.dimension) ? `coalesce(sum(n) FILTER (${column.dimension} = -1), 0)` : '0';
  const parts = Object.entries(column.condition) as [Dimension, readonly string[]][];
  if (parts.some(([dimension]) => !dimensions.includes(dimension))) return '0';
  if (parts.length === 0) return 'sum(n)';
  return `coalesce(sum(n) FILTER (${parts.map(([dimension, ids]) => `${dimension} IN (${ids.map((id) => numberOf(dimension, id)).join(', ')})`).join(' AND ')}), 0)`;
}

function rowsByMonth(columns: Record<string, Cell[]>): Map<string, Map<string, TallyRow>> {
  const width = layout().columns.length;
  const sums = Array.from({ length: width }, (_, place) => columns[`s${place}`] as number[]);
  const all = new Float64Array(width * columns.code!.length);
  const months = new Map<string, Map<string, TallyRow>>();
  for (const [row, code] of (columns.code as string[]).entries()) {
    const tally = all.subarray(row * width, (row + 1) * width);
    for (let place = 0; place < width; place += 1) tally[place] = sums[place]![row]!;
    const month = columns.month![row] as string;
    let rows = months.get(month);
    if (!rows) months.set(month, (rows = new Map()));
    rows.set(code, { code, tally, subIcbCode: columns.area![row] as string, pcnCode: columns.pcn![row] as string | null });
  }
  return months;
}
