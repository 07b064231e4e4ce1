import type { Dataset } from '#platform/publications/index.ts';
import { ADDRESS, odsTable } from './odsFile.ts';

export const etr: Dataset = {
  id: 'etr',
  title: 'NHS trusts (etr)',
  shortTitle: 'etr',
  whatFor: 'Each NHS trust’s name, address, opening and closing, and the integrated care board that it lies in.',
  newerOneBrings: 'trusts that have merged or been renamed since',
  publisher: 'NHS England, Organisation Data Service',
  address: 'https://digital.nhs.uk/services/organisation-data-service/data-search-and-export/csv-downloads/other-nhs-organisations',
  everyMonths: 3,
  tables: [
    odsTable(
      'trusts',
      ['code', 'name', 'region_code', 'icb_code', ...ADDRESS, 'opened', 'closed'],
      (row) => (row[12] ?? '') === '' && (row[13] ?? '') === '' && / TRUST\b/i.test(row[1] ?? ''),
    ),
  ],
  asOf: { from: 'newest-of', table: 'trusts', columns: ['opened', 'closed'] },
};
