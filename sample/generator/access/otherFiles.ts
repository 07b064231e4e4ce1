import { ICB, REGION, SUB_ICB_LOCATIONS } from '../bodies.ts';
import { mappedPcnOf, PCNS, practicesOpenOn } from '../networks.ts';
import { listSizeOf } from '../populations.ts';
import { placeOf } from '../practices.ts';
import { rowsWithFewQuotes } from '../publishedText.ts';
import { seededRandom } from '../seededRandom.ts';
import { monthsFrom } from './appointments.ts';

const DAY = '2025-10-01';

/** Requests that patients sent online. One practice’s supplier took no part. */
const SILENT = 'XX016';
export function onlineConsultations(first: string, last: string): string {
  const header = ['month', 'gp_code', 'gp_name', 'pcn_code', 'pcn_name', 'sub_icb_code', 'sub_icb_name', 'icb_code', 'icb_name', 'region_code', 'region_name', 'supplier', 'submissions', 'clinical_submissions', 'administrative_submissions', 'other_unknown_submissions', 'registered_patients', 'rate_per_1000', 'participation'];
  const rows = monthsFrom(first, last).flatMap((month) =>
    practicesOpenOn(month).map((practice) => {
      const [pcn, subIcb, patients] = [mappedPcnOf(practice, month), SUB_ICB_LOCATIONS[placeOf(practice)], listSizeOf(practice, month)];
      const sent = practice.code === SILENT ? 0 : Math.round((patients / 1000) * (20 + seededRandom(`online ${practice.code}`)() * 90) * (0.94 + seededRandom(`online ${practice.code} ${month}`)() * 0.12));
      const [clinical, administrative] = [Math.round(sent * 0.71), Math.round(sent * 0.25)];
      return [month, practice.code, practice.name, pcn?.code ?? 'U', pcn?.nameOn(month) ?? 'UNALLOCATED', subIcb.code, subIcb.name.toUpperCase(), ICB.code, ICB.name.toUpperCase(), REGION.code, REGION.name.toUpperCase(),
        practice.code === SILENT ? 'QUAYNOTE LIMITED' : 'LARKFORM LIMITED', sent, clinical, administrative, sent - clinical - administrative, patients, ((sent / patients) * 1000).toFixed(6), practice.code === SILENT ? '0.0' : '1.0'];
    }),
  );
  return rowsWithFewQuotes([header, ...rows], '\n');
}

/** Overall ratings of the regulator: most are good; two are not, and one stands twice in a year, both ways. */
const RATED: Readonly<Record<string, string>> = { XX041: 'Requires improvement', XX029: 'Inadequate', XX001: 'Outstanding' };
export function regulatorRatings(): string {
  const rows = practicesOpenOn(DAY).flatMap(({ code, name }, index) => {
    const line = (rating: string) => [code, 2018 + (index % 6), name, 'Overall', 'Overall', rating, 'N'];
    return [line(RATED[code] ?? 'Good'), ...(code === 'XX035' ? [line('Requires improvement')] : [])];
  });
  return rowsWithFewQuotes([['Practice.Code', 'Year', 'location_name', 'service_population_group', 'domain', 'latest_rating', 'inherited_rating_y_n'], ...rows], '\n');
}

/** Disease registers, and of how many patients each is counted. */
const REGISTERS = [['AF', 'TOTAL', 0.026], ['AST', '06OV', 0.066], ['DEP', '18OV', 0.13], ['HYP', 'TOTAL', 0.151], ['LD', 'TOTAL', 0.006], ['SMOK', '15OV', 0.15]] as const;
const PART_OF_LIST: Readonly<Record<string, number>> = { TOTAL: 1, '06OV': 0.94, '15OV': 0.85, '18OV': 0.81 };
export function registersOfDisease(): string {
  const rows = practicesOpenOn('2025-03-31').flatMap((practice) =>
    REGISTERS.map(([register, listType, share]) => {
      const list = Math.round(listSizeOf(practice, '2025-03-01') * PART_OF_LIST[listType]!);
      return [practice.code, register, `${Math.round(list * share * (0.8 + seededRandom(`register ${register} ${practice.code}`)() * 0.4))}.0`, listType, list];
    }),
  );
  return rowsWithFewQuotes([['PRACTICE_CODE', 'GROUP_CODE', 'REGISTER', 'PATIENT_LIST_TYPE', 'PRACTICE_LIST_SIZE'], ...rows], '\n');
}

