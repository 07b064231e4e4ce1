import type { Database } from '#platform/database/index.ts';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import { inventedWorkforce } from '../../testing/inventedWorkforce.ts';
import type { InventedWorkforce } from '../../testing/inventedWorkforce.ts';
import { pcnWorkforceCensus } from '../datasets/pcnWorkforceCensus.ts';

const HEADINGS = 'DATA_SOURCE,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,STAFF_GROUP,STAFF_ROLE,DETAILED_STAFF_ROLE,FTE,UNIQUE_IDENTIFIER';
type Row = [pcn: string, staffRole: string, detailed: string, fte: string, isBought?: true];

const file = (year: number, month: number, rows: readonly Row[]): string =>
  [HEADINGS, ...rows.map(([pcn, role, detailed, fte, isBought], index) => `${isBought ? 'Contracted services' : 'NWRS Staff'},${year},${month},${pcn},${pcn},Direct Patient Care staff,${role},${detailed},${fte},${index + 1}.0`), ''].join('\n');

/** In June 2025 `UZ001` had one pharmacist of 0.5; in November it has three posts of two roles, a manager, a bought one of 1.4 and one that nobody knows. */
const CENSUSES: readonly [year: number, month: number, rows: readonly Row[]][] = [
  [2025, 6, [['UZ001', 'Pharmacists', 'Pharmacist', '0.5']]],
  [2025, 11, [
    ['UZ001', 'Pharmacists', 'Pharmacist', '1.0'], ['UZ001', 'Pharmacists', 'Pharmacist', '0.6'], ['UZ001', 'Care Coordinators', 'Care Coordinator', '0.666667'], ['UZ001', 'Social Prescribing Link Workers', 'Other', '1.4', true],
    ['UZ001', 'Other Admin/Non-clinical', 'Other', '1.0'], ['UZ001', 'Cloud Watcher', 'Cloud Watcher', '0.4'], ['UZ002', 'Paramedics', 'Paramedic', '1.0'],
  ]],
];

/** The invented place of posts with two censuses of its PCNs loaded. The loader closes the database with itself. */
export async function inventedCensus(database: Database): Promise<InventedWorkforce & { loader: Loader }> {
  const place = await inventedWorkforce(database);
  const loader = await openLoader(database, [pcnWorkforceCensus]);
  for (const [year, month, rows] of CENSUSES) await loader.load(`PCNWF_${year}_${month}.csv`, file(year, month, rows));
  const { statistics, context: { statisticsFolder } } = loader;
  return { ...place, loader, workforce: { ...place.workforce, statistics, statisticsFolder } };
}
