import type { Dataset, DatasetColumn } from '#platform/publications/index.ts';

const MEASURES = [
  'TOTAL_GP_EXTGL', 'TOTAL_LOCUUM_TRN', 'TOTAL_NURSES', 'TOTAL_DPC', 'TOTAL_ADMIN', 'TOTAL_GP_SEN_PTNR', 'TOTAL_GP_PTNR_PROV', 'TOTAL_N_NURSE_PTNR', 'TOTAL_ADMIN_MANAGE_PTNR',
];
const number = (name: string, heading: string, isOptional: boolean): DatasetColumn => ({ name, headings: [heading], kind: 'number', isOptional, mayBeEmpty: true, emptyWords: ['NA', 'ND', '*'] });

export const practiceWorkforceYearly: Dataset = {
  id: 'practice-workforce-yearly',
  title: 'General practice workforce, yearly means by practice',
  shortTitle: 'Practice workforce',
  whatFor: 'Doctors, nurses and others of each practice in a year, as full-time equivalents and as people: the mean of the year’s months.',
  newerOneBrings: 'the practices’ workforce of the year since',
  publisher: 'A research group, from NHS England’s General Practice Workforce',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/general-and-personal-medical-services',
  everyMonths: 12,
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['PRACTICE_CODE'], kind: 'code' },
        { name: 'year', headings: ['YEAR'], kind: 'count', pattern: { is: '(19|20)[0-9]{2}', says: 'is not a year' } },
        number('patients', 'TOTAL_PATIENTS', false),
        ...MEASURES.flatMap((measure) => [number(`${measure.toLowerCase()}_fte`, `${measure}_FTE`, !/EXTGL|NURSES/.test(measure)), number(`${measure.toLowerCase()}_hc`, `${measure}_HC`, true)]),
      ],
      key: ['practice_code', 'year'],
    },
  ],
  asOf: { from: 'newest-made', table: 'practices', day: 'make_date(CAST(year AS INTEGER), 12, 31)' },
};
