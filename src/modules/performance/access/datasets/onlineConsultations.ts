import type { Dataset } from '#platform/publications/index.ts';

export const onlineConsultations: Dataset = {
  id: 'online-consultations',
  title: 'Online consultations, submissions by practice',
  shortTitle: 'Online consultations',
  whatFor: 'How many requests patients sent to each practice online in a month, and how many of them were clinical.',
  newerOneBrings: 'the online requests of the months since',
  publisher: 'NHS England',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/submissions-via-online-consultation-systems-in-general-practice',
  everyMonths: 1,
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'month', headings: ['MONTH', 'SUBMISSION_MONTH'], kind: 'day' },
        { name: 'practice_code', headings: ['GP_CODE', 'PRACTICE_CODE'], kind: 'code' },
        { name: 'pcn_code', headings: ['PCN_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true },
        { name: 'sub_icb_code', headings: ['SUB_ICB_CODE', 'SUB_ICB_LOCATION_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true },
        { name: 'supplier', headings: ['SUPPLIER'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'submissions', headings: ['SUBMISSIONS'], kind: 'count', mayBeEmpty: true, emptyWords: ['*', 'NA'] },
        { name: 'clinical', headings: ['CLINICAL_SUBMISSIONS'], kind: 'count', isOptional: true, mayBeEmpty: true, emptyWords: ['*', 'NA'] },
        { name: 'administrative', headings: ['ADMINISTRATIVE_SUBMISSIONS'], kind: 'count', isOptional: true, mayBeEmpty: true, emptyWords: ['*', 'NA'] },
        { name: 'other', headings: ['OTHER_UNKNOWN_SUBMISSIONS'], kind: 'count', isOptional: true, mayBeEmpty: true, emptyWords: ['*', 'NA'] },
        { name: 'registered_patients', headings: ['REGISTERED_PATIENTS'], kind: 'count', mayBeEmpty: true, emptyWords: ['*', 'NA'] },
        // 0 where the practice’s supplier sent nothing: its noughts are then not counts.
        { name: 'participation', headings: ['PARTICIPATION'], kind: 'number', isOptional: true, mayBeEmpty: true, emptyWords: ['*', 'NA'] },
      ],
      key: ['month', 'practice_code', 'supplier'],
    },
  ],
  asOf: { from: 'newest-of', table: 'practices', columns: ['month'] },
};
