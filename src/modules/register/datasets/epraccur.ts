import type { Dataset } from '#platform/publications/index.ts';
import { ADDRESS, odsTable } from './odsFile.ts';

export const epraccur: Dataset = {
  id: 'epraccur',
  title: 'GP practices and prescribing cost centres (epraccur)',
  shortTitle: 'epraccur',
  whatFor: 'Each practice’s name, address, opening and closing, and who commissions it.',
  newerOneBrings: 'practices that have opened, closed or been renamed since, on the day on which it happened',
  publisher: 'NHS England, Organisation Data Service',
  address: 'https://digital.nhs.uk/services/organisation-data-service/data-search-and-export/csv-downloads/gp-and-gp-practice-related-data',
  everyMonths: 3,
  tables: [
    odsTable(
      'practices',
      ['code', 'name', 'region_code', 'icb_code', ...ADDRESS, 'opened', 'closed', 'status', 'sub_icb_code', 'joined', 'left', 'prescribing_setting'],
      // A practice's code is a letter and five digits, or a sample's; its status and prescribing setting are filled.
      (row) => /^[A-Z]{1,2}\d{3,6}$/.test(row[0] ?? '') && /^[ACDP]$/.test(row[12] ?? '') && /^\d{1,2}$/.test(row[25] ?? ''),
    ),
  ],
  // The file states no day; the newest change in it is the earliest on which it can have been made.
  // A practice that is proposed, or open and to be closed, has days that are yet to come.
  asOf: { from: 'newest-of', table: 'practices', columns: ['opened', 'closed', 'joined', 'left'], where: `status = 'C' OR (status <> 'P' AND closed IS NULL)` },
};
