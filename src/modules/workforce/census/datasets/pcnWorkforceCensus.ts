import type { Dataset } from '#platform/publications/index.ts';

/**
 * A row is a post, and two may be equal in all that is published: none is taken for a copy of another. The identifier is
 * another in every publication, and of bought services there is none: nobody is followed by it.
 */
export const pcnWorkforceCensus: Dataset = {
  id: 'pcn-workforce-census',
  title: 'Primary care network workforce, a row a post',
  shortTitle: 'PCN workforce',
  whatFor: 'The posts of each PCN on the day of a census: role and full-time equivalent.',
  newerOneBrings: 'the posts that PCNs have now',
  publisher: 'NHS England',
  address: 'https://digital.nhs.uk/data-and-information/publications/statistical/primary-care-network-workforce',
  everyMonths: 3,
  tables: [
    {
      name: 'posts',
      layout: { hasHeader: true },
      columns: [
        { name: 'data_source', headings: ['DATA_SOURCE'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'census_year', headings: ['CENSUS_YEAR', 'YEAR'], kind: 'count', pattern: { is: '20[0-9]{2}', says: 'is not a year' } },
        { name: 'census_month', headings: ['CENSUS_MONTH', 'MONTH'], kind: 'count', pattern: { is: '0?[1-9]|1[0-2]', says: 'is not a month from 1 to 12' } },
        { name: 'pcn_code', headings: ['PCN_CODE'], kind: 'code' },
        { name: 'pcn_name', headings: ['PCN_NAME'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'sub_icb_code', headings: ['SUB_ICB_CODE', 'SUB_ICB_LOCATION_CODE', 'CCG_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true },
        { name: 'icb_code', headings: ['ICB_CODE', 'STP_CODE', 'ICS_CODE'], kind: 'code', isOptional: true, mayBeEmpty: true },
        { name: 'staff_group', headings: ['STAFF_GROUP'], kind: 'text' },
        { name: 'staff_role', headings: ['STAFF_ROLE'], kind: 'text' },
        { name: 'detailed_role', headings: ['DETAILED_STAFF_ROLE'], kind: 'text', isOptional: true, mayBeEmpty: true },
        { name: 'fte', headings: ['FTE'], kind: 'number', mayBeEmpty: true, emptyWords: ['NULL', 'NA', 'ND'] },
        { name: 'identifier', headings: ['UNIQUE_IDENTIFIER'], kind: 'text', isOptional: true, mayBeEmpty: true, emptyWords: ['NULL', 'NA'] },
      ],
      key: [],
    },
  ],
  // A census is of the last day of its month.
  asOf: { from: 'newest-made', table: 'posts', day: 'last_day(make_date(CAST(census_year AS INTEGER), CAST(census_month AS INTEGER), 1))' },
};
