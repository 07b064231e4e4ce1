import { PLACE_NAMES, REGION, SUB_ICB_LOCATIONS } from '../bodies.ts';
import { mappedPcnOf, PCNS, practicesOpenOn } from '../networks.ts';
import { listSizeOf } from '../populations.ts';
import { placeOf, PRACTICES } from '../practices.ts';
import type { Practice } from '../practices.ts';
import { rowsWithFewQuotes } from '../publishedText.ts';
import { seededRandom } from '../seededRandom.ts';
import { bedsOf } from './countFiles.ts';
import { sum, weightedPatientsOf } from './weightedPatients.ts';

/**
 * What a patient brought in a year, in pounds: inventions in the shape of real payments. A practice’s own vary by a seeded
 * fifth up or down; what comes through the PCN is paid by the lists as they are.
 */
interface PaymentsYear {
  endsOn: string;
  contract: number;
  own: Readonly<Record<string, number>>;
  participation: number;
  /** By weighted patients of the PCN; the rest by registered ones. All of it at the nominated payee. */
  leadership: number;
  pcn: Readonly<Record<string, number>>;
  /** The most for additional roles, by weighted patients; of which each PCN used a part. */
  workforce: number;
  aBed: number;
}

const OWN = {
  'Total QOF Payments': 13.1, 'Childhood Vaccination and Immunisation Scheme': 0.43, 'Influenza and Pneumococcal Immunisations': 2.03, 'Learning Disabilities': 0.48, 'Minor Surgery': 0.4,
  'Total Local Incentive Schemes': 7.6, 'Premises Payments': 11.2, 'Total Locum Allowances': 1.1, 'PCO Admin Other': 0.7, 'Information Management and Technology': 0.07,
};

export const PAYMENT_YEARS = {
  '21-22': {
    endsOn: '2022-03-31', contract: 96.1, own: { ...OWN, 'General Practice Transformation': 1.7, 'winter Access Fund': 0.52, 'Other Payments': 3.1 }, participation: 1.761,
    leadership: 1.443, pcn: { 'PCN Support': 1.5, 'PCN Extended Hours Access': 1.44, 'PCN Investment and impact Fund': 0.9 }, workforce: 12.313, aBed: 120,
  },
  '23-24': {
    endsOn: '2024-03-31', contract: 104.7, own: { ...OWN, 'Total QOF Payments': 13.9, 'Total Local Incentive Schemes': 8.4, 'General Practice Transformation': 2.2, 'Other Payments': 3.4 }, participation: 1.76,
    leadership: 1.413, pcn: { 'PCN Support': 1.5, 'PCN Enhanced Access': 7.578, 'PCN Investment and impact Fund': 0.8 }, workforce: 22.671, aBed: 120,
  },
} satisfies Record<string, PaymentsYear>;

/** Looked after for seven months when its partners left; it belonged to no PCN, and its opening tells which year the file is of. */
const CARETAKER: Practice = { ...PRACTICES.find(({ code }) => code === 'XX031')!, code: 'XX047', name: 'ORCHARD WHARF CARETAKER PRACTICE', street: 'ORCHARD WHARF', open: '2021-09-01', firstPcn: null, patients: 900 };
const CARETAKER_CLOSED = '2022-03-31';

/** NHS Payments to General Practice of one year: a row a practice, and at each PCN’s nominated payee the money of the PCN. */
export function paymentsFile(name: keyof typeof PAYMENT_YEARS): string {
  const year: PaymentsYear = PAYMENT_YEARS[name];
  const practices = [...practicesOpenOn(year.endsOn), ...(name === '21-22' ? [CARETAKER] : [])];
  const weighted = weightedPatientsOf(practices, year.endsOn);
  const pcnColumns = ['PCN Leadership', ...Object.keys(year.pcn), 'PCN Workforce', 'PCN Care Home Premium'];
  const rows = practices.map((practice) => {
    const patients = { registered: listSizeOf(practice, year.endsOn), weighted: weighted.get(practice.code)! };
    const own = ownPayments(year, practice, patients);
    const ofPcn = pcnPayments(year, practice, practices, weighted);
    const total = sum(Object.values(own));
    const deductions = -pounds(total * 0.08);
    return { ...placed(practice, year.endsOn), 'Number of Registered Patients (Last Known Figure)': patients.registered, 'Number of Weighted Patients (Last Known Figure)': patients.weighted, ...own,
      'Total NHS Payments to General Practice': pounds(total), 'Deductions for Pensions, Levies and Prescription Charge Income': deductions,
      'Total NHS Payments to General Practice Minus Deductions': pounds(total + deductions), ...Object.fromEntries(pcnColumns.map((column) => [column, ofPcn[column] ?? 0])) };
  });
  return `\uFEFF${rowsWithFewQuotes([Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))], '\r\n')}`;
}

