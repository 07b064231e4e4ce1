import type { Dataset } from '#platform/publications/index.ts';
import { NETWORK_CODE, ORGANISATION_CODE } from './organisationCode.ts';

const SERIES = {
  publisher: 'NHS England',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/patients-registered-at-a-gp-practice',
  everyMonths: 1,
} as const;

const DAY_HEADINGS = ['EXTRACT_DATE'];

export const patientsRegisteredMap: Dataset = {
  ...SERIES,
  id: 'patients-registered-map',
  title: 'Patients registered at a GP practice: mapping',
  shortTitle: 'Map of patients',
  whatFor: 'Which practices have patients this month, and the PCN, sub-ICB location, ICB and region of each.',
  newerOneBrings: 'where each practice stands now – PCN, sub-ICB location, ICB – and the changes since the last map',
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'extract_date', headings: DAY_HEADINGS, kind: 'day' },
        { name: 'practice_code', headings: ['PRACTICE_CODE'], kind: 'code', pattern: ORGANISATION_CODE },
        { name: 'practice_name', headings: ['PRACTICE_NAME'], kind: 'text', mayBeEmpty: true },
        { name: 'practice_postcode', headings: ['PRACTICE_POSTCODE'], kind: 'text', mayBeEmpty: true },
        // `U` is "unallocated": in no network.
        { name: 'pcn_code', headings: ['PCN_CODE'], kind: 'code', mayBeEmpty: true, pattern: NETWORK_CODE },
        { name: 'pcn_name', headings: ['PCN_NAME'], kind: 'text', mayBeEmpty: true },
        { name: 'sub_icb_code', headings: ['SUB_ICB_LOCATION_CODE', 'SUB_ICB_CODE', 'CCG_CODE'], kind: 'code', mayBeEmpty: true, pattern: ORGANISATION_CODE },
        { name: 'sub_icb_ons_code', headings: ['ONS_SUB_ICB_LOCATION_CODE', 'ONS_CCG_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true },
        { name: 'sub_icb_name', headings: ['SUB_ICB_LOCATION_NAME', 'SUB_ICB_NAME', 'CCG_NAME'], kind: 'text', mayBeEmpty: true },
        { name: 'icb_code', headings: ['ICB_CODE', 'ICS_CODE', 'STP_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true, pattern: ORGANISATION_CODE },
        { name: 'icb_ons_code', headings: ['ONS_ICB_CODE', 'ONS_ICS_CODE', 'ONS_STP_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true },
        { name: 'icb_name', headings: ['ICB_NAME', 'ICS_NAME', 'STP_NAME'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'region_code', headings: ['COMM_REGION_CODE', 'NHSE_REGION_CODE', 'COMMISSIONING_REGION_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true, pattern: ORGANISATION_CODE },
        { name: 'region_name', headings: ['COMM_REGION_NAME', 'NHSE_REGION_NAME', 'COMMISSIONING_REGION_NAME'], kind: 'text', isOptional: true, mayBeEmpty: true },
      ],
      key: ['practice_code'],
    },
  ],
  asOf: { from: 'column', table: 'practices', column: 'extract_date' },
};

export const patientsRegisteredTotals: Dataset = {
  ...SERIES,
  id: 'patients-registered-totals',
  title: 'Patients registered at a GP practice: totals',
  shortTitle: 'Patient totals',
  whatFor: 'How many patients each practice has.',
  newerOneBrings: 'the newest list sizes, and a longer line on every list-size chart',
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'extract_date', headings: DAY_HEADINGS, kind: 'day' },
        { name: 'practice_code', headings: ['CODE', 'PRACTICE_CODE'], kind: 'code' },
        { name: 'sex', headings: ['SEX'], kind: 'code' },
        { name: 'age', headings: ['AGE'], kind: 'code' },
        { name: 'patients', headings: ['NUMBER_OF_PATIENTS'], kind: 'count' },
      ],
      key: ['practice_code', 'sex', 'age'],
    },
  ],
  asOf: { from: 'column', table: 'practices', column: 'extract_date' },
};

export const patientsRegisteredAges: Dataset = {
  ...SERIES,
  everyMonths: 3,
  id: 'patients-registered-ages',
  title: 'Patients registered at a GP practice: five-year age bands by sex',
  shortTitle: 'Patients by age',
  whatFor: 'The ages of each organisation’s patients. Organisations of five levels stand in one file, so nothing is added across them.',
  newerOneBrings: 'age pyramids of today’s patients',
  tables: [
    {
      name: 'organisations',
      layout: { hasHeader: true },
      columns: [
        { name: 'extract_date', headings: DAY_HEADINGS, kind: 'day' },
        { name: 'level', headings: ['ORG_TYPE'], kind: 'text' },
        { name: 'code', headings: ['ORG_CODE'], kind: 'code' },
        { name: 'sex', headings: ['SEX'], kind: 'code' },
        { name: 'age_band', headings: ['AGE_GROUP_5'], kind: 'code' },
        { name: 'patients', headings: ['NUMBER_OF_PATIENTS'], kind: 'count' },
      ],
      key: ['level', 'code', 'sex', 'age_band'],
    },
  ],
  asOf: { from: 'column', table: 'organisations', column: 'extract_date' },
};
