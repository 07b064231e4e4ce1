import { join } from 'node:path';
import { inForce } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import type { Statement } from '../domain/statement.ts';

/** One thing that one series of publications says about one kind of organisation. */
interface Source {
  kind: string;
  about: string;
  dataset: string;
  table: string;
  /** Over one publication's rows: `code`, `value`, and for dated ones `from_day` and `to_day` (exclusive). */
  select: string;
  isDated?: true;
  /** A code that this series stops naming has none from then on. */
  silenceMeansNone?: true;
}

const ADDRESS = `nullif(concat_ws(', ', address_1, address_2, address_3, address_4, address_5), '')`;
/** Rows of epraccur that are practices in England: setting 4, or any that the map of registered patients lists. */
const PRACTICES = `region_code NOT LIKE 'W%' AND (prescribing_setting = '4' OR code IN (SELECT code FROM listed_practice))`;
/** Of the commissioners' file, the locations and the CCGs before them; not hubs and reporting entities. */
const LOCATIONS = `(role IS NULL OR role LIKE '%RO319%') AND (closed IS NOT NULL OR role IS NOT NULL OR name LIKE '% ICB - %' OR name LIKE '%CCG%')`;

/** The last day is in; spans end before their end. */
const untilAfter = (column: string): string => `CAST(${column} + 1 AS DATE)`;

const opening = (where: string): string => `
  SELECT code, 'open' AS value, opened AS from_day, CASE WHEN closed IS NOT NULL THEN ${untilAfter('closed')} END AS to_day FROM rows WHERE ${where}
  UNION ALL SELECT code, 'closed', ${untilAfter('closed')}, NULL FROM rows WHERE closed IS NOT NULL AND ${where}`;

function snapshots(kind: string, dataset: string, table: string, where: string, values: Record<string, string>): Source[] {
  return Object.entries(values).map(([about, value]) => ({ kind, about, dataset, table, select: `SELECT code, ${value} AS value FROM rows WHERE ${where} AND ${value} IS NOT NULL` }));
}

const ODS = { name: 'name', postcode: 'postcode', address: ADDRESS };

/** Of the practices that name it, what most say; the lower code where as many say another. */
const MAP = 'patients-registered-map';
const mostSay = (kind: string, about: string, code: string, value: string): Source => ({
  kind,
  about,
  dataset: MAP,
  table: 'practices',
  select: `SELECT code, arg_max(value, (n, value)) AS value FROM (
    SELECT ${code} AS code, ${value} AS value, count(*) AS n FROM rows WHERE ${code} IS NOT NULL AND ${code} <> 'U' AND ${value} IS NOT NULL GROUP BY 1, 2) GROUP BY code`,
});
const listed = (kind: string, code: string): Source => ({
  kind,
  about: 'listed',
  dataset: MAP,
  table: 'practices',
  select: `SELECT DISTINCT ${code} AS code, 'yes' AS value FROM rows WHERE ${code} IS NOT NULL AND ${code} <> 'U'`,
});
const ofPractice = (about: string, value: string): Source => ({
  kind: 'practice',
  about,
  dataset: MAP,
  table: 'practices',
  select: `SELECT practice_code AS code, ${value} AS value FROM rows`,
  silenceMeansNone: true,
});