/** The poorest live at the quays and on the coast. */
export function deprivationOfPractices(): string {
  const rows = practicesOpenOn(DAY).map((practice) => {
    const base = ['cocklewyke', 'larkminster'].some((town) => practice.town.name.toLowerCase().startsWith(town)) ? 27 : 13;
    return [practice.code, practice.name, 2025, (base + seededRandom(`deprivation ${practice.code}`)() * 14).toFixed(3)];
  });
  return rowsWithFewQuotes([['PRACTICE_CODE', 'PRACTICE_NAME', 'IMD_YEAR', 'IMD_SCORE'], ...rows], '\n');
}

/** What an ICB makes of its own counts: calls to 111 while practices were open, against those expected. It has none of A&E. */
export function calls111(first: string, last: string): string {
  const rows = monthsFrom(first, last).flatMap((month) =>
    practicesOpenOn(month).map((practice) => {
      const expected = (listSizeOf(practice, month) / 1000) * 6.2;
      const more = practice.code === 'XX027' ? 1.6 : 0.75 + seededRandom(`111 ${practice.code}`)() * 0.5;
      return [practice.code, month, Math.round(expected * more * (0.92 + seededRandom(`111 ${practice.code} ${month}`)() * 0.16)), expected.toFixed(1)];
    }),
  );
  return rowsWithFewQuotes([['Practice code', 'Month', 'Calls to 111 in hours', 'Expected calls'], ...rows], '\r\n');
}

/** Concerns that somebody raised with the ICB. */
export const concernsRaised = (month: string): string =>
  rowsWithFewQuotes([['Practice code', 'Month', 'Concerns raised'], ...practicesOpenOn(month).map(({ code }) => [code, month, code === 'XX029' ? 2 : code === 'XX003' ? 1 : 0])], '\r\n');

const STAFF = [
  ['Other Direct Patient Care staff', 'Pharmacists', 'Pharmacist'], ['Other Direct Patient Care staff', 'Pharmacists', 'Pharmacist'], ['Other Direct Patient Care staff', 'Pharmacy Technicians', 'Pharmacy Technician'],
  ['Other Direct Patient Care staff', 'Social Prescribing Link Workers', 'Social Prescribing Link Worker'], ['Other Direct Patient Care staff', 'Physiotherapists', 'Physiotherapist'],
  ['Other Direct Patient Care staff', 'Paramedics', 'Paramedic'], ['Other Direct Patient Care staff', 'Care Coordinators', 'Care Coordinator'], ['Other Admin/Non-clinical staff', 'Other Admin/Non-clinical', 'Other'],
] as const;

/** The census of PCN staff, a row a post. An identifier is another in every census, as in the real ones. */
export function networkStaff(day: string): string {
  const header = ['Data_source', 'CENSUS_YEAR', 'CENSUS_MONTH', 'PCN_CODE', 'PCN_NAME', 'SUB_ICB_CODE', 'SUB_ICB_NAME', 'ICB_CODE', 'ICB_NAME', 'COMM_REGION_CODE', 'COMM_REGION_NAME', 'STAFF_GROUP', 'STAFF_ROLE', 'DETAILED_STAFF_ROLE', 'FTE', 'UNIQUE_IDENTIFIER'];
  const random = seededRandom(`PCN staff ${day}`);
  const rows = PCNS.filter(({ open, close }) => open <= day && day <= (close ?? '9999-12-31')).flatMap(({ code, place, nameOn }) => {
    const subIcb = SUB_ICB_LOCATIONS[place];
    const posts = STAFF.filter((_, index) => day > '2025-06' || index % 4 !== 3);
    return posts.map((staff) => ['NWRS Staff', day.slice(0, 4), Number(day.slice(5, 7)), code, nameOn(day), subIcb.code, subIcb.name, ICB.code, ICB.name, REGION.code, REGION.name, ...staff, random() < 0.6 ? '1.0' : (0.4 + Math.round(random() * 5) / 10).toFixed(1), `${Math.floor(random() * 90000) + 10000}.0`]);
  });
  return rowsWithFewQuotes([header, ...rows], '\n');
}
