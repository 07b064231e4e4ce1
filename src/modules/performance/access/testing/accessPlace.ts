import { sql } from 'kysely';
import { openLoader } from '#platform/publications/testing/loader.ts';
import type { Loader } from '#platform/publications/testing/loader.ts';
import type { Dataset } from '#platform/publications/index.ts';
import type { Database } from '#platform/database/index.ts';
import type { PerformanceContext } from '../../context.ts';
import { inventedPerformance, PRACTICES } from '../../testing/inventedPerformance.ts';
import { accessDatasets } from '../datasets/index.ts';

export interface AccessPlace extends Loader {
  performance: PerformanceContext;
}

/** The invented place with files of appointments loaded into it. Takes over `database`. */
export async function accessPlace(database: Database, datasets: Dataset[] = accessDatasets): Promise<AccessPlace> {
  const place = await inventedPerformance(database);
  const loader = await openLoader(database, datasets, () => async (transaction) => {
    await sql`update register_revision set revision = revision + 1`.execute(transaction);
  });
  const { statistics, context: { statisticsFolder } } = loader;
  const byPractice = new Map(Object.entries(PRACTICES).map(([code, { list }]) => [code, list]));
  const registeredSeries: PerformanceContext['register']['populations']['registeredSeries'] = async () => [{ kind: 'registered', asOf: '2026-04-01', source: 'patients-registered-totals/2026-04-01', byPractice }];
  const register = { ...place.register, populations: { ...place.register.populations, registeredSeries } };
  return { ...loader, performance: { ...place.performance, register, statistics, statisticsFolder } };
}

const HEADINGS = 'APPOINTMENT_MONTH_START_DATE,GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,HCP_TYPE,APPT_MODE,NATIONAL_CATEGORY,TIME_BETWEEN_BOOK_AND_APPT,COUNT_OF_APPOINTMENTS,APPT_STATUS';

export interface CrosstabRow {
  code: string;
  pcn?: string;
  subIcb?: string;
  who?: string;
  how?: string;
  category?: string;
  booked?: string;
  status?: string;
  count: number;
}

/** A practice crosstab as it is published, of a few rows. */
export const crosstab = (month: string, rows: readonly CrosstabRow[]): string =>
  `${[HEADINGS, ...rows.map(({ code, pcn = 'UZ001', subIcb = 'Z01', who = 'GP', how = 'Face-to-Face', category = 'General Consultation Routine', booked = 'Same Day', status = 'Attended', count }) =>
    [month, code, `PRACTICE ${code}`, 'TPP', pcn, 'A PCN', subIcb, 'A PLACE', who, how, category, booked, count, status].join(','))].join('\n')}\n`;

/** A regional file as it is published, of a few rows. */
export const regional = (rows: readonly { subIcb: string; month: string; status?: string; who?: string; how?: string; booked?: string; count: number }[]): string =>
  `SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_ONS_CODE,SUB_ICB_LOCATION_NAME,ICB_ONS_CODE,ICB_NAME,REGION_ONS_CODE,REGION_NAME,APPOINTMENT_MONTH,APPT_STATUS,HCP_TYPE,APPT_MODE,TIME_BETWEEN_BOOK_AND_APPT,COUNT_OF_APPOINTMENTS\n${rows
    .map(({ subIcb, month, status = 'Attended', who = 'GP', how = 'Face-to-Face', booked = 'Same Day', count }) => `${subIcb},E1,"Place, a",E2,"ICB, an",E3,Region,${month},${status},${who},${how},${booked},${count}`).join('\n')}\n`;
