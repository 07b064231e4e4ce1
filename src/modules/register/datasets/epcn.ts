import type { Dataset, DatasetColumn } from '#platform/publications/index.ts';
import { ORGANISATION_CODE } from './organisationCode.ts';

const address: DatasetColumn[] = [1, 2, 3, 4, 5].map((line) => ({ name: `address_${line}`, headings: [`Address Line ${line}`], kind: 'text', isOptional: true, mayBeEmpty: true }));
const SUB_ICB_HEADINGS = ['Current Sub ICB Loc Code', 'Current Sub ICB Location Code', 'Current CCG Code', 'Current Clinical Commissioning Group Code'];

export const epcn: Dataset = {
  id: 'epcn',
  title: 'Primary care networks and their core partners (ePCN)',
  shortTitle: 'ePCN',
  whatFor: 'Each PCN, and which practices have been in it from when to when.',
  newerOneBrings: 'PCNs that have opened or closed since, and practices that have moved between them, with the day',
  publisher: 'NHS England, Organisation Data Service',
  address: 'https://digital.nhs.uk/services/organisation-data-service/data-search-and-export/csv-downloads/gp-and-gp-practice-related-data',
  everyMonths: 1,
  tables: [
    {
      name: 'networks',
      layout: { hasHeader: true },
      columns: [
        { name: 'code', headings: ['PCN Code'], kind: 'code', pattern: ORGANISATION_CODE },
        { name: 'name', headings: ['PCN Name'], kind: 'text' },
        { name: 'sub_icb_code', headings: SUB_ICB_HEADINGS, kind: 'code', mayBeEmpty: true, pattern: ORGANISATION_CODE },
        { name: 'opened', headings: ['Open Date'], kind: 'day' },
        { name: 'closed', headings: ['Close Date'], kind: 'day', mayBeEmpty: true },
        ...address,
        { name: 'postcode', headings: ['Postcode'], kind: 'text', mayBeEmpty: true },
      ],
      key: ['code'],
    },
    {
      name: 'core-partners',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['Partner Organisation Code'], kind: 'code', pattern: ORGANISATION_CODE },
        { name: 'pcn_code', headings: ['PCN Code'], kind: 'code', pattern: ORGANISATION_CODE },
        { name: 'started', headings: ['Practice to PCN Relationship Start Date', 'Relationship Start Date'], kind: 'day' },
        { name: 'ended', headings: ['Practice to PCN Relationship End Date', 'Relationship End Date'], kind: 'day', mayBeEmpty: true },
      ],
      key: ['practice_code', 'pcn_code', 'started'],
    },
  ],
  asOf: { from: 'newest-of', table: 'core-partners', columns: ['started', 'ended'] },
};