const SOURCES: Source[] = [
  ...snapshots('practice', 'epraccur', 'practices', PRACTICES, { ...ODS, icb: 'icb_code' }),
  { kind: 'practice', about: 'status', dataset: 'epraccur', table: 'practices', isDated: true, select: opening(PRACTICES) },
  // Since when a practice is dormant no file says: from the first that shows it so to the first that does not.
  { kind: 'practice', about: 'dormant', dataset: 'epraccur', table: 'practices', select: `SELECT code, 'yes' AS value FROM rows WHERE status = 'D' AND ${PRACTICES}` },
  {
    kind: 'practice', about: 'sub-icb', dataset: 'epraccur', table: 'practices', isDated: true,
    select: `SELECT code, sub_icb_code AS value, joined AS from_day, CASE WHEN "left" IS NOT NULL THEN ${untilAfter('"left"')} END AS to_day FROM rows WHERE ${PRACTICES} AND joined IS NOT NULL AND sub_icb_code IS NOT NULL`,
  },
  ...['name', 'postcode'].map((about): Source => ({ kind: 'practice', about, dataset: MAP, table: 'practices', select: `SELECT practice_code AS code, practice_${about} AS value FROM rows WHERE practice_${about} IS NOT NULL` })),
  ofPractice('pcn', `CASE WHEN pcn_code = 'U' THEN NULL ELSE pcn_code END`),
  ofPractice('sub-icb', 'sub_icb_code'),
  ofPractice('icb', 'icb_code'),
  listed('practice', 'practice_code'),

  ...snapshots('pcn', 'epcn', 'networks', 'true', { ...ODS, 'sub-icb': 'sub_icb_code' }),
  { kind: 'pcn', about: 'status', dataset: 'epcn', table: 'networks', isDated: true, select: opening('true') },
  {
    kind: 'practice', about: 'pcn', dataset: 'epcn', table: 'core-partners', isDated: true,
    select: `SELECT practice_code AS code, pcn_code AS value, started AS from_day, CASE WHEN ended IS NOT NULL THEN ${untilAfter('ended')} END AS to_day FROM rows`,
  },
  mostSay('pcn', 'name', 'pcn_code', 'pcn_name'),
  mostSay('pcn', 'sub-icb', 'pcn_code', 'sub_icb_code'),
  listed('pcn', 'pcn_code'),

  ...snapshots('sub-icb-location', 'eccg', 'sub-icb-locations', LOCATIONS, { ...ODS, icb: 'icb_code' }),
  { kind: 'sub-icb-location', about: 'status', dataset: 'eccg', table: 'sub-icb-locations', isDated: true, select: opening(LOCATIONS) },
  mostSay('sub-icb-location', 'name', 'sub_icb_code', 'sub_icb_name'),
  mostSay('sub-icb-location', 'icb', 'sub_icb_code', 'icb_code'),
  listed('sub-icb-location', 'sub_icb_code'),

  mostSay('icb', 'name', 'icb_code', 'icb_name'),
  mostSay('icb', 'region', 'icb_code', 'region_code'),
  listed('icb', 'icb_code'),
  mostSay('nhs-region', 'name', 'region_code', 'region_name'),
  listed('nhs-region', 'region_code'),

  ...snapshots('nhs-trust', 'etr', 'trusts', 'true', { ...ODS, icb: 'icb_code' }),
  { kind: 'nhs-trust', about: 'status', dataset: 'etr', table: 'trusts', isDated: true, select: opening('true') },
];

/** The data sets that the register is made of. */
export const REGISTER_DATASETS = new Set([...SOURCES.map((source) => source.dataset), 'councils', 'upper-tier-councils', 'patients-registered-totals']);

let readings = 0;

export interface StatementsOfKind {
  kind: string;
  about: string;
  statements: Statement[];
}

/** Everything that the publications in force say, as runs: a value and the days from which and until which it was seen. */
export async function statementsIn(statistics: Statistics, folder: string, held: Publication[]): Promise<StatementsOfKind[]> {
  const publications = inForce(held).filter((publication) => publication.asOf !== null);
  const files = (source: Pick<Source, 'dataset' | 'table'>) =>
    publications.filter((one) => one.dataset === source.dataset).map((one) => ({ asOf: one.asOf!, path: join(folder, one.tables.find((table) => table.table === source.table)!.path) }));
  // A table of its own for each reading: two may be under way at once.
  const listed = `listed_practice_${++readings}`;
  await statistics.run(`CREATE TEMP TABLE ${listed} AS ${union(files({ dataset: MAP, table: 'practices' }), 'SELECT DISTINCT practice_code AS code FROM rows') || `SELECT '' AS code WHERE false`}`);
  const groups: StatementsOfKind[] = [];
  const kept = keptOf(statistics);
  for (const source of SOURCES) {
    const read = files(source);
    if (read.length === 0) continue;
    // Publications never change: what a set of them says is read once.
    const set = [...read, ...(source.select.includes('listed_practice') ? files({ dataset: MAP, table: 'practices' }) : [])].map(({ path }) => path).join(' ');
    let known = kept.get(source);
    if (known?.set !== set) {
      const asked = { ...source, select: source.select.replaceAll('listed_practice', listed) };
      known = { set, statements: source.isDated ? await datedStatements(statistics, asked, read) : await seenStatements(statistics, asked, read) };
      kept.set(source, known);
    }
    groups.push({ kind: source.kind, about: source.about, statements: known.statements });
  }
  await statistics.run(`DROP TABLE ${listed}`);
  return groups;
}

