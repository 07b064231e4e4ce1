import { ICB, PLACE_NAMES, REGION, SUB_ICB_LOCATIONS, TRUSTS } from './bodies.ts';
import { closeOf } from './networks.ts';
import { PRACTICES, placeOf } from './practices.ts';
import { compactDay, rowsAllQuoted } from './publishedText.ts';

/** The Organisation Data Service's files: no header, 27 columns, most of them empty, every cell in quotes. */

/** What a row says beside the 27 columns' usual emptiness; columns are numbered from 1, as the ODS does. */
interface OdsRow {
  code: string;
  name: string;
  address: readonly [string, string, string, string, string];
  postcode: string;
  open: string;
  close?: string;
  /** Column 13. */
  status?: string;
  /** Column 14: the sub-type or role. */
  subType?: string;
  /** Column 15, with the days of columns 16 and 17. */
  commissioner?: string;
  joined?: string;
  left?: string;
  telephone?: string;
  /** Column 22: amended since the last issue. */
  amended: '0' | '1';
  /** Column 24: the current organisation in epraccur, the part of the country in etr. */
  column24?: string;
  /** Column 26: 4 is a GP practice. */
  prescribingSetting?: string;
}

function odsColumns(row: OdsRow): string[] {
  return [
    row.code, row.name, REGION.code, ICB.code, ...row.address, row.postcode,
    compactDay(row.open), compactDay(row.close), row.status ?? '', row.subType ?? '',
    row.commissioner ?? '', compactDay(row.joined), compactDay(row.left), row.telephone ?? '',
    '', '', '', row.amended, '', row.column24 ?? '', '', row.prescribingSetting ?? '', '',
  ];
}

/** Prescribing cost centres that are no practices. They stand among the practices in the real file too. */
const OTHER_COST_CENTRES: readonly OdsRow[] = [
  costCentre('XX901', 'LARKMINSTER WALK-IN CENTRE', '40 ROPEWALK', 'LARKMINSTER', 'ZZ12 1ZD', '2009-10-01', '1'),
  costCentre('XX902', 'LARKSHIRE OUT OF HOURS SERVICE', '7 LINNET WAY', 'DAPPLEMERE', 'ZZ15 9RD', '2004-10-01', '2'),
  costCentre('XX903', 'LANTERN HILL HOSPICE', 'LANTERN HILL', 'MARROWBY', 'ZZ1 1ZD', '1996-04-01', '13'),
  costCentre('XX904', 'BURDOCKMOOR PCN HUB', 'CARDERS WAY', 'BURDOCKMOOR', 'ZZ5 1ZD', '2022-10-01', '26'),
];

function costCentre(
  code: string, name: string, street: string, town: string, postcode: string, open: string, prescribingSetting: string,
): OdsRow {
  const subIcb = SUB_ICB_LOCATIONS[town === 'MARROWBY' || town === 'BURDOCKMOOR' ? 'Merrowdale' : 'Vale of Lark'];
  return {
    code, name, address: [name, street, town, 'LARKSHIRE', ''], postcode, open, status: 'A', subType: 'B',
    commissioner: subIcb.code, joined: open < '2013-04-01' ? '2013-04-01' : open, telephone: `01632 960${code.slice(2)}`,
    amended: '0', column24: subIcb.code, prescribingSetting,
  };
}

/** epraccur as issued on a day: a practice that closes later is still shown as active. */
export function epraccur(issued: string): string {
  const practices = PRACTICES.filter((practice) => practice.open <= issued).map((practice): OdsRow => {
    const subIcb = SUB_ICB_LOCATIONS[placeOf(practice)];
    const closed = closeOf(practice);
    const close = closed && closed <= issued ? closed : undefined;
    return {
      code: practice.code,
      name: practice.name,
      address: [practice.name, practice.street, practice.town.name, 'LARKSHIRE', ''],
      postcode: practice.postcode,
      open: practice.open,
      close,
      status: close ? 'C' : 'A',
      subType: 'B',
      commissioner: subIcb.code,
      joined: practice.open < '2013-04-01' ? '2013-04-01' : practice.open,
      left: close,
      telephone: practice.telephone,
      amended: '0',
      column24: subIcb.code,
      prescribingSetting: '4',
    };
  });
  return rowsAllQuoted([...practices, ...OTHER_COST_CENTRES].map(odsColumns), '\n');
}

/** etr: the NHS trusts. */
export function etr(): string {
  return rowsAllQuoted(TRUSTS.map((trust) => odsColumns({ ...trust, amended: '1', column24: 'X' })), '\r\n');
}

/** eccg: the sub-ICB locations, which carry the ICB's code. The ICB itself has no row, as in the real file. */
export function eccg(): string {
  const rows = PLACE_NAMES.map((place) => {
    const subIcb = SUB_ICB_LOCATIONS[place];
    return odsColumns({ ...subIcb, name: subIcb.name.toUpperCase(), open: '2013-04-01', subType: 'RO319', amended: '1' });
  });
  return rowsAllQuoted(rows, '\r\n');
}
