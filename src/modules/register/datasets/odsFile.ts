import type { DatasetColumn, DatasetTable } from '#platform/publications/index.ts';
import { ORGANISATION_CODE } from './organisationCode.ts';

/** ODS's CSV files have no header, and these 27 columns; the ones that a data set has no use for are left out. */
const POSITIONS = {
  code: 0, name: 1, region_code: 2, icb_code: 3, address_1: 4, address_2: 5, address_3: 6, address_4: 7, address_5: 8, postcode: 9,
  opened: 10, closed: 11, status: 12, role: 13, sub_icb_code: 14, joined: 15, left: 16, phone: 17, prescribing_setting: 25,
} as const;

type OdsColumn = keyof typeof POSITIONS;

const DAYS: OdsColumn[] = ['opened', 'closed', 'joined', 'left'];
const CODES: OdsColumn[] = ['code', 'region_code', 'icb_code', 'sub_icb_code', 'status', 'role'];
const ORGANISATIONS: OdsColumn[] = ['code', 'icb_code', 'sub_icb_code'];
const FILLED: OdsColumn[] = ['code', 'name'];

const describe = (name: OdsColumn): DatasetColumn => ({
  name,
  position: POSITIONS[name],
  kind: DAYS.includes(name) ? 'day' : CODES.includes(name) ? 'code' : 'text',
  mayBeEmpty: !FILLED.includes(name),
  ...(ORGANISATIONS.includes(name) ? { pattern: ORGANISATION_CODE } : {}),
});

/** A table in ODS's layout; `isOne` tells one kind of file from another by a row's cells. */
export function odsTable(name: string, columns: OdsColumn[], isOne: (row: string[]) => boolean): DatasetTable {
  return {
    name,
    layout: {
      hasHeader: false,
      width: 27,
      looksLikeIt: (row) => /^\d{8}$/.test(row[POSITIONS.opened] ?? '') && isOne(row),
      // A code, then somewhere a region and a day: one of ODS's files with a column too few or too many.
      resembles: (row) => row.length > 20 && /^[A-Z0-9]{3,6}$/.test(row[0] ?? '') && row.some((cell) => /^[YX]Y?\d{1,2}$/.test(cell)) && row.some((cell) => /^(19|20)\d{6}$/.test(cell)),
    },
    columns: columns.map(describe),
    key: ['code'],
  };
}

export const ADDRESS: OdsColumn[] = ['address_1', 'address_2', 'address_3', 'address_4', 'address_5', 'postcode'];