function placed(practice: Practice, day: string): Record<string, string> {
  const place = PLACE_NAMES.find((one) => one === placeOf(practice))!;
  const pcn = practice === CARETAKER ? null : mappedPcnOf(practice, day);
  const number = Number(practice.code.slice(2));
  const isDispensing = dispenses(practice);
  return {
    'NHS England (Region) code': REGION.code, 'NHS England (Region) Name': REGION.name.toUpperCase(), 'CCG Code': SUB_ICB_LOCATIONS[place].code, 'CCG NAME': `NHS ${place.toUpperCase()} CCG`,
    'PCN Code': pcn?.code ?? 'Unknown or no PCN', 'PCN Name': pcn?.nameOn(day) ?? 'Unknown or no PCN', 'Practice Code': practice.code, 'Practice Name': practice.name,
    'Practice Address': `${practice.street} ${practice.town.name}`, 'Practice Postcode': practice.postcode, 'Practice Open Date': slashed(practice.open),
    'Practice Close Date': practice === CARETAKER ? slashed(CARETAKER_CLOSED) : '', 'Contract Type': isPms(practice) ? 'PMS' : 'GMS', 'Dispensing Practice': isDispensing ? 'Yes' : 'No',
    'Practice type': 'GP practice', 'Practice Rurality': isDispensing || number % 3 === 0 ? 'Rural' : 'Urban',
  };
}

const slashed = (day: string): string => day.split('-').reverse().join('/');
const isPms = ({ code }: Practice): boolean => Number(code.slice(2)) % 7 === 0;
/** In the dale and on the coast some are far from any chemist. */
const dispenses = (practice: Practice): boolean => placeOf(practice) === 'Merrowdale' && Number(practice.code.slice(2)) % 4 === 1;
const pounds = (amount: number): number => Math.round(amount * 100) / 100;

function ownPayments(year: PaymentsYear, practice: Practice, patients: { registered: number; weighted: number }): Record<string, number> {
  const random = seededRandom(`payments ${practice.code} ${year.endsOn}`);
  const contract = pounds(patients.weighted * year.contract * (0.98 + random() * 0.04));
  const varied = Object.entries(year.own).map(([column, aPatient]) => [column, pounds(patients.registered * aPatient * (0.8 + random() * 0.4))]);
  const drugs = dispenses(practice) ? patients.registered * (0.9 + random() * 0.2) : 0;
  return {
    'Global Sum': isPms(practice) ? 0 : contract, 'Balance of PMS Expenditure': isPms(practice) ? pounds(contract * 1.04) : 0, ...Object.fromEntries(varied),
    'PCN Participation': practice === CARETAKER ? 0 : pounds(patients.weighted * year.participation), 'Dispensing Fee Payments': pounds(drugs * 15.4), 'Reimbursement of Drugs': pounds(drugs * 61.8),
  };
}

/** The whole of a PCN’s money, in the row of its nominated payee. Burdockmoor was paid by an older list. */
function pcnPayments(year: PaymentsYear, practice: Practice, practices: readonly Practice[], weighted: ReadonlyMap<string, number>): Record<string, number> {
  const pcn = PCNS.find(({ code, nominatedPayee }) => nominatedPayee === practice.code && mappedPcnOf(practice, year.endsOn)?.code === code);
  if (!pcn) return {};
  const members = practices.filter((one) => one !== CARETAKER && mappedPcnOf(one, year.endsOn) === pcn);
  const registered = sum(members.map((one) => listSizeOf(one, year.endsOn))) * (pcn.code === 'XU003' ? 0.95 : 1);
  const ofWeighted = sum(members.map(({ code }) => weighted.get(code)!));
  const used = 0.72 + seededRandom(`workforce ${pcn.code} ${year.endsOn}`)() * 0.26;
  return {
    'PCN Leadership': pounds(ofWeighted * year.leadership), ...Object.fromEntries(Object.entries(year.pcn).map(([column, aPatient]) => [column, pounds(registered * aPatient)])),
    'PCN Workforce': pounds(ofWeighted * year.workforce * used), 'PCN Care Home Premium': pounds(bedsOf(pcn.code) * year.aBed),
  };
}
