import type { Dataset } from '#platform/publications/index.ts';

const SERIES = {
  publisher: 'NHS England',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/mi-network-contract-des',
} as const;

export const networkContractDictionary: Dataset = {
  ...SERIES,
  id: 'network-contract-dictionary',
  title: 'Network contract indicators: what each field means',
  shortTitle: 'Indicator dictionary',
  whatFor: 'Of each indicator of a year its numerator, denominator, exclusions and personalised care adjustments, in words.',
  newerOneBrings: 'the indicators of the next year',
  everyMonths: 12,
  tables: [
    {
      name: 'fields',
      layout: { hasHeader: true },
      columns: [
        { name: 'id', headings: ['AID'], kind: 'code' },
        { name: 'service_year', headings: ['SERVICE_YEAR'], kind: 'text', pattern: { is: '20[0-9]{2}-[0-9]{2}', says: 'is not a year such as 2025-26' } },
        { name: 'quality_service', headings: ['QUALITY_SERVICE'], kind: 'code' },
        { name: 'ruleset', headings: ['RULESET'], kind: 'text', isOptional: true, mayBeEmpty: true, emptyWords: ['n/a'] },
        { name: 'domain', headings: ['Care domain (CQRS short domain name)', 'Care domain'], kind: 'text', isOptional: true, mayBeEmpty: true, emptyWords: ['n/a'] },
        { name: 'indicator_type', headings: ['INDICATOR_TYPE'], kind: 'code' },
        { name: 'indicator_code', headings: ['INDICATOR_ID', 'IND_CODE'], kind: 'code' },
        { name: 'indicator_says', headings: ['INDICATOR_DESCRIPTION'], kind: 'text' },
        { name: 'measure_type', headings: ['MEASURE_TYPE'], kind: 'text' },
        { name: 'measure', headings: ['MEASURE'], kind: 'text' },
        { name: 'measure_says', headings: ['MEASURE_DESCRIPTION'], kind: 'text', mayBeEmpty: true, emptyWords: ['n/a'] },
        { name: 'short_code', headings: ['CQRS short code'], kind: 'code', isOptional: true, mayBeEmpty: true, emptyWords: ['N/A'] },
      ],
      key: ['id'],
    },
  ],
  asOf: { from: 'newest-made', table: 'fields', day: 'make_date(CAST(substr(service_year, 1, 4) AS INTEGER), 4, 1)' },
};

export const networkContractExtract: Dataset = {
  ...SERIES,
  id: 'network-contract-extract',
  title: 'Network contract indicators: counts as sent from practices’ systems',
  shortTitle: 'Indicator counts',
  whatFor: 'What was counted of each indicator at each practice up to a day.',
  newerOneBrings: 'what was counted in the month since',
  everyMonths: 1,
  tables: [
    {
      name: 'counts',
      layout: { hasHeader: true },
      columns: [
        { name: 'quality_service', headings: ['QUALITY_SERVICE'], kind: 'code' },
        { name: 'organisation_code', headings: ['ORG_CODE', 'ORGANISATION_CODE'], kind: 'code' },
        { name: 'counted_to', headings: ['ACH_DATE'], kind: 'day' },
        { name: 'indicator_code', headings: ['IND_CODE'], kind: 'code' },
        { name: 'field', headings: ['FIELD_NAME'], kind: 'text' },
        // Suppressed where so few were counted that somebody could be known by it.
        { name: 'value', headings: ['VALUE'], kind: 'number', mayBeEmpty: true, emptyWords: ['*', 'None'] },
        { name: 'submitted_on', headings: ['SUBMIT_DATE'], kind: 'day', isOptional: true, mayBeEmpty: true },
        { name: 'submitted_at', headings: ['SUBMIT_TIME'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'is_last', headings: ['LAST_SUBMISSION'], kind: 'code', isOptional: true, mayBeEmpty: true },
      ],
      key: ['quality_service', 'organisation_code', 'counted_to', 'indicator_code', 'field', 'submitted_on', 'submitted_at', 'is_last'],
    },
  ],
  asOf: { from: 'newest-of', table: 'counts', columns: ['counted_to'] },
};
