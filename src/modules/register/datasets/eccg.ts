import type { Dataset } from '#platform/publications/index.ts';
import { ADDRESS, odsTable } from './odsFile.ts';

export const eccg: Dataset = {
  id: 'eccg',
  title: 'Sub-ICB locations and clinical commissioning groups (eccg)',
  shortTitle: 'eccg',
  whatFor: 'Each sub-ICB location, and the CCG before it: name, address, opening and closing, and its integrated care board.',
  newerOneBrings: 'ICBs and sub-ICB locations that have merged since, with their new codes',
  publisher: 'NHS England, Organisation Data Service',
  address: 'https://digital.nhs.uk/services/organisation-data-service/data-search-and-export/csv-downloads/other-nhs-organisations',
  everyMonths: 3,
  tables: [
    odsTable(
      'sub-icb-locations',
      ['code', 'name', 'region_code', 'icb_code', ...ADDRESS, 'opened', 'closed', 'role'],
      (row) => (row[12] ?? '') === '' && / (CCG|ICB|COMMISSIONING|SUB-ICB)\b/i.test(row[1] ?? ''),
    ),
  ],
  asOf: { from: 'newest-of', table: 'sub-icb-locations', columns: ['opened', 'closed'] },
};
