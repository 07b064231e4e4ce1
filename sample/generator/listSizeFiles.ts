import { ICB, PLACE_NAMES, REGION, SUB_ICB_LOCATIONS } from './bodies.ts';
import { mappedPcnOf, practicesOpenOn } from './networks.ts';
import { AGE_BANDS, addedUp, ageStructureOf, listSizeOf } from './populations.ts';
import type { AgeStructure } from './populations.ts';
import { placeOf } from './practices.ts';
import type { Practice } from './practices.ts';
import { rowsWithFewQuotes } from './publishedText.ts';

/** The publication "Patients registered at a GP practice". `extractDate` is the day as that month's file writes it. */

const PUBLICATION = 'GP_PRAC_PAT_LIST';
const UNALLOCATED = { code: 'U', name: 'Unallocated' };

const MAP_HEADER = (
  'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,' +
  'ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,' +
  'ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME'
).split(',');

/** Which practice is in which PCN, sub-ICB location, ICB and region. */
export function patientsRegisteredMap(month: string, extractDate: string, lineEnd: '\n' | '\r\n'): string {
  const rows = practicesOpenOn(month).map((practice) => {
    const pcn = mappedPcnOf(practice, month);
    const subIcb = SUB_ICB_LOCATIONS[placeOf(practice)];
    return [
      PUBLICATION, extractDate, practice.code, practice.name, practice.postcode,
      pcn?.code ?? UNALLOCATED.code, pcn?.nameOn(month) ?? UNALLOCATED.name, subIcb.ons, subIcb.code, subIcb.name,
      ICB.ons, ICB.code, ICB.name, REGION.ons, REGION.code, REGION.name, practice.clinicalSystem,
    ];
  });
  return rowsWithFewQuotes([MAP_HEADER, ...rows], lineEnd);
}

const TOTALS_HEADER = [
  'PUBLICATION', 'EXTRACT_DATE', 'TYPE', 'SUB_ICB_LOCATION_CODE', 'ONS_SUB_ICB_LOCATION_CODE', 'CODE', 'POSTCODE',
  'SEX', 'AGE', 'NUMBER_OF_PATIENTS',
];

/** How many patients each practice has. */
export function patientsRegisteredTotals(month: string, extractDate: string): string {
  const rows = practicesOpenOn(month).map((practice) => {
    const subIcb = SUB_ICB_LOCATIONS[placeOf(practice)];
    return [
      PUBLICATION, extractDate, 'GP', subIcb.code, subIcb.ons, practice.code, practice.postcode, 'ALL', 'ALL',
      listSizeOf(practice, month),
    ];
  });
  return rowsWithFewQuotes([TOTALS_HEADER, ...rows], '\r\n');
}

const BANDS_HEADER = [
  'PUBLICATION', 'EXTRACT_DATE', 'ORG_TYPE', 'ORG_CODE', 'ONS_CODE', 'POSTCODE', 'SEX', 'AGE_GROUP_5', 'NUMBER_OF_PATIENTS',
];

/** The bands as the file sorts them, as text: `5_9` comes after `55_59`. */
const BANDS_AS_TEXT = AGE_BANDS.map((band, index) => ({ band, index })).sort((a, b) => (a.band < b.band ? -1 : 1));

/** Five-year age bands by sex, for five levels of organisation stacked in one file. */
export function patientsRegisteredBands(month: string): string {
  const practices = practicesOpenOn(month);
  const of = (members: readonly Practice[]) => addedUp(members.map((practice) => ageStructureOf(practice, month)));
  const pcnCodeOf = (practice: Practice) => mappedPcnOf(practice, month)?.code ?? UNALLOCATED.code;
  const pcnCodes = [...new Set(practices.map(pcnCodeOf))].sort();

  const levels: (readonly [type: string, code: string, ons: string, postcode: string, structure: AgeStructure])[] = [
    ['Comm Region', REGION.code, REGION.ons, '', of(practices)],
    ...practices.map((practice) => ['GP', practice.code, '', practice.postcode, of([practice])] as const),
    ['ICB', ICB.code, ICB.ons, '', of(practices)],
    ...pcnCodes.map((code) => ['PCN', code, '', '', of(practices.filter((one) => pcnCodeOf(one) === code))] as const),
    ...PLACE_NAMES.map((place) => {
      const { code, ons } = SUB_ICB_LOCATIONS[place];
      return ['SUB_ICB_LOCATION_CODE', code, ons, '', of(practices.filter((one) => placeOf(one) === place))] as const;
    }),
  ];
  const rows = levels.flatMap(([type, code, ons, postcode, structure]) =>
    bandRows(structure).map((counts) => [PUBLICATION, month, type, code, ons, postcode, ...counts]),
  );
  return rowsWithFewQuotes([BANDS_HEADER, ...rows], '\n');
}

function bandRows(structure: AgeStructure): [sex: string, band: string, patients: number][] {
  const sumOf = (sex: keyof AgeStructure) => structure[sex].reduce((a, b) => a + b, 0);
  const rowsOf = (sex: keyof AgeStructure): [string, string, number][] => [
    ...BANDS_AS_TEXT.map(({ band, index }): [string, string, number] => [sex, band, structure[sex][index]!]),
    [sex, 'ALL', sumOf(sex)],
  ];
  return [['ALL', 'ALL', sumOf('FEMALE') + sumOf('MALE')], ...rowsOf('FEMALE'), ...rowsOf('MALE')];
}
