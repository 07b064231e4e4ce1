import type { Dataset, DatasetColumn } from '#platform/publications/index.ts';
import { yearEndOfFile } from '../domain/yearOfFile.ts';
import type { YearClues } from '../domain/yearOfFile.ts';
import { bareHeading, paymentColumns } from '../paymentColumns.ts';

/** What stands in a cell that says nothing. */
const NOTHING = ['-', 'MISSING', 'UNKNOWN', 'N/A', 'NA', 'NULL', '.'];
const NO_NETWORK = [...NOTHING, 'UNKNOWN OR NO PCN', 'NO PCN', 'U', 'UNALLOCATED'];

const words = (name: string, headings: string[]): DatasetColumn => ({ name, headings, kind: 'text', isOptional: true, mayBeEmpty: true });
const money = (name: string, headings: readonly string[], isOptional: boolean): DatasetColumn => ({ name: `${name}_pence`, headings: [...headings], kind: 'pounds', isOptional, mayBeEmpty: true, emptyWords: ['-'] });

/** Without these a file is some other one. */
const REQUIRED = new Set(['global_sum', 'balance_of_pms_expenditure', 'qof', 'total']);

/** A column that nobody has put in a category yet is held by its heading. */
export const OTHER_COLUMN = 'other: ';

/** The rows of the practices, each with its columns of money as pence: those of `rules/funding/payments/columns.yaml`, and whatever else a year has. */
export const nhsPayments: Dataset = {
  id: 'nhs-payments',
  title: 'NHS Payments to General Practice',
  shortTitle: 'NHS Payments',
  whatFor: 'What the NHS paid each practice in a year: its core contract, services, premises, and the PCN’s money where it is the nominated payee.',
  newerOneBrings: 'the payments of one more year, for a practice’s whole income and for what was paid against what was due',
  publisher: 'NHS England',
  address: paymentColumns().source.address,
  everyMonths: 12,
  tables: [
    {
      name: 'practices',
      layout: { hasHeader: true },
      columns: [
        { name: 'practice_code', headings: ['Practice Code'], kind: 'code', mayBeEmpty: true, pattern: { is: '[A-Z0-9][A-Z0-9-]{1,19}', says: 'is not an organisation code' } },
        words('practice_name', ['Practice Name']),
        words('practice_address', ['Practice Address']),
        words('practice_postcode', ['Practice Postcode']),
        { name: 'opened', headings: ['Practice Open Date'], kind: 'day', isOptional: true, mayBeEmpty: true, emptyWords: NOTHING },
        { name: 'closed', headings: ['Practice Close Date'], kind: 'day', isOptional: true, mayBeEmpty: true, emptyWords: NOTHING },
        words('region_code', ['NHS England (Region) code', 'NHS England (Region, local office) Code', 'NHS England and NHS Improvement (Region, local office) Code', 'NHSEnglandRegionLocalOfficeCode', 'Region Code']),
        words('region_name', ['NHS England (Region) Name', 'NHS England (Region, local office) Name', 'NHS England and NHS Improvement (Region, local office) Name', 'NHSEnglandRegionLocalOfficeName', 'Region Name']),
        words('icb_code', ['ICB Code', 'STP Code']),
        words('icb_name', ['ICB Name', 'STP Name']),
        words('sub_icb_code', ['CCG Code', 'Sub ICB Code', 'Sub ICB Location Code']),
        words('sub_icb_name', ['CCG Name', 'Sub ICB Name', 'Sub ICB Location Name']),
        { name: 'pcn_code', headings: ['PCN Code'], kind: 'code', isOptional: true, mayBeEmpty: true, emptyWords: NO_NETWORK },
        words('pcn_name', ['PCN Name']),
        words('contract_type', ['Contract Type']),
        words('dispensing', ['Dispensing Practice']),
        words('practice_type', ['Practice Type']),
        words('rurality', ['Practice Rurality']),
        words('atypical', ['Atypical Characteristics']),
        words('quarter_of_patients', ['Quarter used for patient data']),
        { name: 'registered', headings: ['Number of Registered Patients (Last Known Figure)', 'Average Number of Registered Patients', 'Number of Registered Patients'], kind: 'number', mayBeEmpty: true, emptyWords: NOTHING },
        { name: 'weighted', headings: ['Number of Weighted Patients (Last Known Figure)', 'Average Number of Weighted Patients', 'Number of Weighted Patients'], kind: 'number', mayBeEmpty: true, emptyWords: NOTHING },
        ...[...paymentColumns().columns, ...paymentColumns().totals].map(({ id, headings }) => money(id, headings, !REQUIRED.has(id))),
      ],
      key: ['practice_code'],
      otherColumn: (heading) => ({ name: `${OTHER_COLUMN}${heading}`, kind: 'text', mayBeEmpty: true }),
      setAside: { why: 'a row of no practice, such as a national total', where: 'practice_code IS NULL' },
    },
  ],
  asOf: {
    from: 'inference',
    table: 'practices',
    newestOf: ['opened', 'closed'],
    day: ([opened = null, closed = null], headings) => yearEndOfFile({ opened, closed, since: latestSince(headings) }),
  },
};

function latestSince(headings: string[]): YearClues['since'] {
  const present = new Map(headings.map((heading) => [bareHeading(heading), heading.trim()]));
  let latest: YearClues['since'] = null;
  for (const { since, headings: spellings } of paymentColumns().columns) {
    const heading = spellings.map((spelling) => present.get(bareHeading(spelling))).find((one) => one !== undefined);
    if (since && heading !== undefined && (!latest || since > latest.year)) latest = { year: since, heading };
  }
  return latest;
}
