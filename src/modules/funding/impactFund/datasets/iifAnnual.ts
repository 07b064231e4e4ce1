import type { Dataset } from '#platform/publications/index.ts';

export const iifAnnual: Dataset = {
  id: 'iif-annual',
  title: 'Investment and impact fund indicators, a year',
  shortTitle: 'Impact fund indicators',
  whatFor: 'Numerators and denominators of some indicators of the investment and impact fund, by PCN and by practice.',
  newerOneBrings: 'what PCNs achieved in the next year',
  publisher: 'NHS England',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/mi-network-contract-des',
  everyMonths: null,
  tables: [
    {
      name: 'measures',
      layout: { hasHeader: true },
      columns: [
        { name: 'organisation_type', headings: ['ORGANISATION_TYPE'], kind: 'text' },
        { name: 'organisation_code', headings: ['ORGANISATION_CODE'], kind: 'code' },
        { name: 'organisation_name', headings: ['ORGANISATION_NAME'], kind: 'text' },
        { name: 'quality_service', headings: ['QUALITY_SERVICE'], kind: 'code' },
        { name: 'achievement_day', headings: ['ACH_DATE'], kind: 'day' },
        { name: 'indicator_code', headings: ['IND_CODE'], kind: 'code' },
        { name: 'measure', headings: ['MEASURE'], kind: 'text' },
        // Suppressed where so few were counted that somebody could be known by it.
        { name: 'value', headings: ['VALUE'], kind: 'number', mayBeEmpty: true, emptyWords: ['*'] },
      ],
      key: ['organisation_code', 'indicator_code', 'measure'],
    },
  ],
  asOf: { from: 'column', table: 'measures', column: 'achievement_day' },
};
