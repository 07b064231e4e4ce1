import type { Dataset, DatasetColumn } from '#platform/publications/index.ts';
import { ORGANISATION_CODE } from './organisationCode.ts';

const common = { publisher: 'Office for National Statistics', address: 'https://geoportal.statistics.gov.uk/', everyMonths: 12, asOf: { from: 'nothing' } } as const;
const country: DatasetColumn = { name: 'country_code', headings: ['CTRYCD'], kind: 'code' };

export const councils: Dataset = {
  ...common,
  id: 'councils',
  title: 'Local authority districts',
  shortTitle: 'Districts',
  whatFor: 'Each council, now and before, and the upper-tier authority that it belongs to.',
  newerOneBrings: 'councils that have merged or been renamed since',
  tables: [
    {
      name: 'councils',
      layout: { hasHeader: true },
      columns: [
        { name: 'code', headings: ['LADCD'], kind: 'code', pattern: ORGANISATION_CODE },
        { name: 'name', headings: ['LADNM'], kind: 'text' },
        { name: 'successor_code', headings: ['LADCD_ACTIVE'], kind: 'code', mayBeEmpty: true },
        { name: 'upper_tier_code', headings: ['UTLACD'], kind: 'code', mayBeEmpty: true },
        { name: 'is_current', headings: ['Current'], kind: 'code', mayBeEmpty: true },
        country,
      ],
      key: ['code'],
    },
  ],
};

export const upperTierCouncils: Dataset = {
  ...common,
  id: 'upper-tier-councils',
  title: 'Upper-tier and unitary authorities',
  shortTitle: 'Upper-tier authorities',
  whatFor: 'The councils with responsibility for social care and public health.',
  newerOneBrings: 'authorities that have merged or been renamed since',
  tables: [
    {
      name: 'councils',
      layout: { hasHeader: true },
      columns: [{ name: 'code', headings: ['UTLACD'], kind: 'code', pattern: ORGANISATION_CODE }, { name: 'name', headings: ['UTLANM'], kind: 'text' }, country],
      key: ['code'],
    },
  ],
};
