import { gzipSync } from 'node:zlib';
import { appointmentsCoverage, appointmentsMap, practiceCrosstab, regionalFile } from './access/appointmentsFiles.ts';
import { calls111, concernsRaised, deprivationOfPractices, networkStaff, onlineConsultations, registersOfDisease, regulatorRatings } from './access/otherFiles.ts';
import { pcnAdjustedPopulation2025 } from './adjustedPopulation.ts';
import { icbBoundaries, laAllCodes, practiceCoordinates, subIcbBoundaries, utlaAllCodes } from './geographyFiles.ts';
import { patientsRegisteredBands, patientsRegisteredMap, patientsRegisteredTotals } from './listSizeFiles.ts';
import { localBodies } from './localBodies.ts';
import { localRelations } from './localRelations.ts';
import { careHomeBeds2025, contractorWeightedPopulation2025 } from './money/countFiles.ts';
import { impactFundAnnual2023 } from './money/impactFundFile.ts';
import { paymentsFile } from './money/paymentsFiles.ts';
import { eccg, epraccur, etr } from './organisationFiles.ts';
import { epcn } from './pcnWorkbook.ts';
import { people } from './people.ts';
import { namedDay } from './publishedText.ts';

/** Every file of the sample: its path within `sample/`, and its bytes. */
export async function everyFile(): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const put = (path: string, text: string) => files.set(path, Buffer.from(text, 'utf8'));
  const organisations = 'published/organisations';
  const listSizes = 'published/list-sizes';
  const geography = 'published/geography';

  put(`${organisations}/epraccur_2024-04.csv`, epraccur('2024-04-30'));
  put(`${organisations}/epraccur_2026-04.csv`, epraccur('2026-04-30'));
  files.set(`${organisations}/ePCN_2026-04.xlsx`, await epcn('2026-04-30'));
  put(`${organisations}/etr_2026-04.csv`, etr());
  put(`${organisations}/eccg_2026-04.csv`, eccg());

  // The maps differ as the real ones have over the years: the date's form, the line's end, the encoding.
  const map = `${listSizes}/gp-reg-pat-prac-map`;
  put(`${map}_2024-04.csv`, patientsRegisteredMap('2024-04-01', '01APR2024', '\n'));
  files.set(`${map}_2024-10.csv`, inWindows1252(patientsRegisteredMap('2024-10-01', '01Oct2024', '\n')));
  put(`${map}_2025-04.csv`, patientsRegisteredMap('2025-04-01', '2025-04-01', '\n'));
  put(`${map}_2025-10.csv`, BYTE_ORDER_MARK + patientsRegisteredMap('2025-10-01', '01Oct2025', '\n'));
  put(`${map}_2026-04.csv`, patientsRegisteredMap('2026-04-01', '01Apr2026', '\r\n'));

  for (const month of MONTHS) {
    const extractDate = month < '2025' ? namedDay(month) : month;
    put(`${listSizes}/gp-reg-pat-prac-all_${month.slice(0, 7)}.csv`, patientsRegisteredTotals(month, extractDate));
  }
  files.set(`${listSizes}/gp-reg-pat-prac-quin-age_2025-04.csv.gz`, gzipSync(patientsRegisteredBands('2025-04-01'), { level: 9 }));
  put(`${listSizes}/gp-reg-pat-prac-quin-age_2026-04.csv`, patientsRegisteredBands('2026-04-01'));

  put('published/network-contract/pcn_adjusted_population_2025-26.csv', pcnAdjustedPopulation2025());
  put('published/network-contract/contractor_weighted_population_2025.csv', contractorWeightedPopulation2025());
  put('published/network-contract/care_home_beds_2025-26.csv', careHomeBeds2025());
  put('published/network-contract/IIF_indicators_annual_pub_2023_24.csv', impactFundAnnual2023());
  for (const year of ['21-22', '23-24'] as const) put(`published/payments/nhspaymentsgp_${year}.csv`, paymentsFile(year));

  putAccess(files);

  put(`${geography}/practice_coordinates.csv`, practiceCoordinates('2024-04-01'));
  put(`${geography}/sub_icb_apr2023.geojson`, subIcbBoundaries());
  put(`${geography}/icb_2022.geojson`, icbBoundaries());
  put(`${geography}/la_all_codes.csv`, laAllCodes());
  put(`${geography}/utla_all_codes.csv`, utlaAllCodes());

  put('local-bodies.csv', localBodies());
  put('local-relations.csv', localRelations());
  put('people.csv', people());
  return files;
}

/** How patients get appointments, and what else the commissioner’s list is made of. The larger files are packed. */
function putAccess(files: Map<string, Buffer>): void {
  const put = (path: string, text: string) => files.set(`published/${path}`, path.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text, 'utf8'));
  put('appointments/Practice_Level_Crosstab_Sep_Oct_19.csv.gz', practiceCrosstab('2019-09-01', '2019-10-01', false));
  put('appointments/Practice_Level_Crosstab_Nov_23_to_Sep_25.csv.gz', practiceCrosstab('2023-11-01', '2025-09-01', false));
  put('appointments/Practice_Level_Crosstab_Sep_Oct_25.csv.gz', practiceCrosstab('2025-09-01', '2025-10-01', true));
  put('appointments/Regional_CSV_May23_to_Oct25.csv.gz', regionalFile('2023-05-01', '2025-10-01'));
  put('appointments/Mapping_Oct_25.csv', appointmentsMap('2025-10-01'));
  put('appointments/APPOINTMENTS_GP_COVERAGE.csv', appointmentsCoverage('2023-05-01', '2025-10-01'));
  put('online-consultations/oc_submissions_by_practice_2025-05_to_2025-10.csv.gz', onlineConsultations('2025-05-01', '2025-10-01'));
  put('quality/cqc_practice_ratings.csv', regulatorRatings());
  put('quality/PREVALENCE_2425.csv', registersOfDisease());
  put('quality/fingertips-imd-2025-gp-practice.csv', deprivationOfPractices());
  put('commissioner/calls_111_in_hours_2025-10.csv', calls111('2025-09-01', '2025-10-01'));
  put('commissioner/concerns_raised_2025-10.csv', concernsRaised('2025-10-01'));
  for (const [name, day] of [['March', '2025-03-31'], ['November', '2025-11-30']] as const) put(`workforce/PCNWF_${name}_2025_Individual_Level.csv`, networkStaff(day));
}

/** The first of each month from April 2024 to April 2026. */
const MONTHS = Array.from({ length: 25 }, (_, index) => {
  const month = 3 + index;
  return `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
});

const BYTE_ORDER_MARK = '\uFEFF';

/** Node's `latin1` agrees with Windows-1252 on every letter that the sample uses; anything else is refused. */
function inWindows1252(text: string): Buffer {
  const foreign = /[^\x00-\x7f\xa0-\xff]/.exec(text);
  if (foreign) throw new Error(`Windows-1252 has no place in this file for "${foreign[0]}".`);
  return Buffer.from(text, 'latin1');
}
