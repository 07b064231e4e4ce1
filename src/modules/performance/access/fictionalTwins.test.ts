import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/testing/index.ts';
import { performanceDatasets } from '../datasets.ts';
import { accessFigures } from './index.ts';
import { aboutPractice } from './queries/aboutPractice.ts';
import { accessDisagreements } from './queries/accessDisagreements.ts';
import { accessSinceApril, monthsSinceApril } from './queries/accessSinceApril.ts';
import { saySinceApril } from './sayAccess.ts';
import { accessPlace, crosstab, regional } from './testing/accessPlace.ts';
import type { AccessPlace } from './testing/accessPlace.ts';

/** Small files in the formats of the published ones: who has none of those still sees that each is recognised and read. */
let place: AccessPlace;
beforeAll(async () => {
  place = await accessPlace(await testDatabase('pglite'), performanceDatasets);
});
afterAll(() => place.close());

const COVERAGE = 'sub_icb_location_code,icb_ons_code,region_code,appointment_month,included_practices,open_practices,patients_registered_at_included_practices,patients_registered_at_open_practices\nZ01,E1,E4,01APR2025,2,3,10000,20000\nZ02,E1,E4,01APR2025,1,1,5000,5000\n';
const TWINS: [string, string, number][] = [
  ['appointments-coverage', COVERAGE, 2],
  ['appointments-mapping', 'GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ICB_CODE,ICB_NAME,REGION_CODE,REGION_NAME\nZZA01,MILL,TPP,UZ001,MILL PCN,Z01,Z,QZZ,Z,Y1,R\nZZA01,MILL,EMIS,UZ001,MILL PCN,Z01,Z,QZZ,Z,Y1,R\n', 2],
  ['cqc-practice-ratings', 'Practice.Code,Year,location_name,service_population_group,domain,latest_rating,inherited_rating_y_n\nZZA01,2016,Mill,Overall,Overall,Inadequate,N\nZZA01,2021,Mill,Overall,Overall,Good,N\nZZA01,2021,Mill,Older people,Overall,Outstanding,N\nZZA02,2020,One,Overall,Overall,Good,N\nZZA02,2020,Two,Overall,Overall,Inadequate,N\nNA,2020,Nobody,Overall,Overall,Good,N\n', 6],
  ['qof-prevalence', 'PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\nZZA01,AF,113.0,TOTAL,4000\nZZA01,HYP,600.0,TOTAL,4000\nZZA01,AST,324.0,06OV,3700\nZZA01,CAN,*,TOTAL,4000\n', 4],
  ['practice-deprivation', 'PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE\nZZA01,Mill,2025,33.5\nZZA01,Mill,2019,1.5\nZZA02,Weir,2025,40.1\nZZA03,Lock,2025,NA\n', 4],
  ['practice-workforce-yearly', 'Practice.Code,Year,ICB_NAME,TOTAL_PATIENTS,TOTAL_GP_EXTGL_FTE,TOTAL_NURSES_FTE\nZZA01,2024,Z,4000,1,1\nZZA01,2025,Z,4200.5,2.1,1.9\nZZA02,2025,Z,6000,NA,1\n', 3],
  ['network-contract-dictionary', 'AID,SERVICE_YEAR,QUALITY_SERVICE,Ruleset,INDICATOR_TYPE,INDICATOR_ID,INDICATOR_DESCRIPTION,MEASURE_TYPE,MEASURE,MEASURE_DESCRIPTION\nA-1,2025-26,NCD,Cancer,FI,CAN04,"Part, of whole",Numerator,Numerator,Numerator\n', 1],
  ['network-contract-extract', 'QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION\nNCD2425,N,ZZA01,20240930,CAN04,NUMERATOR,14,05/10/2024,19:36:07,Y\nNCD2425,N,ZZA01,20240930,CAN04,DENOMINATOR,*,05/10/2024,19:36:07,Y\n', 2],
];

test.each(TWINS)('a file of %s is recognised and read whole', async (dataset, content, rows) => {
  const { publication, rowsRefused } = await place.load(`${dataset}.csv`, content);
  expect([publication.dataset, publication.tables.reduce((sum, table) => sum + table.rows, 0), rowsRefused]).toEqual([dataset, rows, 0]);
});

