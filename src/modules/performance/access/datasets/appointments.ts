import type { Dataset, DatasetColumn } from '#platform/publications/index.ts';

const SERIES = {
  publisher: 'NHS England',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/appointments-in-general-practice',
  everyMonths: 1,
} as const;

/** What a row counts by. Their words are kept as published; `rules/performance/access/words.yaml` brings them to one spelling where they are read. */
const STATUS: DatasetColumn = { name: 'status', headings: ['APPT_STATUS'], kind: 'text', mayBeEmpty: true };
const WHO: DatasetColumn = { name: 'who', headings: ['HCP_TYPE'], kind: 'text', mayBeEmpty: true };
const HOW: DatasetColumn = { name: 'how', headings: ['APPT_MODE'], kind: 'text', mayBeEmpty: true };
const BOOKED: DatasetColumn = { name: 'booked', headings: ['TIME_BETWEEN_BOOK_AND_APPT'], kind: 'text', mayBeEmpty: true };
const APPOINTMENTS: DatasetColumn = { name: 'appointments', headings: ['COUNT_OF_APPOINTMENTS'], kind: 'count' };
const SUB_ICB: DatasetColumn = { name: 'sub_icb_code', headings: ['SUB_ICB_LOCATION_CODE', 'SUB_ICB_CODE', 'CCG_CODE'], kind: 'code' };
/** `U` is "unallocated": in no PCN. */
const PCN: DatasetColumn = { name: 'pcn_code', headings: ['PCN_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true };
const SUPPLIER: DatasetColumn = { name: 'supplier', headings: ['SUPPLIER'], kind: 'text', isOptional: true, mayBeEmpty: true };

export const appointmentsByPractice: Dataset = {
  ...SERIES,
  id: 'appointments-by-practice',
  title: 'Appointments in general practice: practice level',
  shortTitle: 'Appointments by practice',
  whatFor: 'How many appointments each practice had in a month: with whom, how, of which category, how long after booking, and whether the patient came.',
  newerOneBrings: 'how patients get appointments at each practice in the month since, and what was restated',
  tables: [
    {
      name: 'appointments',
      layout: { hasHeader: true },
      columns: [
        { name: 'month', headings: ['APPOINTMENT_MONTH_START_DATE', 'APPOINTMENT_MONTH'], kind: 'day' },
        { name: 'practice_code', headings: ['GP_CODE', 'PRACTICE_CODE'], kind: 'code' },
        SUPPLIER, PCN, SUB_ICB, WHO, HOW,
        { name: 'category', headings: ['NATIONAL_CATEGORY'], kind: 'text', mayBeEmpty: true },
        BOOKED, APPOINTMENTS, STATUS,
      ],
      // A practice that changes its system, or its network, within a month stands twice, once with each.
      key: ['month', 'practice_code', 'supplier', 'pcn_code', 'sub_icb_code', 'who', 'how', 'category', 'booked', 'status'],
    },
  ],
  // Several months may stand in one file.
  asOf: { from: 'newest-of', table: 'appointments', columns: ['month'] },
};

export const appointmentsByArea: Dataset = {
  ...SERIES,
  id: 'appointments-by-area',
  title: 'Appointments in general practice: regional level',
  shortTitle: 'Appointments by area',
  whatFor: 'How many appointments each sub-ICB location of England had, month by month: with whom, how, how long after booking, and whether the patient came.',
  newerOneBrings: 'how patients get appointments in each area in the month since, and what was restated',
  tables: [
    {
      name: 'appointments',
      layout: { hasHeader: true },
      columns: [
        SUB_ICB,
        { name: 'icb_ons_code', headings: ['ICB_ONS_CODE', 'STP_ONS_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true },
        { name: 'region_ons_code', headings: ['REGION_ONS_CODE'], kind: 'code' },
        { name: 'month', headings: ['APPOINTMENT_MONTH', 'APPOINTMENT_MONTH_START_DATE'], kind: 'day' },
        STATUS, WHO, HOW, BOOKED, APPOINTMENTS,
      ],
      key: ['month', 'sub_icb_code', 'icb_ons_code', 'region_ons_code', 'status', 'who', 'how', 'booked'],
    },
  ],
  asOf: { from: 'newest-of', table: 'appointments', columns: ['month'] },
};

export const appointmentsCoverage: Dataset = {
  ...SERIES,
  id: 'appointments-coverage',
  title: 'Appointments in general practice: coverage',
  shortTitle: 'Coverage of appointments',
  whatFor: 'How many practices of each sub-ICB location, and how many of their patients, the appointments of a month count.',
  newerOneBrings: 'the patients that the appointments of the months since are counted of',
  tables: [
    {
      name: 'areas',
      layout: { hasHeader: true },
      columns: [
        SUB_ICB,
        { name: 'month', headings: ['APPOINTMENT_MONTH', 'APPOINTMENT_MONTH_START_DATE'], kind: 'day' },
        { name: 'included_practices', headings: ['INCLUDED_PRACTICES'], kind: 'count' },
        { name: 'open_practices', headings: ['OPEN_PRACTICES'], kind: 'count' },
        { name: 'included_patients', headings: ['PATIENTS_REGISTERED_AT_INCLUDED_PRACTICES'], kind: 'count' },
        { name: 'open_patients', headings: ['PATIENTS_REGISTERED_AT_OPEN_PRACTICES'], kind: 'count' },
      ],
      key: ['month', 'sub_icb_code'],
    },
  ],
  asOf: { from: 'newest-of', table: 'areas', columns: ['month'] },
};

export const appointmentsMapping: Dataset = {
  ...SERIES,
  id: 'appointments-mapping',
  title: 'Appointments in general practice: mapping of practices',
  shortTitle: 'Map of appointments',
  whatFor: 'Which system each practice books by, and where the appointments’ own files place it.',
  newerOneBrings: 'the systems by which practices book now',
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['GP_CODE', 'PRACTICE_CODE'], kind: 'code' },
        { name: 'practice_name', headings: ['GP_NAME', 'PRACTICE_NAME'], kind: 'text', mayBeEmpty: true },
        { ...SUPPLIER, isOptional: false },
        { ...PCN, isOptional: false },
        SUB_ICB,
        { name: 'icb_code', headings: ['ICB_CODE', 'STP_CODE'], kind: 'code', mayBeEmpty: true },
        { name: 'region_code', headings: ['REGION_CODE', 'COMM_REGION_CODE'], kind: 'code', mayBeEmpty: true },
      ],
      // Some practices stand twice: with two systems, or with two networks.
      key: ['practice_code', 'practice_name', 'supplier', 'pcn_code', 'sub_icb_code', 'icb_code', 'region_code'],
    },
  ],
  asOf: { from: 'nothing', mayBeStated: true },
};
