import { join } from 'node:path';
import { inForce } from '#platform/publications/index.ts';
import type { Publication } from '#platform/publications/index.ts';
import { literal } from '#platform/statistics/index.ts';
import type { Statistics } from '#platform/statistics/index.ts';
import type { CouncilRow } from '../domain/councils.ts';
import type { Lists } from '../domain/succession.ts';

/** Only England's councils: their codes begin with E, a sample's with X. */
const ENGLAND = `country_code = 'E92000001' OR code LIKE 'X%'`;

/** The newest lists of councils, the upper tier's first, as it names them best. */
export async function councilRows(statistics: Statistics, folder: string, held: Publication[]): Promise<CouncilRow[]> {
  const newest = (dataset: string) => inForce(held).filter((one) => one.dataset === dataset).at(-1);
  const rows: CouncilRow[] = [];
  const read = async (publication: Publication | undefined, columns: string) => {
    if (!publication) return;
    const source = `${publication.dataset}/${publication.asOf ?? 'undated'}`;
    const found = await statistics.rows<{ code: string; name: string; successor: string | null; upper_tier: string | null; is_current: boolean }>(
      `SELECT code, name, ${columns} FROM read_parquet(${literal(join(folder, publication.tables[0]!.path))}) WHERE ${ENGLAND} ORDER BY code`);
    rows.push(...found.map((row) => ({ code: row.code, name: row.name, successorCode: row.successor, upperTierCode: row.upper_tier, isCurrent: row.is_current, source })));
  };
  await read(newest('councils'), `successor_code AS successor, upper_tier_code AS upper_tier, coalesce(is_current, 'TRUE') = 'TRUE' AS is_current`);
  const districts = new Set(rows.map((row) => row.code));
  await read(newest('upper-tier-councils'), `CAST(NULL AS VARCHAR) AS successor, CAST(NULL AS VARCHAR) AS upper_tier, true AS is_current`);
  return rows.filter((row, index) => index < districts.size || !districts.has(row.code));
}

/** Every practice's list on each day that a publication of totals gives. */
export async function listsIn(statistics: Statistics, folder: string, held: Publication[]): Promise<Lists> {
  const lists: Lists = new Map();
  for (const publication of inForce(held).filter((one) => one.dataset === 'patients-registered-totals')) {
    const { code, patients } = await statistics.columns(`
      SELECT practice_code AS code, CAST(sum(patients) AS INTEGER) AS patients FROM read_parquet(${literal(join(folder, publication.tables[0]!.path))})
      WHERE sex = 'ALL' AND age = 'ALL' GROUP BY 1`);
    lists.set(publication.asOf!, new Map(code!.map((one, row) => [one as string, patients![row] as number])));
  }
  return lists;
}