test('beside a practice stand its rating, deprivation, patients for each GP and registers, with their years and sources', async () => {
  expect(await aboutPractice(place.performance, 'ZZA01')).toEqual([
    { title: 'Rating by the regulator', says: '“Good” overall, in 2021.', source: 'cqc-practice-ratings/2021-12-31' },
    { title: 'Deprivation of its patients', says: 'A score of 33.5 on the index of 2025; a higher one is more deprived. 1 of 2 practices have a higher one.', source: 'practice-deprivation/2025-12-31' },
    { title: 'Patients for each GP', says: '2,000: 4,201 patients and 2.1 full-time equivalent GPs without trainees and locums, with 1.9 of nurses, the mean of 2025.', source: 'practice-workforce-yearly/2025-12-31' },
    { title: 'Largest disease registers of all ages', says: 'HYP, 600 of 4,000 patients (15%); AF, 113 of 4,000 patients (2.8%). By the codes of the Quality and Outcomes Framework.', source: 'qof-prevalence, whose file says no day' },
  ]);
});

test('what a file does not have of a practice is said, and two ratings of a year are both given', async () => {
  const says = async (code: string) => (await aboutPractice(place.performance, code)).map((one) => one.says);
  expect((await says('ZZA02'))[0]).toBe('“Good” and “Inadequate” overall, in 2020; the file rates it both ways.');
  expect((await says('ZZA02'))[2]).toBe('The file of 2025 does not say how many GPs it has.');
  expect(await says('ZZB01')).toEqual(['The file has no overall rating of it.', 'The file does not have it.', 'The file does not have it.', 'The file does not have it.']);
});

test('the patients of the regional file are those that the publisher covered', async () => {
  await place.load('regional.csv', regional([{ subIcb: 'Z01', month: '2025-04-01', count: 700 }, { subIcb: 'Z02', month: '2025-04-01', count: 300 }]));
  expect((await accessFigures(place.performance, { code: 'ENG', month: '2025-04-01' }))!.figures[0]).toMatchObject({ numerator: 1_000, denominator: 15_000 });
});

test('every practice that the file and the register place differently is listed, and every code that the register lacks', async () => {
  await place.load('oct.csv', crosstab('01MAY2025', [{ code: 'ZZA01', pcn: 'U', count: 10 }, { code: 'ZZA02', count: 10 }, { code: 'Y99999', count: 10 }]));
  expect((await accessDisagreements(place.performance, '2025-05-01')).map(({ code, says }) => [code, says.slice(0, 34)])).toEqual([['Y99999', 'The register does not know this co'], ['ZZA01', 'The file has it in no PCN, the reg']]);
});

test.each([['2025-04-01', 1, '2025-04-01'], ['2025-12-01', 9, '2025-04-01'], ['2026-03-01', 12, '2025-04-01'], ['2026-01-01', 10, '2025-04-01']])('the year of %s has %i months so far, from %s', (month, count, first) => {
  const months = monthsSinceApril(month);
  expect([months.length, months[0], months.at(-1)]).toEqual([count, first, month]);
});

test('the two-week indicator is added up from April where every month is held, and is not known where one lacks', async () => {
  const asked = (month: string) => accessSinceApril(place.performance, { code: 'ZZA02', month });
  expect(await asked('2025-05-01')).toMatchObject({ value: null, missing: ['2025-04-01'] });
  expect(saySinceApril(await asked('2025-05-01'))).toContain('that is not known, as one month lacks a figure: April 2025.');
  await place.load('apr.csv', crosstab('01APR2025', [{ code: 'ZZA02', count: 20 }, { code: 'ZZA02', booked: 'More than 28 Days', count: 10 }]));
  expect(await asked('2025-05-01')).toMatchObject({ numerator: 30, denominator: 40, value: 0.75, missing: [] });
  expect(saySinceApril(await asked('2025-05-01'))).toContain('75.0% for April 2025 to May 2025 (30 of 40 appointments)');
});