interface Kept {
  set: string;
  statements: Statement[];
}
const keptByEngine = new WeakMap<Statistics, Map<Source, Kept>>();

function keptOf(statistics: Statistics): Map<Source, Kept> {
  let kept = keptByEngine.get(statistics);
  if (!kept) keptByEngine.set(statistics, (kept = new Map()));
  return kept;
}

interface VintageFile {
  asOf: string;
  path: string;
}

const union = (files: VintageFile[], select: string): string =>
  files
    .map(({ asOf, path }) => `SELECT * FROM (WITH rows AS (SELECT *, DATE '${asOf}' AS as_of FROM read_parquet(${literal(path)})) SELECT DATE '${asOf}' AS seen_on, * FROM (${select}))`)
    .join(' UNION ALL ');

async function seenStatements(statistics: Statistics, source: Source, files: VintageFile[]): Promise<Statement[]> {
  const days = files.map(({ asOf }, index) => `(DATE '${asOf}', ${index}, ${files[index + 1] ? `DATE '${files[index + 1]!.asOf}'` : 'CAST(NULL AS DATE)'})`).join(', ');
  const { code, value, first_seen, last_seen, ends, is_last } = await statistics.columns(`
    WITH vintage(seen_on, n, next) AS (VALUES ${days}),
    seen AS (SELECT v.*, s.code, s.value FROM (${union(files, source.select)}) s JOIN vintage v USING (seen_on)),
    marked AS (SELECT *, CASE WHEN lag(n) OVER w = n - 1 AND lag(value) OVER w IS NOT DISTINCT FROM value THEN 0 ELSE 1 END AS starts FROM seen WINDOW w AS (PARTITION BY code ORDER BY n)),
    run AS (SELECT *, sum(starts) OVER (PARTITION BY code ORDER BY n) AS run FROM marked)
    SELECT code, any_value(value) AS value, CAST(min(seen_on) AS VARCHAR) AS first_seen, CAST(max(seen_on) AS VARCHAR) AS last_seen,
      CAST(arg_max(coalesce(next, DATE '9999-12-31'), n) AS VARCHAR) AS ends, max(n) = max(max(n)) OVER (PARTITION BY code) AS is_last
    FROM run GROUP BY code, run ORDER BY code, first_seen`);
  const statements: Statement[] = [];
  for (let row = 0; row < (code?.length ?? 0); row += 1) {
    const to = ends![row] === '9999-12-31' ? null : (ends![row] as string);
    const statement: Statement = {
      code: code![row] as string,
      value: value![row] as string | null,
      from: first_seen![row] as string,
      to,
      series: source.dataset,
      firstSeen: first_seen![row] as string,
      lastSeen: last_seen![row] as string,
      isDated: false,
    };
    statements.push(statement);
    if (source.silenceMeansNone && is_last![row] && to !== null) statements.push({ ...statement, value: null, from: to, to: null, firstSeen: to, lastSeen: files.at(-1)!.asOf });
  }
  return statements;
}

async function datedStatements(statistics: Statistics, source: Source, files: VintageFile[]): Promise<Statement[]> {
  // The same statement in several publications is one.
  const columns = await statistics.columns(`
    SELECT code, value, CAST(from_day AS VARCHAR) AS from_day, CAST(to_day AS VARCHAR) AS to_day,
      CAST(min(seen_on) AS VARCHAR) AS first_seen, CAST(max(seen_on) AS VARCHAR) AS last_seen
    FROM (${union(files, source.select)}) GROUP BY ALL ORDER BY code, from_day, to_day, value`);
  return columns.code!.map((code, row) => ({
    code: code as string,
    value: columns.value![row] as string,
    from: columns.from_day![row] as string | null,
    to: columns.to_day![row] as string | null,
    series: source.dataset,
    firstSeen: columns.first_seen![row] as string,
    lastSeen: columns.last_seen![row] as string,
    isDated: true,
  }));
}
